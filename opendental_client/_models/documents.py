"""Documents in a patient's image folder."""

import base64
import binascii
from enum import StrEnum

from pydantic import AwareDatetime, Field, field_validator

from opendental_client._fields import ODBool, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, Request, Row

LONGEST_FILE = 16_800_000
"""Characters of base64 the vendor takes in one upload."""


class ImgType(StrEnum):
    """What kind of file a document is."""

    DOCUMENT = "Document"
    RADIOGRAPH = "Radiograph"
    PHOTO = "Photo"
    FILE = "File"
    ATTACHMENT = "Attachment"


class Document(Row):
    """A document or mount. `doc_category` is a definition of category 18. The file itself never comes along."""

    doc_num: ODInt = 0
    mount_num: ODInt = 0
    pat_num: ODInt = 0
    file_name: ODStr = ""
    description: ODStr = ""
    note: ODStr = ""
    date_created: ODDateTime = None
    doc_category: ODInt = 0
    doc_category_text: ODStr = ""
    img_type: ODStr = ""
    tooth_numbers: ODStr = ""
    prov_num: ODInt = 0
    print_heading: ODBool = False
    date_t_stamp: ODDateTime = None


class DocumentUpload(Request):
    """A file for a patient (21.1). `raw_base64` is its content, `extension` like `.pdf`.

    `date_created` (aware) 22.1, `tooth_numbers` 23.1.35, `print_heading` 24.2.32. `doc_category` is the first
    definition of category 18 by default. `encode_file` makes base64 of bytes.
    """

    pat_num: Key
    raw_base64: str = Field(min_length=4, max_length=LONGEST_FILE)
    extension: str = Field(pattern=r"^\.[A-Za-z0-9]{1,8}$")
    description: str | None = None
    date_created: AwareDatetime | None = None
    doc_category: int | None = None
    img_type: ImgType | None = None
    tooth_numbers: str | None = None
    prov_num: int | None = None
    print_heading: bool | None = None

    @field_validator("raw_base64")
    @classmethod
    def _is_base64(cls, text: str) -> str:
        try:
            base64.b64decode(text, validate=True)
        except binascii.Error:
            raise ValueError("not base64") from None
        return text


def encode_file(content: bytes) -> str:
    """A file's bytes as `DocumentUpload.raw_base64`."""
    return base64.b64encode(content).decode("ascii")
