"""Reading files and keeping what they say until it is decided about: while a page waits, or as a job."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction

from performance.documents.blocks import PagePicture
from performance.documents.reading import Read
from performance.importing.proposals import Proposal, Target
from performance.importing.reading import NamedProgress, read_several, read_upload
from performance.importing.reading_cache import dumped_reading
from performance.models import PerformanceStatement, Upload, UploadPage

NamedFile = tuple[bytes, str]


@dataclass(frozen=True)
class ReadFiles:
    """What one file or several say together. Several have a list of their digests instead of a content."""

    data: bytes
    name: str
    target: Target
    reading: Read | Proposal


def take_in_several(
    files: Sequence[NamedFile],
    *,
    user,
    statement: PerformanceStatement | None = None,
    progress: NamedProgress | None = None,
) -> Upload:
    """Keep files that can be read. Raises WrongFile, and then nothing of them is kept."""
    return keep(read_files(files, user=user, statement=statement, progress=progress), user)


def read_files(
    files: Sequence[NamedFile],
    *,
    user,
    statement: PerformanceStatement | None = None,
    progress: NamedProgress | None = None,
) -> ReadFiles:
    """Raises WrongFile, and whatever ``progress`` raises to end the reading."""
    if len(files) == 1:
        data, name = files[0]
        each = progress and partial(progress, name)
        return ReadFiles(data, name, *read_upload(data, name, user=user, statement=statement, progress=each))
    listed = "\n".join(f"{hashlib.sha256(data).hexdigest()}  {name}" for data, name in files)
    return ReadFiles(
        listed.encode(),
        names_of(files),
        *read_several(files, user=user, statement=statement, progress=progress),
    )


def names_of(files: Sequence[NamedFile]) -> str:
    if len(files) == 1:
        return files[0][1]
    return f"{len(files)}个文件（{'、'.join(name for _, name in files)}"[:254] + "）"


@transaction.atomic
def keep(read: ReadFiles, user) -> Upload:
    reading, pictures = _without_pictures(read.reading)
    upload = Upload.objects.create(
        user=user,
        statement=read.target.statement,
        name=read.name[-255:],
        sha256=hashlib.sha256(read.data).hexdigest(),
        content=read.data,
        reading=dumped_reading(reading) if isinstance(reading, Read) else None,
        version=read.target.version,
    )
    UploadPage.objects.bulk_create(
        UploadPage(
            upload=upload,
            file=file,
            page=picture.page,
            width=picture.width,
            height=picture.height,
            dots=picture.dots,
            picture=picture.data,
        )
        for file, picture in pictures
    )
    Upload.objects.drop_outdated(user)
    return upload


def _without_pictures(reading: Read | Proposal) -> tuple[Read | Proposal, list[tuple[int, PagePicture]]]:
    """The reading, and the pictures of its pages with the numbers of their files: these are kept by themselves."""
    if not isinstance(reading, Read):
        return reading, []
    files = [part for _, part in reading.parts] or [reading]
    pictures = [(number, picture) for number, part in enumerate(files) for picture in part.pictures]
    parts = tuple((name, replace(part, pictures=())) for name, part in reading.parts)
    return replace(reading, pictures=(), parts=parts), pictures
