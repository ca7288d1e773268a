"""Users, permissions, change signals, and webhooks."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, SecretStr, field_validator, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODNumbers, ODSecret, ODStr
from opendental_client._models._base import NonBlank, Request, Row, Update
from opendental_client._names import spelling


class Userod(Row):
    """A user of Open Dental. `user_group_nums` are the groups the user is in."""

    user_num: ODInt = 0
    user_name: ODStr = ""
    user_group_nums: ODNumbers = ()
    employee_num: ODInt = 0
    employee_name: ODStr = ""
    clinic_num: ODInt = 0
    provider_num: ODInt = 0
    provider_name: ODStr = ""
    email_address: ODStr = ""
    is_hidden: ODBool = False
    user_num_cemt: ODInt = 0
    is_password_reset_required: ODBool = False


class SecurityPerm(Row):
    """Whether the key of this client has a permission of the API."""

    permission: ODStr = ""
    has_permission: ODBool = False


class Signalod(Row):
    """A signal that something changed; `i_type` names what (`Appointment`, `Security`, ...)."""

    signal_num: ODInt = 0
    date_viewing: ODDate = None
    sig_date_time: ODDateTime = None
    fkey: ODInt = 0
    fkey_type: ODStr = ""
    i_type: ODStr = ""
    remote_role: ODStr = ""
    msg_value: ODStr = ""
    server_date_time: ODDateTime = None


class WatchTable(StrEnum):
    """What a webhook can watch. AppointmentDeleted 22.4.35, PatField 22.4.8, Schedule 24.2.11."""

    APPOINTMENT = "Appointment"
    APPOINTMENT_DELETED = "AppointmentDeleted"
    OPERATORY = "Operatory"
    PAT_FIELD = "PatField"
    PATIENT = "Patient"
    PROVIDER = "Provider"
    SCHEDULE = "Schedule"


class UiEventType(StrEnum):
    """What a webhook can follow in the office program."""

    PATIENT_SELECTED = "PatientSelected"


class Subscription(Row):
    """A webhook of this customer key, which hides itself when printed."""

    subscription_num: ODInt = 0
    end_point_url: ODStr = ""
    workstation: ODStr = ""
    customer_key: ODSecret = SecretStr("")
    watch_table: ODStr = ""
    polling_seconds: ODInt = 0
    ui_event_type: ODStr = ""
    date_time_start: ODDateTime = None
    date_time_stop: ODDateTime = None
    note: ODStr = ""


class _SubscriptionFields(Request):
    workstation: str | None = None
    polling_seconds: int | None = Field(default=None, gt=0)
    date_time_start: AwareDatetime | None = None
    date_time_stop: AwareDatetime | None = None
    note: str | None = None


def _check_url(url: str | None) -> str | None:
    if url is not None and not url.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return url


class SubscriptionCreate(_SubscriptionFields):
    """A new webhook (22.1): a table and how often to look at it, or an event of the office program.

    The office's own machines call `end_point_url`, so it must be reachable from there. Name the one `workstation` that
    shall call; a blank one makes every machine call, and is right for localhost only.
    """

    end_point_url: str
    watch_table: WatchTable | None = None
    ui_event_type: UiEventType | None = None

    _url = field_validator("end_point_url")(_check_url)

    @model_validator(mode="after")
    def _watches_one_thing(self) -> Self:
        if (self.watch_table is None) == (self.ui_event_type is None):
            raise ValueError("give watch_table or ui_event_type")
        if (self.watch_table is None) != (self.polling_seconds is None):
            raise ValueError("watch_table and polling_seconds belong together")
        return self


class SubscriptionUpdate(Update, _SubscriptionFields):
    """Changes to a webhook (22.1). `date_time_start` is the cursor: what changed since then is sent again."""

    end_point_url: str | None = None

    _url = field_validator("end_point_url")(_check_url)


class AsapComm(Row):
    """A text that offered an opening to a patient on the short-notice list."""

    asap_comm_num: ODInt = 0
    fkey: ODInt = 0
    fkey_type: ODStr = ""
    schedule_num: ODInt = 0
    pat_num: ODInt = 0
    clinic_num: ODInt = 0
    date_time_entry: ODDateTime = None
    date_time_expire: ODDateTime = None
    date_time_sms_scheduled: ODDateTime = None
    sms_send_status: ODStr = ""
    date_time_sms_sent: ODDateTime = None
    response_status: ODStr = ""
    date_time_orig: ODDateTime = None
    template_text: ODStr = ""
    note: ODStr = ""


class AsapCommCreate(Request):
    """An opening to offer by text (23.3.3): chair and start, and the visit (priority ASAP) that could move there."""

    model_config = {"alias_generator": spelling(op="op", apt_num="aptNum", date_time_start="dateTimeStart")}

    op: int = Field(gt=0)
    apt_num: int = Field(gt=0)
    date_time_start: AwareDatetime


class ShortQuery(Request):
    """A reading SQL command."""

    sql_command: NonBlank


class QueryRow(Row):
    """A row of a query. Its columns are in `model_extra`, under their own names and as the server sent them."""
