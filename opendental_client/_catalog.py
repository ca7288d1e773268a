"""Every resource of an office, each an attribute of the client."""

from opendental_client._resources import (
    accounts,
    appointments,
    charts,
    coverage,
    custom_fields,
    documents,
    insurance,
    lookups,
    medical,
    patients,
    payments,
    procedures,
    recalls,
    records,
    referrals,
    schedules,
    system,
    tasks,
    treatment,
)
from opendental_client._resources import office as setup
from opendental_client._resources._base import Office


class Catalog:
    """The resources, named like the vendor's, in snake case."""

    def __init__(self, office: Office) -> None:
        self.account_modules = accounts.AccountModulesResource(office)
        self.adjustments = accounts.AdjustmentsResource(office)
        self.allergies = medical.AllergiesResource(office)
        self.allergy_defs = medical.AllergyDefsResource(office)
        self.appointment_types = setup.AppointmentTypesResource(office)
        self.appointments = appointments.AppointmentsResource(office)
        self.appt_field_defs = custom_fields.ApptFieldDefsResource(office)
        self.appt_fields = custom_fields.ApptFieldsResource(office)
        self.asap_comms = system.AsapCommsResource(office)
        self.benefits = coverage.BenefitsResource(office)
        self.carriers = insurance.CarriersResource(office)
        self.chart_modules = charts.ChartModulesResource(office)
        self.claims = coverage.ClaimsResource(office)
        self.clinics = setup.ClinicsResource(office)
        self.commlogs = records.CommlogsResource(office)
        self.definitions = setup.DefinitionsResource(office)
        self.disease_defs = medical.DiseaseDefsResource(office)
        self.diseases = medical.DiseasesResource(office)
        self.documents = documents.DocumentsResource(office)
        self.employers = lookups.EmployersResource(office)
        self.family_modules = insurance.FamilyModulesResource(office)
        self.fee_scheds = procedures.FeeSchedsResource(office)
        self.fees = procedures.FeesResource(office)
        self.hist_appointments = lookups.HistAppointmentsResource(office)
        self.ins_plans = insurance.InsPlansResource(office)
        self.ins_subs = coverage.InsSubsResource(office)
        self.ins_verifies = insurance.InsVerifiesResource(office)
        self.medication_pats = medical.MedicationPatsResource(office)
        self.medications = medical.MedicationsResource(office)
        self.operatories = setup.OperatoriesResource(office)
        self.pat_field_defs = custom_fields.PatFieldDefsResource(office)
        self.pat_fields = custom_fields.PatFieldsResource(office)
        self.pat_plans = coverage.PatPlansResource(office)
        self.patient_notes = records.PatientNotesResource(office)
        self.patients = patients.PatientsResource(office)
        self.pay_splits = payments.PaySplitsResource(office)
        self.payments = payments.PaymentsResource(office)
        self.pharmacies = lookups.PharmaciesResource(office)
        self.popups = records.PopupsResource(office)
        self.preferences = setup.PreferencesResource(office)
        self.proc_tps = treatment.ProcTPsResource(office)
        self.procedure_codes = procedures.ProcedureCodesResource(office)
        self.procedure_logs = procedures.ProcedureLogsResource(office)
        self.providers = setup.ProvidersResource(office)
        self.queries = system.QueriesResource(office)
        self.recall_types = recalls.RecallTypesResource(office)
        self.recalls = recalls.RecallsResource(office)
        self.ref_attaches = referrals.RefAttachesResource(office)
        self.referrals = referrals.ReferralsResource(office)
        self.reports = accounts.ReportsResource(office)
        self.schedule_ops = schedules.ScheduleOpsResource(office)
        self.schedules = schedules.SchedulesResource(office)
        self.security_perms = system.SecurityPermsResource(office)
        self.signalods = system.SignalodsResource(office)
        self.statements = accounts.StatementsResource(office)
        self.subscriptions = system.SubscriptionsResource(office)
        self.task_lists = tasks.TaskListsResource(office)
        self.task_notes = tasks.TaskNotesResource(office)
        self.tasks = tasks.TasksResource(office)
        self.treat_plan_attaches = treatment.TreatPlanAttachesResource(office)
        self.treat_plans = treatment.TreatPlansResource(office)
        self.userods = system.UserodsResource(office)
