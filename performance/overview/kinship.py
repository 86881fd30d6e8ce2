"""Which project of another year is the same one: by its code, by the root of its code, or by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from indicators.text import squeeze
from performance.review.project_codes import read_project_code

_YEAR_IN_NAME = re.compile(r"20[0-9]{2}(?:年度|年)?")
_PARENT = slice(9, 15)  # 一级项目, of a code that ends with a check character


class Kinship(Enum):
    """How closely, the closest first."""

    SAME_CODE = "编码相同"
    SAME_ROOT_AND_NAME = "一级项目和名称相同"
    SAME_NAME = "名称相同"
    SAME_ROOT = "一级项目相同"

    @property
    def distance(self) -> int:
        return list(Kinship).index(self)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project to recognise it by."""

    pk: int
    year: int
    code: str
    name: str


def root_of(code: str) -> tuple[str, str] | None:
    """区划 and 一级项目 of a code that names them: the year of creation, serial and check character change."""
    read = read_project_code(code)
    return (read.area, read.text[_PARENT]) if read and read.checked else None


def plain_name(name: str) -> str:
    """The name without the year that many names begin with."""
    return _YEAR_IN_NAME.sub("", squeeze(name))


def kinship(one: Known, other: Known) -> Kinship | None:
    code = squeeze(one.code)
    if code and code == squeeze(other.code):
        return Kinship.SAME_CODE
    root, name = root_of(one.code), plain_name(one.name)
    same_root = root is not None and root == root_of(other.code)
    if name and name == plain_name(other.name):
        return Kinship.SAME_ROOT_AND_NAME if same_root else Kinship.SAME_NAME
    return Kinship.SAME_ROOT if same_root else None


def kin_of(one: Known, others: Iterable[Known]) -> list[tuple[Known, Kinship]]:
    """In each other year the closest: one 一级项目 has several projects, of which any may be meant."""
    closest: dict[int, list[tuple[Known, Kinship]]] = {}
    for other in others:
        kin = kinship(one, other)
        if kin is None or other.year == one.year:
            continue
        held = closest.setdefault(other.year, [])
        if held and held[0][1].distance < kin.distance:
            continue
        if held and held[0][1].distance > kin.distance:
            held.clear()
        held.append((other, kin))
    return [pair for year in sorted(closest) for pair in closest[year]]
