"""Content as JSON: the shape that revisions store, the API speaks and ``convert_text`` writes.

Keys stand in the order of the dataclass fields; members that content gained later are left out where they say
nothing. Decimals are strings with at least two places, so equal
contents give equal bytes.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache

import msgspec

from performance.content.model import ProjectContent, StatementContent
from performance.content.strict_json import NotJson, strict_json

T = typing.TypeVar("T")

_PLAIN_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,10})?", re.ASCII)
# No database or office file holds these: NUL and its kin, halves of surrogate pairs.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ContentError(ValueError):
    """Every place in which a JSON value is not a content, one Chinese sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def plain_decimal(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros beyond the second place: ``37.50``, ``0.123456``."""
    text = f"{number:f}"
    whole, _, places = text.partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"


def to_plain(value: object) -> object:
    """Dicts, lists, strings, whole numbers and ``None`` that say the same as a content value."""
    if type(value) is str or value is None:
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if is_dataclass(value):
        plain: dict[str, object] = {}
        for name, left_out in _members_of(typing.cast(type, type(value))):
            member = getattr(value, name)
            if left_out is MISSING or member != left_out:
                plain[name] = to_plain(member)
        return plain
    return value.value if isinstance(value, Enum) else value


@cache
def _members_of(kind: type) -> tuple[tuple[str, object], ...]:
    """The members of a class, each with the value at which it is left out."""
    return tuple((f.name, f.default if f.metadata else MISSING) for f in fields(kind))


def dump_content(content: StatementContent) -> str:
    """As ``json.dumps`` with an indent of two would write it, which does that in Python."""
    return msgspec.json.format(msgspec.json.encode(to_plain(content)), indent=2).decode() + "\n"


def from_plain(plain: object) -> StatementContent:
    """The content that a plain value says. Raises ContentError."""
    return built(StatementContent, plain)


def built(kind: type[T], plain: object) -> T:
    """The frozen value of this class that a plain value says.

    Raises ContentError with the path of each missing, unknown or ill-typed member, all at once.
    """
    problems: list[str] = []
    value = _build(kind, plain, "", problems)
    if problems:
        raise ContentError(problems)
    return typing.cast(T, value)


def load_content(text: str) -> StatementContent:
    """Like ``from_plain`` for JSON text; refuses duplicate keys and NaN."""
    try:
        plain = strict_json(text)
    except NotJson as error:
        raise ContentError([str(error)]) from error
    return from_plain(plain)


class ContentLoader:
    """Loads contents that are much alike, one after the other: a project that says the same is built once."""

    def __init__(self) -> None:
        self._projects: dict[str, ProjectContent] = {}

    def load(self, text: str) -> StatementContent:
        """For texts that ``dump_content`` wrote; anything else is read, and refused, as ``load_content`` does."""
        plain = json.loads(text)
        if not isinstance(plain, dict) or not isinstance(plain.get("projects"), list):
            return load_content(text)
        content = from_plain({**plain, "projects": []})
        projects = tuple(self._project(project, n) for n, project in enumerate(plain["projects"]))
        return replace(content, projects=projects)

    def _project(self, plain: object, number: int) -> ProjectContent:
        key = json.dumps(plain)
        if key not in self._projects:
            problems: list[str] = []
            built = _build(ProjectContent, plain, f".projects[{number}]", problems)
            if problems:
                raise ContentError(problems)
            self._projects[key] = typing.cast(ProjectContent, built)
        return self._projects[key]


@cache
def _types_of(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _build(kind: object, plain: object, path: str, problems: list[str]) -> object:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if plain is None:
            return None
        inner = next(arg for arg in typing.get_args(kind) if arg is not type(None))
        return _build(inner, plain, path, problems)
    if origin is tuple:
        return _build_list(typing.get_args(kind)[0], plain, path, problems)
    if is_dataclass(kind):
        return _build_object(typing.cast(type, kind), plain, path, problems)
    return _build_scalar(typing.cast(type, kind), plain, path, problems)


def _build_list(kind: object, plain: object, path: str, problems: list[str]) -> tuple[object, ...]:
    if not isinstance(plain, list):
        problems.append(f"{path}：应为列表。")
        return ()
    return tuple(_build(kind, item, f"{path}[{n}]", problems) for n, item in enumerate(plain))


def _build_object(kind: type, plain: object, path: str, problems: list[str]) -> object:
    if not isinstance(plain, Mapping):
        problems.append(f"{path or '顶层'}：应为对象。")
        return None
    hints = _types_of(kind)
    problems += [f"{path}.{name}：没有这一项。" for name in plain if name not in hints]
    problems += [
        f"{path}.{f.name}：缺少这一项。" for f in fields(kind) if f.name not in plain and not _has_default(f)
    ]
    before = len(problems)
    values = {
        name: _build(hints[name], plain[name], f"{path}.{name}", problems) for name in hints if name in plain
    }
    if len(problems) > before or any(f.name not in values and not _has_default(f) for f in fields(kind)):
        return None
    return kind(**values)


def _has_default(f: Field[object]) -> bool:
    return f.default is not MISSING or f.default_factory is not MISSING


def _build_scalar(kind: type, plain: object, path: str, problems: list[str]) -> object:
    if kind is Decimal:
        return _build_decimal(plain, path, problems)
    if issubclass(kind, Enum):
        try:
            return kind(plain)
        except ValueError:
            known = "、".join(f"“{member.value}”" for member in kind)
            problems.append(f"{path}：不认识“{plain}”，应为{known}之一。")
            return None
    if not isinstance(plain, kind) or isinstance(plain, bool):
        problems.append(f"{path}：应为{'文字' if kind is str else '整数'}。")
        return None
    if isinstance(plain, str) and (found := _UNWRITABLE.search(plain)):
        problems.append(f"{path}：含有不能保存的字符（U+{ord(found[0]):04X}），请删去。")
        return None
    return plain


def _build_decimal(plain: object, path: str, problems: list[str]) -> Decimal | None:
    written = str(plain) if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
    if not _PLAIN_NUMBER.fullmatch(written):
        problems.append(f"{path}：应为数字文字，如“37.50”，不写成 1e3，至多20位整数、10位小数。")
        return None
    return Decimal(written)
