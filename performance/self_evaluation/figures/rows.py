"""The rows of the two lists, as figures: shown page by page, and whole in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from performance.models import ScoredLine, SelfEvaluation
from performance.overview.figure import Figure, FigureColumn, Kind, Linked

POINTS = Kind.RATIO  # a number that is printed as it is
OF_CARD = (
    *(FigureColumn("自评表", width=36), FigureColumn("项目编码", width=20), FigureColumn("年度", width=8)),
    *(FigureColumn("部门", width=24), FigureColumn("单位", width=24), FigureColumn("状态")),
)


def cards_figure(cards: Sequence[SelfEvaluation], waiting: Mapping[int, int]) -> Figure:
    """``waiting`` counts the comments on each that nobody has answered."""
    columns = (
        *OF_CARD,
        *(FigureColumn("自评得分", POINTS), FigureColumn("自评等级")),
        *(FigureColumn("复核得分", POINTS), FigureColumn("复核等级")),
        FigureColumn("待答复批注", Kind.COUNT),
    )
    rows = [
        (*_of_card(card), card.total, card.grade, card.final_total, card.final_grade, _waiting(card, waiting))
        for card in cards
    ]
    return Figure("cards", "自评表", columns, rows)


def _waiting(card: SelfEvaluation, waiting: Mapping[int, int]) -> Linked | int:
    number = waiting.get(card.pk, 0)
    page = reverse("evaluation", args=[card.pk])
    return Linked(number, f"{page}#comments-heading") if number else 0


def lines_figure(lines: Sequence[ScoredLine]) -> Figure:
    columns = (
        *OF_CARD,
        *(FigureColumn("评分内容", width=30), FigureColumn("分值", POINTS)),
        *(FigureColumn("自评得分", POINTS), FigureColumn("失分", POINTS, summed=True)),
        *(FigureColumn("完成率（%）", POINTS), FigureColumn("偏差原因", width=50)),
    )
    rows = [
        (
            *_of_card(line.evaluation),
            *(line.name, line.points, line.awarded, lost_of(line), line.rate, line.reason),
        )
        for line in lines
    ]
    return Figure("lines", "逐项得分", columns, rows)


def lost_of(line: ScoredLine) -> Decimal:
    return line.points - (line.awarded or Decimal(0))


def _of_card(card: SelfEvaluation) -> tuple[object, ...]:
    return (
        Linked(card.label, reverse("evaluation", args=[card.pk])),
        card.code,
        str(card.statement.fiscal_year),
        card.statement.department.name,
        card.unit.name if card.unit else "部门整体",
        card.get_state_display(),
    )
