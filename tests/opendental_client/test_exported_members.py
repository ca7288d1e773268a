"""The public face is a promise: nothing comes or goes unnoticed."""

import importlib
import inspect
import pkgutil

import pytest

import opendental_client

pytestmark = pytest.mark.unit

PROMISED = """
Address AddressHealth Adjustment AdjustmentCreate AdjustmentUpdate Aging Allergy AllergyCreate AllergyDef
AllergyDefCreate AllergyUpdate Appointment AppointmentCreate AppointmentType AppointmentUpdate ApptField ApptFieldDef
ApptFieldWrite AptStatus AsapComm AsapCommCreate BadRequest Benefit BenefitCreate BenefitUpdate BreakType Budget
BudgetUnavailable Carrier CarrierCreate CarrierUpdate CascadeTransport ChartInfo Claim ClaimCreate ClaimUpdate Clinic
ClinicUpdate Clock CommMode Commlog CommlogUpdate ConfirmVal ContactMethod Definition DefinitionCreate Disease
DiseaseCreate DiseaseDef DiseaseDefCreate DiseaseUpdate Document DocumentUpload Employer EmployerWrite FamilyInsurance
Fee FeeCreate FeeSched FeeSchedWrite FeeUpdate Gender Gone HistAppointment ImgType InsPlan InsPlanCreate InsPlanUpdate
InsSub InsSubCreate InsSubUpdate InsVerify InsVerifyUpdate InvalidArgument InvalidResponse Medication MedicationCreate
MedicationPat MedicationPatCreate MedicationPatUpdate NotFound OpenDentalClient OpenDentalError Operatory PatField
PatFieldDef PatFieldWrite PatPlan PatPlanCreate PatPlanUpdate PatStatus Patient PatientBalance PatientCreate
PatientNote PatientNoteUpdate PatientUpdate PaySplit Payment PaymentCreate PaymentPartial PaymentUpdate Pharmacy
PlannedAppointmentCreate PlannedAppt Popup PopupCreate PopupLevel PopupUpdate Position Preference Priority ProbStatus
ProcAmount ProcStatus ProcTP ProcedureCode ProcedureLog ProcedureLogCreate ProcedureLogUpdate ProgNote Provider
ProviderCreate ProviderUpdate QueryRow QueuePriority Recall RecallCreate RecallDue RecallType RecallUpdate RedisBudget
RedisCommands RefAttach RefAttachCreate RefAttachUpdate Referral ReferralCreate ReferralUpdate Relationship ReportRow
SQLiteBudget SchedType Schedule ScheduleOp SchedulePlanned SecurityPerm SentOrReceived ServerError ServiceDateRow
Signalod Slot Statement StatementCreate Subscription SubscriptionCreate SubscriptionUpdate TPStatus Task TaskCreate
TaskList TaskNote TaskNoteCreate TaskNoteUpdate TaskObject TaskStatus TaskUpdate Throttle ThrottleTier Throttled
Timeout TreatPlan TreatPlanAttach TreatPlanAttachCreate TreatPlanAttachUpdate TreatPlanCreate TreatPlanSave
TreatPlanUpdate TxtMsgOk UiEventType Unauthorized Unreachable Userod VerifyType WatchTable WebSchedAppointment
WebSchedCreate WriteOutcomeUnknown encode_file pattern_for_minutes
"""


def test_the_promised_names_are_exported() -> None:
    assert sorted(opendental_client.__all__) == sorted(PROMISED.split())


def test_every_export_exists_and_is_documented() -> None:
    for name in opendental_client.__all__:
        member = getattr(opendental_client, name)
        assert member.__doc__, f"{name} has no docstring"


def test_nothing_public_is_left_out_of_all() -> None:
    public = {name for name, value in vars(opendental_client).items() if not name.startswith("_")}
    modules = {name for name in public if inspect.ismodule(getattr(opendental_client, name))}
    assert public - modules == set(opendental_client.__all__)


def test_every_public_method_of_the_client_and_its_resources_is_documented() -> None:
    modules = [importlib.import_module(info.name) for info in _modules()]
    classes = {member for module in modules for member in vars(module).values() if inspect.isclass(member)}
    ours = [member for member in classes if member.__module__.startswith("opendental_client._resources")]
    assert len(ours) > 10
    for member in [*ours, opendental_client.OpenDentalClient, opendental_client.Throttle]:
        for name, value in vars(member).items():
            if not name.startswith("_") and callable(value):
                assert value.__doc__, f"{member.__name__}.{name} has no docstring"


def test_the_library_knows_nothing_of_the_receptionist() -> None:
    for info in _modules():
        source = inspect.getsource(importlib.import_module(info.name))
        assert "import receptionist" not in source
        assert "from receptionist" not in source


def _modules() -> list[pkgutil.ModuleInfo]:
    return list(pkgutil.walk_packages(opendental_client.__path__, "opendental_client."))
