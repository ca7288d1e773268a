"""/documents: what is filed under a patient. Bytes go in by Upload and never come back inline."""

import base64
import binascii
import re

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Field, Kind, needed
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, removes, single, updates

IMAGE_CATEGORIES = 18
DOCUMENTS = Table.of(
    ("documents", "document", "DocNum", "Document"),
    *col.whole("MountNum"),
    *col.texts("Description"),
    *col.moments("DateCreated"),
    *col.definition("DocCategory", IMAGE_CATEGORIES, "docCategory"),
    *col.whole("PatNum", shape=col.Shape.TEXT, parent=col.PATIENT),
    *col.texts("FileName"),
    *col.one_of("ImgType", "Document", "Radiograph", "Photo", "File", "Attachment"),
    *col.texts("Note", "ToothNumbers"),
    *col.whole("ProvNum", shape=col.Shape.TEXT, parent=col.PROVIDER),
    *col.switches("PrintHeading"),
    *col.moments("DateTStamp"),
    stamp="DateTStamp",
    order="t.DateCreated, t.DocNum",
)
_SETTABLE = ("Description", "DateCreated", "DocCategory", "ImgType", "ToothNumbers", "ProvNum", "PrintHeading")


def _upload(call: Call) -> Reply:
    """The bytes are checked and counted, not kept: no method of the API reads them back."""
    args, store = call.args, call.store
    values = args.given(("PatNum", *_SETTABLE))
    DOCUMENTS.check(store, values)
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", args.text("extension")):
        raise bad_request("extension is invalid")
    try:
        base64.b64decode(args.text("rawBase64"), validate=True)
    except (binascii.Error, ValueError):
        raise bad_request("rawBase64 is invalid") from None
    now = call.office.stamp()
    values.setdefault("DateCreated", now)
    values.setdefault("DocCategory", parents.first_definition(store, IMAGE_CATEGORIES))
    number = DOCUMENTS.insert(store, values, now)
    patient = parents.patient(store, args.number("PatNum"))
    DOCUMENTS.update(store, number, {"FileName": f"{patient['ImageFolder']}{number}{args.text('extension')}"}, now)
    return Reply(DOCUMENTS.rendered(store, number), 201, number)


TABLES = (DOCUMENTS,)
METHODS = (
    lists(DOCUMENTS, since="21.2", required=("PatNum",)),
    single(DOCUMENTS, since="24.2.32"),
    posts(
        "documents",
        _upload,
        Permission.DOCUMENTS,
        needed("PatNum"),
        needed("rawBase64", Kind.TEXT),
        needed("extension", Kind.TEXT),
        *(DOCUMENTS.column(name).field() for name in _SETTABLE if name != "DateCreated"),
        Field("DateCreated", Kind.STAMP),
        action="Upload",
    ),
    updates(DOCUMENTS, _SETTABLE, since="24.2.32"),
    removes(DOCUMENTS, since="24.2.32"),
)
