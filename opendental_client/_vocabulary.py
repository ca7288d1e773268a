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
AbbrDesc AcctBal AdjAmt AdjDate AdjNote AdjNum AdjType AllergyDefNum AllergyNum AlternateCode1 AppendToSpecial
AppointmentType AppointmentTypeName ApptField ApptFieldDef ApptFieldDefNum ApptModNote ApptSource AsapComm
AsapCommNum AssignBen BalOver90 BalTotal BankBranch BaseUnits BenefitNotes BenefitNum BenefitType BillingAddress
BillingAddress2 BillingCity BillingState BillingZip BlockoutType BlockoutTypes BusinessName CarrierName CarrierNum
CatPercUCR ChartInfo CheckNum ClaimFee ClaimForm ClaimFormNum ClaimNote ClaimNum ClaimStatus ClaimType CodeGroupNum
CodeNum CodeStr CodeStrRequired CodeSubstNone CommSource CommlogNum CopayFeeSched CovCatNum CoverageLevel
CustomerKey DateAdverseReaction DateCreated DateDue DateEffective DateEntry DateLastAssigned DateLastVerified
DateOriginalProsth DatePay DatePrevious DateProcComplete DateRangeFrom DateRangeTo DateReceived DateScheduled
DateSent DateService DateStart DateStop DateTEntry DateTL DateTP DateTPracticeSigned DateTSigned DateTask DateTerm
DateTime DateTimeAskedToArrive DateTimeDisabled DateTimeEnd DateTimeEntry DateTimeExpire DateTimeFinished
DateTimeNote DateTimeOrig DateTimeOriginal DateTimeSmsScheduled DateTimeSmsSent DateTimeStart DateTimeStop DateType
DateViewing DedApplied DefaultClaimNote DefaultInterval DefaultNote DefaultTPNote DepositNum DescriptOverride
DisableUntilBalance DisableUntilDate DiseaseDefNum DiseaseName DiseaseNum DisplayNote DocCategory DocNum DrugNDC
DueDate ElectID EmpName EmployeeNum EndPointUrl EstBal EstBalance FKey FKeyType FamFinancial FamilyInsurance
FeeAllowed FeeAmt FeeNum FeeSched FeeSchedNum FeeSchedType FieldName FieldType FieldValue FileName FinanceCharges
FromNum GenericNum GroupName GroupNum HasPermission HidePayment HistAppointment HistApptAction HistApptNum
HistDateTStamp HistUserNum ImageFolder ImgType InsBal InsEst InsPayAmt InsPayEst InsPlan1 InsPlan2 InsSubNum
InsSubNum2 InsVerify InsVerifyNum IsArchived IsBalValid IsBlueBookEnabled IsCcCompleted IsDateProsthEst IsDisabled
IsDoctor IsGlobal IsHidden IsHiddenReport IsInvoice IsInvoiceCopy IsMedical IsMirrored IsNotPerson IsOrtho
IsPasswordResetRequired IsPending IsPreferred IsProsth IsRadiology IsReadOnly IsReceipt IsRecurringCC IsRepeating
IsSecondary IsSent IsTaxed IsTransitionOfCare IsWebSched ItemName ItemOrder ItemOrderPlanned ItemValue KeyNum
LastRemind LaymanTerm MedName MedUrgNote MedicalCode MedicalComp MedicationNum MedicationPatNum MonetaryAmt
MonthRenew MountNum MsgValue NationalProvID NationalProvId NextAptNum NoBillIns NoSendElect NotPerson NoteBold
NumRemind ObjectType OpName OperatoryNum OperatoryType OrthoAutoFeeBilledOverride OrthoAutoNextClaimDate PatAmt
PatEstBal PatField PatFieldDef PatFieldDefNum PatFieldNum PatID PatNote PatPlan PatPlanNum PatRelat PatientBalance
PatientBalances PatientInfo PatientNote PayAmt PayDate PayNote PayNum PaySplit PayToAddress PayToAddress2 PayToCity
PayToState PayToZip PayType PaymentPartial PaymentRefund PaymentSource PharmacyNum PickList PlanNote PlanNum
PlanType PlannedAppointment PlannedAppt PlannedAppts PlannedAptNum PollingSeconds PopupLevel PopupNum
PopupNumArchive PreAuthString PrefNum PreferredName PriInsAmt PrimaryKey PrintHeading PriorityDefNum ProbStatus
ProcAbbr ProcAmount ProcCat ProcCode ProcDate ProcDescript ProcFee ProcNum ProcNumOrig ProcStatus ProcTP ProcTPNum
ProcTime ProcedureCode ProcedureLog ProcessStatus ProgNote ProgNotes ProvBill ProvDentist ProvHygienist
ProvNumDefault ProvStatus ProvTreat ProviderNum QuantityQualifier QueryRow ReasonUnderPaid RecallInterval RecallNum
RecallStatus RecallSwitch RecallType RecallTypeNum RecurringChargeDate RefAttach RefAttachNum RefDate RefToStatus
ReferralNum ReferralType ReleaseInfo ReminderFrequency ReminderGroupId ReminderType RemoteRole ReportRow
RequiredProcCodesNeeded ResponsParty ResponseStatus SchedDate SchedNote ScheduleOp ScheduleOpNum SchedulePlanned
SecDateEntry SecDateTEdit SecDateTEntry SecInsAmt SecUserNumEntry SecurityPerm ServiceDate ServiceDateRow
ServiceDateView SetProspective ShortQuery SigDateTime SigOnFile SignalNum SignaturePracticeText SignatureText
SinglePatient SlotsWebSched SmsSendStatus SnomedType SplitAmt SplitNum SqlCommand StartTime StartsAt StateLicense
StatementNum StatementType StatusIsActive StopTime StopsAt StoreName SubscNote SubscriberID SubscriberId
SubscriptionNum SubstitutionCode SwitchType TPStatus TPType TaskList TaskListNum TaskListStatus TaskNote TaskNoteNum
TaskNum TaskStatus TaxAmt TemplateText TimeLocked TimePattern TimePatternOverride TimePeriod ToothNum ToothNumTP
ToothNumbers ToothRange TransDate TreatArea TreatPlan TreatPlanAttach TreatPlanAttachNum TreatPlanNum TreatPlanSave
UiEventType UnearnedType UnitQty UserName UserNum UserNumCEMT UserNumPresenter UsingTIN ValueString VerifyType
WatchTable WebSched WebSchedAppointment WriteOff accountmodules adjustments allergies allergydefs
appointmentTypeColor apptfielddefs apptfields aptNum asapcomms benefits blockoutType carriers category chartmodules
clinicAbbr commlogMode commlogNote confirmed dateSched dateTimeEnd dateTimeStart defDescription defNumApptType
defSnomedType descript diseaseDefName diseasedefs diseases docCategory documents dxName eServiceLogType emailAddress
employeeName employer employers extension familymodules feeSchedule feescheds histappointments insplans inssubs
insverifies isHidden isPatient isPatientPreferred isPrepayment isSigned isSignedPractice medName medicationpats
medications minutes operatoryType ordinal patfielddefs patfields patientnotes patplans payPlanNum payType payments
paysplits pharmacies planType priProvAbbr priority procCat procNums procNumsAndAmounts procedurecodes procedurelogs
proctps provAbbr provColor providerName queries rawBase64 recallStatus recallType recalltypes refattaches
referralName referrals reports secProvAbbr securityperms serverDateTime signalods siteDesc specialty statements
subscriber subscriptions tasklists tasknotes treatplanattaches treatplans unschedStatus userGroupNums userods
"""

PROSE = frozenset(_PROSE_TEXT.split())
"""Words of the vendor's sentences, in any case."""

VENDOR_NAMES = frozenset(_NAMES_TEXT.split())
"""Fields, parameters and resources of the API, in the vendor's spelling only."""
