"""The figures of sections and reviewers as tables of a workbook: each number with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils import timezone

from performance.models import PerformanceStatement
from performance.overview.figure import Figure, FigureColumn, Kind
from performance.workflow.office_sections import SectionFigures, days_waited
from performance.workflow.review_figures import Workload

COUNT = Kind.COUNT


def review_tables(
    sections: Sequence[SectionFigures],
    people: Sequence[Workload],
    texts: Mapping[int, PerformanceStatement],
    year: int,
) -> list[Figure]:
    """``texts`` by their keys are all of which the reviewers' figures speak."""
    return [
        *([_of_sections(sections, year), _waiting(sections), _done(sections, texts)] if sections else []),
        _of_people(people, year),
    ]


def _of_sections(sections: Sequence[SectionFigures], year: int) -> Figure:
    columns = (
        FigureColumn("股室", width=20),
        *(FigureColumn(title, COUNT, summed=True) for title in ("等着办理", "没有人认领", "超过限期")),
        FigureColumn("等得最久（天）", COUNT),
        FigureColumn(f"{year}年已办理", COUNT, summed=True),
        FigureColumn("用时中位数（天）", COUNT),
    )
    rows = [
        (
            *(one.name, len(one.waiting), one.unclaimed, one.overdue),
            *(one.longest_days, len(one.done), one.median_days),
        )
        for one in sections
    ]
    return Figure("sections", "各股室", columns, rows)


def _waiting(sections: Sequence[SectionFigures]) -> Figure:
    columns = (
        *(FigureColumn(title, width=20) for title in ("股室", "部门", "环节")),
        *(FigureColumn(title, COUNT) for title in ("年度", "已等待（天）")),
    )
    rows = [
        (one.name, str(text.department), text.get_state_display(), text.fiscal_year, days_waited(text))
        for one in sections
        for text in one.waiting
    ]
    return Figure("waiting", "等着办理的文本", columns, rows)


def _done(sections: Sequence[SectionFigures], texts: Mapping[int, PerformanceStatement]) -> Figure:
    columns = (
        *(FigureColumn(title, width=20) for title in ("股室", "审核人", "部门", "办理", "时间")),
        FigureColumn("用时（天）", COUNT),
    )
    return Figure("done", "已办理的审核", columns, list(_rows_done(sections, texts)))


def _rows_done(
    sections: Sequence[SectionFigures], texts: Mapping[int, PerformanceStatement]
) -> Iterator[tuple[object, ...]]:
    for one in sections:
        for name, done in one.done:
            at = timezone.localtime(done.at).strftime("%Y-%m-%d %H:%M")
            yield one.name, name, str(texts[done.statement].department), done.label, at, done.days


def _of_people(people: Sequence[Workload], year: int) -> Figure:
    columns = (
        FigureColumn("审核人", width=20),
        FigureColumn("已认领，待办理", COUNT, summed=True),
        FigureColumn(f"{year}年已办理", COUNT, summed=True),
        FigureColumn("用时中位数（天）", COUNT),
    )
    rows = [(one.name, len(one.claimed), len(one.done), one.median_days) for one in people]
    return Figure("people", "各人", columns, rows)
