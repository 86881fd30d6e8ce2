"""Where a workbook belongs and what it was made from: written into it twice, and signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.signing import BadSignature, Signer

from performance.documents.blocks import Noise, Source
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.formats.xlsx.reader import HIDDEN_SHEET, IDENTITY

TEMPLATE = 1  # raised whenever an older workbook could not be read any more
PROPERTY = "填报模板"
SIGNATURE = "签名"
HINT = "填报模板："  # begins the second row of every sheet: it betrays a workbook that lost its identity
_LONGEST_CELL = 30_000
_LARGEST_PROPERTIES = 64 * 1024  # bytes


class NotOurs(ValueError):
    """A workbook that says it is a template, but not one that this system made."""


@dataclass(frozen=True)
class SheetIdentity:
    """A sheet of the workbook: which form, of which project (0: a new one), with how many rows for each group.

    ``digest`` is that of the answers that were stored when the workbook was made.
    """

    title: str
    form: str
    project: int
    room: dict[str, int]
    digest: str


@dataclass(frozen=True)
class Identity:
    office: str
    department: str
    unit: str
    year: int
    province: str
    edition: str
    version: int
    sheets: tuple[SheetIdentity, ...] = ()
    template: int = TEMPLATE

    def rows(self) -> list[tuple[str, str]]:
        """What the hidden sheet says, signature last, in cells that a spreadsheet can hold."""
        signed = _signer().sign_object(asdict(self), compress=True)
        pieces = (signed[at : at + _LONGEST_CELL] for at in range(0, len(signed), _LONGEST_CELL))
        return [*self.said(), *((SIGNATURE, piece) for piece in pieces)]

    def said(self) -> list[tuple[str, str]]:
        return [
            ("财政区划", self.office),
            ("部门", self.department),
            ("单位", self.unit),
            ("预算年度", f"{self.year}"),
            ("版式", f"{self.province} {self.edition}"),
            ("文本版次", f"{self.version}"),
            ("模板版次", f"{self.template}"),
        ]

    @property
    def summary(self) -> str:
        """The same in one line, for the property of the document."""
        return " / ".join(text for _, text in self.said())


MARKS = Marks(sheet=IDENTITY, row=HINT)


def identity_of(content: bytes, source: Source) -> Identity:
    """The identity of a workbook in which one of the marks stands. Raises NotOurs."""
    rows = [
        _pair(noise) for noise in source.noise if noise.kind == HIDDEN_SHEET and noise.place.sheet == IDENTITY
    ]
    if not rows:
        raise NotOurs(_LOST)
    identity = _verified(rows)
    if _property(content) not in (
        "",
        identity.summary,
    ):  # office software may drop it, but does not change it
        raise NotOurs("这份填报模板的身份信息前后不一致，被改动过。" + _ANEW)
    return identity


def lost_identity(content: bytes) -> list[str]:
    """Of a file in which no mark stands: what is wrong if it was made as a template, else nothing."""
    return [_LOST] if _property(content) else []


_ANEW = "请重新下载填报模板，把填好的内容复制过去。"
_LOST = "这份填报模板的身份信息已丢失（隐藏的工作表被删除），不能确定它属于哪个单位。" + _ANEW


def _verified(rows: Sequence[tuple[str, str]]) -> Identity:
    signed = "".join(text for label, text in rows if label == SIGNATURE)
    try:
        payload = _signer().unsign_object(signed)
        sheets = tuple(SheetIdentity(**sheet) for sheet in payload.pop("sheets"))
        identity = Identity(**payload, sheets=sheets)
    except (BadSignature, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotOurs("这份填报模板的身份信息被改动过，或不是本系统生成的。" + _ANEW) from error
    if [row for row in rows if row[0] != SIGNATURE] != identity.said():
        raise NotOurs("这份填报模板的身份信息被改动过。" + _ANEW)
    return identity


def _signer() -> Signer:
    return Signer(salt="performance.importing.template.identity")


def _pair(noise: Noise) -> tuple[str, str]:
    label, _, text = noise.text.partition("\t")
    return label, text


def _property(content: bytes) -> str:
    """The property of the document, if there is one; of no file is more unpacked than a property takes."""
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open("docProps/custom.xml") as part:
            properties: Iterable = fromstring(part.read(_LARGEST_PROPERTIES))
    except (BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError, NotImplementedError, OSError):
        return ""
    return next(("".join(one.itertext()) for one in properties if one.get("name") == PROPERTY), "")
