"""Files that are looked at and never kept: taken from the request in memory, up to a limit, never onto a disk."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class MemoryUpload(FileUploadHandler):
    """Keeps one byte more than the limit of all files together, so that whoever reads them sees that it is too much.

    The rest is read from the connection and thrown away: the reader gets an answer in words.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.left = limit + 1

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= self._kept.write(raw_data[: self.left])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = self._kept.tell()
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name, self.content_type, size, self.charset
        )
