"""Which permission of the developer key opens a method, so that a 401 can say what to ask the vendor for.

From the vendor's page on API permissions; what it does not list belongs to ApiAllOthers.
"""

from opendental_client._route import Route

_ACTIONS = {
    "/appointments/{AptNum}/Break": "ApiComm",
    "/appointments/{AptNum}/Confirm": "ApiComm",
    "/appointments/{AptNum}/Note": "ApiComm",
    "/recalls/Status": "ApiComm",
    "/documents/Upload": "ApiDocuments",
    "/claimprocs/InsAdjust": "InsuranceSimple",
    "/queries/ShortQuery": "ApiQueries",
}
_WRITES = {
    "appointments": "ApiAppointments",
    "apptfields": "ApiComm",
    "asapcomms": "ApiTextingASAP",
    "benefits": "ApiInsurance",
    "claims": "ApiInsurance",
    "clinics": "ApiSetup",
    "commlogs": "ApiComm",
    "definitions": "ApiSetup",
    "insplans": "ApiInsurance",
    "inssubs": "InsuranceSimple",
    "insverifies": "InsuranceSimple",
    "medications": "ApiSetup",
    "allergydefs": "ApiSetup",
    "apptfielddefs": "ApiSetup",
    "diseasedefs": "ApiSetup",
    "patients": "ApiPatients",
    "patplans": "InsuranceSimple",
    "payments": "ApiPayments",
    "payplans": "ApiPayPlans",
    "popups": "ApiComm",
    "procedurelogs": "ApiProcedureLogs",
    "providers": "ApiSetup",
    "subscriptions": "ApiReadAll",
    "userods": "ApiSetup",
}


def permission_for(route: Route) -> str:
    """The permission that `route` needs, by the vendor's enum name."""
    if route.template in _ACTIONS:
        return _ACTIONS[route.template]
    if not route.is_write:
        return "ApiReadAll"
    return _WRITES.get(route.resource, "ApiAllOthers")
