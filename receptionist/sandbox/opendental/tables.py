"""The sandbox database's tables that no resource declares as its `Table`, with the vendor's column names.

Dates and datetimes are text in the vendor's spelling (they sort as they should), booleans 0 or 1, enumerations text.
"""

NO_DATE = "0001-01-01"
NO_DATETIME = "0001-01-01 00:00:00"

APPOINTMENT_COLUMNS = """
    PatNum INTEGER NOT NULL, AptStatus TEXT NOT NULL, Pattern TEXT NOT NULL, Confirmed INTEGER NOT NULL,
    TimeLocked INTEGER NOT NULL DEFAULT 0, Op INTEGER NOT NULL, Note TEXT NOT NULL DEFAULT '',
    ProvNum INTEGER NOT NULL, ProvHyg INTEGER NOT NULL DEFAULT 0, AptDateTime TEXT NOT NULL,
    NextAptNum INTEGER NOT NULL DEFAULT 0, UnschedStatus INTEGER NOT NULL DEFAULT 0,
    IsNewPatient INTEGER NOT NULL DEFAULT 0, ProcDescript TEXT NOT NULL DEFAULT '',
    ClinicNum INTEGER NOT NULL DEFAULT 0, IsHygiene INTEGER NOT NULL DEFAULT 0, DateTStamp TEXT NOT NULL,
    DateTimeArrived TEXT NOT NULL DEFAULT '0001-01-01 00:00:00',
    DateTimeSeated TEXT NOT NULL DEFAULT '0001-01-01 00:00:00',
    DateTimeDismissed TEXT NOT NULL DEFAULT '0001-01-01 00:00:00',
    InsPlan1 INTEGER NOT NULL DEFAULT 0, InsPlan2 INTEGER NOT NULL DEFAULT 0,
    DateTimeAskedToArrive TEXT NOT NULL DEFAULT '0001-01-01 00:00:00',
    colorOverride TEXT NOT NULL DEFAULT '0,0,0', AppointmentTypeNum INTEGER NOT NULL DEFAULT 0,
    SecDateTEntry TEXT NOT NULL, Priority TEXT NOT NULL DEFAULT 'Normal', PatternSecondary TEXT NOT NULL,
    ItemOrderPlanned INTEGER NOT NULL DEFAULT 0
"""

SCHEMA = f"""
CREATE TABLE appointment (AptNum INTEGER PRIMARY KEY AUTOINCREMENT, {APPOINTMENT_COLUMNS});
CREATE INDEX appointment_time ON appointment (AptDateTime);
CREATE INDEX appointment_patient ON appointment (PatNum);
CREATE TABLE histappointment (
    HistApptNum INTEGER PRIMARY KEY AUTOINCREMENT, HistUserNum INTEGER NOT NULL DEFAULT 0,
    HistDateTStamp TEXT NOT NULL, HistApptAction TEXT NOT NULL, ApptSource TEXT NOT NULL DEFAULT 'None',
    AptNum INTEGER NOT NULL, {APPOINTMENT_COLUMNS});
CREATE TABLE patient (
    PatNum INTEGER PRIMARY KEY AUTOINCREMENT, LName TEXT NOT NULL, FName TEXT NOT NULL, MiddleI TEXT DEFAULT '',
    Preferred TEXT DEFAULT '', PatStatus TEXT DEFAULT 'Patient', Gender TEXT DEFAULT 'Unknown',
    Position TEXT DEFAULT 'Single', Birthdate TEXT DEFAULT '0001-01-01', SSN TEXT DEFAULT '',
    Address TEXT DEFAULT '', Address2 TEXT DEFAULT '', City TEXT DEFAULT '', State TEXT DEFAULT '',
    Zip TEXT DEFAULT '', HmPhone TEXT DEFAULT '', WkPhone TEXT DEFAULT '', WirelessPhone TEXT DEFAULT '',
    Guarantor INTEGER NOT NULL, Email TEXT DEFAULT '', EstBalance REAL DEFAULT 0.0, PriProv INTEGER DEFAULT 0,
    SecProv INTEGER DEFAULT 0, BillingType INTEGER DEFAULT 0, ImageFolder TEXT DEFAULT '',
    FamFinUrgNote TEXT DEFAULT '', ChartNumber TEXT DEFAULT '', MedicaidID TEXT DEFAULT '',
    BalTotal REAL DEFAULT 0.0, EmployerNum INTEGER DEFAULT 0, DateFirstVisit TEXT DEFAULT '0001-01-01',
    ClinicNum INTEGER DEFAULT 0, Ward TEXT DEFAULT '', PreferConfirmMethod TEXT DEFAULT 'None',
    PreferContactMethod TEXT DEFAULT 'None', PreferRecallMethod TEXT DEFAULT 'None', Language TEXT DEFAULT '',
    AdmitDate TEXT DEFAULT '0001-01-01', DateTStamp TEXT NOT NULL, SuperFamily INTEGER DEFAULT 0,
    TxtMsgOk TEXT DEFAULT 'Unknown', SecDateEntry TEXT NOT NULL,
    Medical TEXT DEFAULT '', ICEName TEXT DEFAULT '', ICEPhone TEXT DEFAULT '', Service TEXT DEFAULT '');
CREATE TABLE schedule (
    ScheduleNum INTEGER PRIMARY KEY, SchedDate TEXT, StartTime TEXT, StopTime TEXT, SchedType TEXT, ProvNum INTEGER,
    BlockoutType INTEGER, Note TEXT, DateTStamp TEXT DEFAULT '0001-01-01 00:00:00');
CREATE INDEX schedule_date ON schedule (SchedDate);
CREATE TABLE webschedlog (AptNum INTEGER PRIMARY KEY, eServiceLogType TEXT NOT NULL);
"""
