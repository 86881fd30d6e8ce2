"""What is small enough to be read where others wait."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

# Bytes once unpacked: most texts of departments, and at worst a second and a half of work (docs/trust.md, 32).
SMALL = 512 * 1024
_ZIP = b"PK"


def unpacked_size(data: bytes) -> int:
    """As an archive says of itself: the reader's gate refuses one that lies, without unpacking more than it says."""
    if not data.startswith(_ZIP):
        return len(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (BadZipFile, ValueError, OverflowError, NotImplementedError):
        return len(data)  # the gate says what is wrong with it
