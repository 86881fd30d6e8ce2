"""The places of a scan that a person has to look at, page by page, each with its part of the page's picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

from performance.documents.blocks import PageBox
from performance.documents.reading import Read, ReadingRemark
from performance.importing.scan_corrections import uncertain_places
from performance.models import Upload, UploadPage

MOST_PLACES = 200  # on one page of ours: more of them nobody looks at in one sitting
_AROUND = 5  # pixels of the page that are shown around a place
_POINTS = 72  # of an inch


class Frame(NamedTuple):
    """A part of a page's picture, in its pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class DoubtfulPlace:
    """``number`` counts the places of all files from 0."""

    number: int
    remark: ReadingRemark
    frame: Frame | None


@dataclass(frozen=True)
class DoubtfulPage:
    file: int
    page: int
    picture: UploadPage | None
    places: Sequence[DoubtfulPlace]


def doubtful_pages(upload: Upload, read: Read) -> Iterator[DoubtfulPage]:
    pictures = {(one.file, one.page): one for one in upload.pages.defer("picture")}
    found = zip(read.report.uncertain, uncertain_places(read), strict=True)
    numbered = islice(enumerate(found), MOST_PLACES)
    for (file, page), together in groupby(numbered, key=lambda each: each[1][1][:2]):
        picture = pictures.get((file, page))
        places = [
            DoubtfulPlace(number, remark, _frame(box, picture)) for number, (remark, (_, _, box)) in together
        ]
        yield DoubtfulPage(file, page, picture, places)


def _frame(box: PageBox | None, picture: UploadPage | None) -> Frame | None:
    """None where nothing of the place is on the picture."""
    if box is None or picture is None:
        return None
    left, top, right, bottom = (side * picture.dots / _POINTS for side in box)
    x, y = max(int(left) - _AROUND, 0), max(int(top) - _AROUND, 0)
    width = min(int(right) + _AROUND, picture.width) - x
    height = min(int(bottom) + _AROUND, picture.height) - y
    return Frame(x, y, width, height) if width > 0 and height > 0 else None
