"""The words of the vendor's error texts: what `_redaction` lets through.

Only words that tell nothing about a person belong here; none that is a common name or surname (Max, Will, Ward).
"""

_PROSE_TEXT = """
a already an and api appointments are argument as at attached be because been body break broken by can cannot change
column
confirm connect connection connector content convert could covered created custom customer date dd delete deleted
denied deprecated developer disabled does duplicate e econnector either enabled error exist exists expired failed
field fields for format found from get greater has have header hh id in information integer internal invalid is
later least length less limit list local longer many maximum method minimum missing mm must name negative no not
note null number of office offline on one online only operatory or out parameter parameters past patient patients
permission planned positive post practice provided provider put query range read remove removed request requests
required resource row running s same schedule scheduled server service simple slots ss still string supported t than
that the then there this time timed timeout to today too type unable unauthorized unexpected unknown unsupported
update valid value version was when with without write writes yyyy
"""
_NAMES_TEXT = """
ASAP Address Address2 AdmitDate AllergyDef Appointment AppointmentTypeNum AptDateTime AptNum AptStatus BillingType
Birthdate Category ChartNumber City ClaimProc Clinic ClinicNum CommDateTime CommType Confirmed DELETE DateFirstVisit
DateTStamp DateTimeArrived DateTimeDismissed DateTimeSeated DefNum Definition DiseaseDef Dx Email EmployerNum FName
FamFinUrgNote GET Gender Guarantor HH HmPhone InsPlan InsSub IsHygiene IsNewPatient LName Language Limit MM
MedicaidID MedicationPat MiddleI Mode_ Note Offset Op OpNum Operatory POST PUT PatNum PatPlans PatStatus Pattern
PatternSecondary Phone Popup Position PrefName PreferConfirmMethod PreferContactMethod PreferRecallMethod Preferred
PriProv Priority Procedure ProvHyg ProvNum Provider Recall SSN SchedType Schedule ScheduleNum SecProv SentOrReceived
State Status SuperFamily TxtMsgOk UnschedStatus WirelessPhone WkPhone Zip appointmenttypes breakType clinicNums
clinics colorOverride commType commlogs confirmVal dateEnd dateStart defNum definitions guarOnly hideInactive
includeHidden lengthMinutes operatories popups preferences procCode providers recalls scheduleops schedules
sendToUnscheduledList showArchived
"""

PROSE = frozenset(_PROSE_TEXT.split())
"""Words of the vendor's sentences, in any case."""

VENDOR_NAMES = frozenset(_NAMES_TEXT.split())
"""Fields, parameters and resources of the API, in the vendor's spelling only."""
