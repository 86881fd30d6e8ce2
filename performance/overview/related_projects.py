"""Which project of another year is the same one: by its code, by the root of its code, or by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from indicators.text import normalise_label
from performance.review.project_codes import read_project_code

_YEAR_IN_NAME = re.compile(r"20[0-9]{2}(?:年度|年)?")
_PARENT = slice(9, 15)  # 一级项目, of a code that ends with a check character


class Relation(Enum):
    """How closely, the closest first."""

    SAME_CODE = "编码相同"
    SAME_ROOT_AND_NAME = "一级项目和名称相同"
    SAME_NAME = "名称相同"
    SAME_ROOT = "一级项目相同"

    @property
    def distance(self) -> int:
        return list(Relation).index(self)


@dataclass(frozen=True, slots=True)
class KnownProject:
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
    return _YEAR_IN_NAME.sub("", normalise_label(name))


def related_projects(one: KnownProject, other: KnownProject) -> Relation | None:
    code = normalise_label(one.code)
    if code and code == normalise_label(other.code):
        return Relation.SAME_CODE
    root, name = root_of(one.code), plain_name(one.name)
    same_root = root is not None and root == root_of(other.code)
    if name and name == plain_name(other.name):
        return Relation.SAME_ROOT_AND_NAME if same_root else Relation.SAME_NAME
    return Relation.SAME_ROOT if same_root else None


def kin_of(one: KnownProject, others: Iterable[KnownProject]) -> list[tuple[KnownProject, Relation]]:
    """In each other year the closest: one 一级项目 has several projects, of which any may be meant."""
    closest: dict[int, list[tuple[KnownProject, Relation]]] = {}
    for other in others:
        kin = related_projects(one, other)
        if kin is None or other.year == one.year:
            continue
        of_year = closest.setdefault(other.year, [])
        if of_year and of_year[0][1].distance < kin.distance:
            continue
        if of_year and of_year[0][1].distance > kin.distance:
            of_year.clear()
        of_year.append((other, kin))
    return [pair for year in sorted(closest) for pair in closest[year]]
