"""`client.documents`."""

from typing import Unpack

from opendental_client._models.documents import Document, DocumentUpload
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route


class DocumentsResource(Resource):
    """Documents and mounts (21.2). The files themselves can only be fetched by SFTP."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[Document]:
        """The documents and mounts of one patient, oldest first."""
        filters = {"pat_num": a_key("pat_num", pat_num)}
        return await self._list(Document, Route("GET", "/documents"), filters, options)

    async def get(self, doc_num: int, **options: Unpack[ReadOptions]) -> Document:
        """One document (24.2.32). Raises NotFound."""
        return await self._get(Document, Route("GET", "/documents/{DocNum}", doc_num), options)

    async def upload(self, document: DocumentUpload) -> Document:
        """Put a file into a patient's folder and return the row (21.1). Permission Documents."""
        return await self._write_row(Document, Route("POST", "/documents/Upload"), document)
