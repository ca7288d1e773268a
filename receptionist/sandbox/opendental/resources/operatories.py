"""GET /operatories and /appointmenttypes: where visits take place, and on what."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single

OPERATORIES = Table.of(
    ("operatories", "operatory", "OperatoryNum", "Operatory"),
    *col.texts("OpName", "Abbrev"),
    *col.whole("ItemOrder"),
    *col.switches("IsHidden"),
    *col.whole("ProvDentist", "ProvHygienist"),
    *col.switches("IsHygiene"),
    *col.whole("ClinicNum"),
    *col.always(SetProspective="false"),
    *col.switches("IsWebSched"),
    *col.always(OperatoryType=0, operatoryType=""),
    *col.moments("DateTStamp", shape=col.Shape.NEVER),
    stamp="DateTStamp",
)
TYPES = Table.of(
    ("appointmenttypes", "appointmenttype", "AppointmentTypeNum", "AppointmentType"),
    *col.texts("AppointmentTypeName", "appointmentTypeColor"),
    *col.switches("IsHidden"),
    *col.texts("Pattern", "CodeStr"),
    *col.always(CodeStrRequired="", RequiredProcCodesNeeded="None", BlockoutTypes=""),
    *col.texts("ProcDescript", shape=col.Shape.NEVER),
)

TABLES = (OPERATORIES, TYPES)
METHODS = (
    lists(OPERATORIES, "ClinicNum"),
    single(OPERATORIES, since="24.1.10"),
    lists(TYPES, since="22.4.10"),
    # The vendor added the single GET later than the list; which version is not known.
    single(TYPES, since="25.1"),
)
