"""A text as the public may read it: no telephone numbers, no names of persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from performance.content.model import ProjectContent, StatementContent, TaskContent
from performance.exporting.phrases import Phrases
from performance.exporting.private_numbers import HIDDEN, masked_numbers

PERSONS = ("leader", "filled_by")
TELEPHONES = ("phone",)
AS_PRINTED = ("province", "edition", "form", "department_code", "unit_code", "code")
DATED = ("period", "horizon", "value", "start_date", "end_date", "end")
OF_PERSONS = re.compile("负责人|联系人|填报人|填表人|经办人|审核人|姓名")  # labels of own fields
OF_TELEPHONES = re.compile("电话|手机|联系方式")

TITLES = frozenset(
    [
        "局长",
        "副局长",
        "主任",
        "副主任",
        "科长",
        "副科长",
        "处长",
        "股长",
        "所长",
        "会计",
        "负责人",
        "组长",
        "书记",
        "院长",
        "校长",
        "站长",
    ]
)

_SHORTEST_NAME = 2  # a single character as a name would blot out half the text
_SHORTEST_NUMBER = 7
_ASIDE = re.compile(r"[（(）)【】\[\]：:\d]+")
_BETWEEN_NAMES = re.compile(r"[\s、，,；;/（(）)【】\[\]：:\d]+")

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Content = TypeVar("Content", bound="DataclassInstance")


def masked(
    content: StatementContent, *, whole: StatementContent | None = None, also: Iterable[str] = ()
) -> StatementContent:
    """The same text without telephone numbers, and with every person whom it names by field unreadable.

    ``whole`` is the text with what has been left out of ``content``: who is named there is named nowhere, nor are
    the persons of ``also``.
    """
    return rewritten(content, mask_of(whole or content, also))


def mask_of(whole: StatementContent, also: Iterable[str] = ()) -> Callable[[str, str], str]:
    """What becomes of a text by the name of its field, also of one that is written beside ``whole``."""
    names, telephones = Phrases(_spellings({*persons_in(whole), *also})), Phrases(telephones_in(whole))

    def mask(name: str, text: str) -> str:
        if name in PERSONS:
            return masked_name(text)
        if name in TELEPHONES:
            return HIDDEN * len(text)
        if name in AS_PRINTED:
            return text
        numberless = masked_numbers(telephones.replaced(text, _without_digits), dated=name in DATED)
        return names.replaced(numberless, masked_name)

    return mask


def rewritten(content: Content, rewrite: Callable[[str, str], str]) -> Content:
    """The same values with every text replaced by what ``rewrite`` makes of the field's name and the text."""
    members = {f.name: _rewritten(getattr(content, f.name), rewrite, f.name) for f in fields(content)}
    return replace(content, **members)


def _rewritten(value: object, rewrite: Callable[[str, str], str], name: str) -> object:
    if isinstance(value, tuple):
        return tuple(_rewritten(one, rewrite, name) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return rewritten(value, rewrite)
    # Enumerations are strings too, and stay what they are.
    return rewrite(name, value) if type(value) is str else value


def masked_name(name: str) -> str:
    """The family name, or rather the first character, stays."""
    return name[:1] + HIDDEN * len(name[1:]) if len(name) > 1 else HIDDEN * len(name)


def persons_in(content: StatementContent) -> set[str]:
    named = {content.cover.filled_by, *(project.leader for project in content.projects)}
    return named | {*_own_values(content, OF_PERSONS)}


def _own_values(content: StatementContent, labels: re.Pattern[str]) -> Iterator[str]:
    """What stands in own fields under such labels."""
    indicators = (indicator.fields for indicator in content.indicators())
    owners: tuple[StatementContent | TaskContent | ProjectContent, ...] = (
        content,
        *content.tasks,
        *content.projects,
    )
    for own in (*(owner.fields for owner in owners), *indicators):
        yield from (one.value for one in own if labels.search(one.label))


def _spellings(persons: Iterable[str]) -> set[str]:
    """Each field whole, and in the parts by which running text may name one of several persons in it."""
    parts = {
        part for named in persons for part in (named, *_ASIDE.split(named), *_BETWEEN_NAMES.split(named))
    }
    return {part for part in parts if len(_letters(part)) >= _SHORTEST_NAME and part.strip() not in TITLES}


def telephones_in(content: StatementContent) -> set[str]:
    """Numbers of the fields for them, which running text may repeat in a shape that no rule knows."""
    printed = {content.cover.phone, *(project.phone for project in content.projects)}
    printed |= {*_own_values(content, OF_TELEPHONES)}
    parts = {part for number in printed for part in (number, *re.split(r"[、，,；;/\s]+", number))}
    return {part for part in parts if sum(sign.isdigit() for sign in part) >= _SHORTEST_NUMBER}


def _without_digits(number: str) -> str:
    return re.sub(r"\d", HIDDEN, number)


def _letters(name: str) -> str:
    return "".join(sign for sign in name if sign.isalpha())
