"""What a workbook to fill in says of itself: written into it twice, and signed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, ClassVar, Self, TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.signing import BadSignature, Signer

from performance.documents.blocks import Noise, Source
from performance.documents.formats.isolated.wanted import Marks
from performance.documents.formats.xlsx.reader import HIDDEN_SHEET, IDENTITY

PROPERTY = "填报模板"
SIGNATURE = "签名"
KIND = "种类"
HINT = "填报模板："  # begins the second row of every sheet: it betrays a workbook that lost its identity
MARKS = Marks(sheet=IDENTITY, row=HINT)
_LONGEST_CELL = 30_000
_LARGEST_PROPERTIES = 64 * 1024  # bytes


class NotOurs(ValueError):
    """A workbook that says it is a template, but not one that this system made for this place."""


class SignedIdentity(ABC):
    """``salt`` tells one kind of workbook from another; ``called`` says so to people, where it is no template of targets."""

    salt: ClassVar[str]
    called: ClassVar[str] = ""

    @abstractmethod
    def said(self) -> list[tuple[str, str]]:
        """What a person can read of it."""

    @abstractmethod
    def payload(self) -> dict[str, Any]: ...

    @classmethod
    @abstractmethod
    def of_payload(cls, payload: dict[str, Any]) -> Self:
        """Raises ValueError, TypeError, KeyError or AttributeError where it is not one."""

    def rows(self) -> list[tuple[str, str]]:
        """What the hidden sheet says, signature last, in cells that a spreadsheet can hold."""
        signed = Signer(salt=self.salt).sign_object(self.payload(), compress=True)
        pieces = (signed[at : at + _LONGEST_CELL] for at in range(0, len(signed), _LONGEST_CELL))
        return [*self.all_said(), *((SIGNATURE, piece) for piece in pieces)]

    def all_said(self) -> list[tuple[str, str]]:
        return [(KIND, self.called), *self.said()] if self.called else self.said()

    @property
    def summary(self) -> str:
        """The same in one line, for the property of the document."""
        return " / ".join(text for _, text in self.all_said())


Kind = TypeVar("Kind", bound=SignedIdentity)


def identity_of(content: bytes, source: Source, kind: type[Kind]) -> Kind:
    """The identity of a workbook in which one of the marks stands. Raises NotOurs."""
    rows = [
        _pair(noise) for noise in source.noise if noise.kind == HIDDEN_SHEET and noise.place.sheet == IDENTITY
    ]
    if not rows:
        raise NotOurs(_LOST)
    identity = _verified(rows, kind)
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


def _verified(rows: Sequence[tuple[str, str]], kind: type[Kind]) -> Kind:
    called = next((text for label, text in rows if label == KIND), "")
    if called != kind.called:
        raise NotOurs(
            f"这是{called}，请在它自己的页面读入。"
            if called
            else "这是绩效目标的填报模板，请在该文本的导入页面读入。"
        )
    signed = "".join(text for label, text in rows if label == SIGNATURE)
    try:
        identity = kind.of_payload(Signer(salt=kind.salt).unsign_object(signed))
    except (BadSignature, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotOurs("这份填报模板的身份信息被改动过，或不是本系统生成的。" + _ANEW) from error
    if [row for row in rows if row[0] != SIGNATURE] != identity.all_said():
        raise NotOurs("这份填报模板的身份信息被改动过。" + _ANEW)
    return identity


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
