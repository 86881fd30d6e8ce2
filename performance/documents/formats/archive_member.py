"""A member of a zip archive that is the same bytes on every system and on every day."""

from zipfile import ZIP_DEFLATED, ZipInfo

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format can tell


def archive_member(name: str, *, compression: int = ZIP_DEFLATED) -> ZipInfo:
    member = ZipInfo(name, ZIP_EPOCH)
    member.compress_type = compression
    member.create_system = 0
    return member
