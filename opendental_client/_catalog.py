"""Every resource of an office, each an attribute of the client."""

from opendental_client._resources._base import Office
from opendental_client._resources.accounts import (
    AccountModulesResource,
    AdjustmentsResource,
    ReportsResource,
    StatementsResource,
)
from opendental_client._resources.appointments import AppointmentsResource
from opendental_client._resources.charts import ChartModulesResource
from opendental_client._resources.coverage import BenefitsResource, ClaimsResource, InsSubsResource, PatPlansResource
from opendental_client._resources.custom_fields import (
    ApptFieldDefsResource,
    ApptFieldsResource,
    PatFieldDefsResource,
    PatFieldsResource,
)
from opendental_client._resources.documents import DocumentsResource
from opendental_client._resources.insurance import (
    CarriersResource,
    FamilyModulesResource,
    InsPlansResource,
    InsVerifiesResource,
)
from opendental_client._resources.lookups import EmployersResource, HistAppointmentsResource, PharmaciesResource
from opendental_client._resources.medical import (
    AllergiesResource,
    AllergyDefsResource,
    DiseaseDefsResource,
    DiseasesResource,
    MedicationPatsResource,
    MedicationsResource,
)
from opendental_client._resources.office import (
    AppointmentTypesResource,
    ClinicsResource,
    DefinitionsResource,
    OperatoriesResource,
    PreferencesResource,
    ProvidersResource,
)
from opendental_client._resources.patients import PatientsResource
from opendental_client._resources.payments import PaymentsResource, PaySplitsResource
from opendental_client._resources.procedures import (
    FeeSchedsResource,
    FeesResource,
    ProcedureCodesResource,
    ProcedureLogsResource,
)
from opendental_client._resources.recalls import RecallsResource, RecallTypesResource
from opendental_client._resources.records import CommlogsResource, PatientNotesResource, PopupsResource
from opendental_client._resources.referrals import RefAttachesResource, ReferralsResource
from opendental_client._resources.schedules import ScheduleOpsResource, SchedulesResource
from opendental_client._resources.system import (
    AsapCommsResource,
    QueriesResource,
    SecurityPermsResource,
    SignalodsResource,
    SubscriptionsResource,
    UserodsResource,
)
from opendental_client._resources.tasks import TaskListsResource, TaskNotesResource, TasksResource
from opendental_client._resources.treatment import ProcTPsResource, TreatPlanAttachesResource, TreatPlansResource


class Catalog:
    """The resources, named like the vendor's, in snake case."""

    def __init__(self, office: Office) -> None:
        self.account_modules = AccountModulesResource(office)
        self.adjustments = AdjustmentsResource(office)
        self.allergies = AllergiesResource(office)
        self.allergy_defs = AllergyDefsResource(office)
        self.appointment_types = AppointmentTypesResource(office)
        self.appointments = AppointmentsResource(office)
        self.appt_field_defs = ApptFieldDefsResource(office)
        self.appt_fields = ApptFieldsResource(office)
        self.asap_comms = AsapCommsResource(office)
        self.benefits = BenefitsResource(office)
        self.carriers = CarriersResource(office)
        self.chart_modules = ChartModulesResource(office)
        self.claims = ClaimsResource(office)
        self.clinics = ClinicsResource(office)
        self.commlogs = CommlogsResource(office)
        self.definitions = DefinitionsResource(office)
        self.disease_defs = DiseaseDefsResource(office)
        self.diseases = DiseasesResource(office)
        self.documents = DocumentsResource(office)
        self.employers = EmployersResource(office)
        self.family_modules = FamilyModulesResource(office)
        self.fee_scheds = FeeSchedsResource(office)
        self.fees = FeesResource(office)
        self.hist_appointments = HistAppointmentsResource(office)
        self.ins_plans = InsPlansResource(office)
        self.ins_subs = InsSubsResource(office)
        self.ins_verifies = InsVerifiesResource(office)
        self.medication_pats = MedicationPatsResource(office)
        self.medications = MedicationsResource(office)
        self.operatories = OperatoriesResource(office)
        self.pat_field_defs = PatFieldDefsResource(office)
        self.pat_fields = PatFieldsResource(office)
        self.pat_plans = PatPlansResource(office)
        self.patient_notes = PatientNotesResource(office)
        self.patients = PatientsResource(office)
        self.pay_splits = PaySplitsResource(office)
        self.payments = PaymentsResource(office)
        self.pharmacies = PharmaciesResource(office)
        self.popups = PopupsResource(office)
        self.preferences = PreferencesResource(office)
        self.proc_tps = ProcTPsResource(office)
        self.procedure_codes = ProcedureCodesResource(office)
        self.procedure_logs = ProcedureLogsResource(office)
        self.providers = ProvidersResource(office)
        self.queries = QueriesResource(office)
        self.recall_types = RecallTypesResource(office)
        self.recalls = RecallsResource(office)
        self.ref_attaches = RefAttachesResource(office)
        self.referrals = ReferralsResource(office)
        self.reports = ReportsResource(office)
        self.schedule_ops = ScheduleOpsResource(office)
        self.schedules = SchedulesResource(office)
        self.security_perms = SecurityPermsResource(office)
        self.signalods = SignalodsResource(office)
        self.statements = StatementsResource(office)
        self.subscriptions = SubscriptionsResource(office)
        self.task_lists = TaskListsResource(office)
        self.task_notes = TaskNotesResource(office)
        self.tasks = TasksResource(office)
        self.treat_plan_attaches = TreatPlanAttachesResource(office)
        self.treat_plans = TreatPlansResource(office)
        self.userods = UserodsResource(office)
