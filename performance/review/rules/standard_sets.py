"""A12, A13: does a project have the indicators that its office expects of its kind?"""

from __future__ import annotations

from collections.abc import Iterator

from indicators.text import normalise_label
from performance.review.engine import Remark, project_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import STANDARDS
from performance.review.similarity import likeness
from performance.review.standards import Standard
from performance.review.tables import Table

_RENAMED = 0.5  # so much of the pairs of characters of two names are the same
_MOST_NAMED = 20


@project_rule(
    "A12",
    Severity.WARNING,
    "缺少必选的标准指标",
    Topic.UNCLEAR,
    needs=(STANDARDS,),
    reason="同类项目都填必选的指标，才能互相比较，才看得出谁花得值。",
    source="本局本年度的标准指标，★必选；按项目名称归类，按三级指标的名称对照。",
    example="培训项目没有★“培训人次”，写成了“参加培训人数”。",
    remedy="补上必选的指标，名称照标准指标写；确不适用的，说明理由。",
)
def required_standards_are_there(table: Table) -> Iterator[Remark]:
    """Each ★ indicator of the project's kind stands in its table by its name."""
    there = _names_of(table)
    missing = [one for one in _standards_of(table) if one.required and one.key not in there]
    if not missing:
        return
    more = f"等{len(missing)}个" if len(missing) > _MOST_NAMED else ""
    yield Remark(
        table.at(),
        f"缺少：{'、'.join(_told(one, there) for one in missing[:_MOST_NAMED])}{more}",
        f"没有{missing[0].project_class or '各类'}项目必选的{len(missing)}个标准指标。",
        expected="、".join(one.name for one in missing[:_MOST_NAMED]),
    )


@project_rule(
    "A13",
    Severity.WARNING,
    "没有采用本类项目的标准指标",
    Topic.UNCLEAR,
    needs=(STANDARDS,),
    reason="共同类型的项目有现成的标准指标，各写各的就无法比较。",
    source="本局本年度的标准指标，按项目名称归类；一个也没有采用的才指出，有必选指标的由 A12 指出。",
    example="物业管理费项目的指标没有一个取自物业管理的标准指标。",
    remedy="从本类项目的标准指标中选用适合的；都不适用的，说明理由。",
)
def a_common_kind_uses_its_standards(table: Table) -> Iterator[Remark]:
    """At least one indicator of the set of the project's own kind is used."""
    standards = [one for one in _standards_of(table) if one.project_class]
    if not standards or any(one.required for one in standards):
        return
    if table.rows and not {one.key for one in standards} & _names_of(table).keys():
        kind = standards[0].project_class
        yield Remark(
            table.at(),
            f"{kind}类项目的标准指标有{len(standards)}个，采用0个",
            f"没有采用{kind}类项目的标准指标。",
            expected="、".join(one.name for one in standards[:_MOST_NAMED]),
        )


def _standards_of(table: Table) -> tuple[Standard, ...]:
    return table.case.standards_of(table.project) if table.project else ()


def _names_of(table: Table) -> dict[str, str]:
    """The names of a table as they are compared, each with its words."""
    return {normalise_label(row.indicator.name): row.label for row in table.rows}


def _told(standard: Standard, there: dict[str, str]) -> str:
    """With what it may have been renamed to."""
    alike = max(there.values(), key=lambda name: likeness(name, standard.name), default="")
    renamed = bool(alike) and likeness(alike, standard.name) >= _RENAMED
    return f"★{standard.name}" + (f"（可能改写成“{alike}”）" if renamed else "")
