"""Changes to how the office is set up. All of them need the Setup permission."""

from pydantic import Field

from opendental_client._models._base import NonBlank, RealDay, Request, Update
from opendental_client._names import spelling


class _ProviderFields(Request):
    """What may be written about a provider. `prov_color` is "R,G,B"; `specialty` a definition of category 35."""

    # The vendor spells this one differently in requests.
    model_config = {"alias_generator": spelling(national_prov_id="NationalProvId")}

    l_name: str | None = None
    f_name: str | None = None
    mi: str | None = None
    suffix: str | None = None
    preferred_name: str | None = None
    fee_sched: int | None = None
    specialty: int | None = None
    state_license: str | None = None
    national_prov_id: str | None = None
    is_secondary: bool | None = None
    prov_color: str | None = Field(default=None, pattern=r"^\d{1,3},\d{1,3},\d{1,3}$")
    is_hidden: bool | None = None
    using_tin: bool | None = None
    sig_on_file: bool | None = None
    is_not_person: bool | None = None
    is_hidden_report: bool | None = None
    prov_status: str | None = None
    birthdate: RealDay | None = None
    sched_note: str | None = None


class ProviderCreate(_ProviderFields):
    """A new provider (21.4). `is_secondary` marks a hygienist."""

    abbr: NonBlank


class ProviderUpdate(Update, _ProviderFields):
    """Changes to a provider (22.1). A provider cannot be deleted: hide it."""

    abbr: NonBlank | None = None


class DefinitionCreate(Request):
    """A new entry of one of the office's lists (22.1). `category_text` is the category's name (`ApptConfirmed`)."""

    model_config = {"alias_generator": spelling(is_hidden="isHidden")}

    item_name: NonBlank
    category_text: NonBlank
    item_value: str | None = None
    is_hidden: bool | None = None


class ClinicUpdate(Update):
    """Changes to a clinic (21.4). `phone` is exactly ten digits."""

    description: NonBlank | None = None
    abbr: NonBlank | None = None
    phone: str | None = Field(default=None, pattern=r"^\d{10}$")
    billing_address: str | None = None
    billing_address2: str | None = None
    billing_city: str | None = None
    billing_state: str | None = None
    billing_zip: str | None = None
    pay_to_address: str | None = None
    pay_to_address2: str | None = None
    pay_to_city: str | None = None
    pay_to_state: str | None = None
    pay_to_zip: str | None = None
    is_hidden: bool | None = None
