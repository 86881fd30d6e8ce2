"""The cards and lines that somebody asks for, among those that they see."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from performance.models import DrawnCard, ScoredLine, SelfEvaluation
from performance.self_evaluation.figures.reasons import kinds_of
from performance.steps.locks import CARD_OPEN

UNGRADED = "none"  # what is asked for of a grade, where a blank asks for nothing


@dataclass(frozen=True)
class FigureFilters:
    """Nothing narrows where it is blank. ``name`` and ``reason`` are of lines, ``lost`` and ``exceeded`` too."""

    year: int | None = None
    department: int | None = None
    state: str = ""
    grade: str = ""
    final_grade: str = ""
    drawn: bool = False
    words: str = ""
    name: str = ""
    reason: str = ""
    lost: bool = False
    exceeded: bool = False


def address_of(route: str, **asked: object) -> str:
    """Of the list with these filters; what is blank is left out."""
    written = {name: "on" if value is True else value for name, value in asked.items() if value}
    return f"{reverse(route)}?{urlencode(written)}"


def cards_asked(user, asked: FigureFilters) -> QuerySet[SelfEvaluation]:
    cards = SelfEvaluation.objects.visible_to(user).filter(_of_place(asked, ""), _of_card(asked, ""))
    if asked.words:
        cards = cards.filter(Q(label__icontains=asked.words) | Q(code__icontains=asked.words))
    if asked.drawn:
        cards = cards.filter(pk__in=DrawnCard.objects.in_force().values("evaluation"))
    return cards.select_related("statement__department", "unit").order_by(
        "-statement__fiscal_year", "statement__department__code", "statement", "position", "pk"
    )


def lines_asked(user, asked: FigureFilters) -> QuerySet[ScoredLine] | list[ScoredLine]:
    """Of cards that are handed in; the largest losses first. Read whole only where a kind of reason is asked for."""
    lines = handed_in_lines(user).filter(_of_place(asked, "evaluation__"), _of_card(asked, "evaluation__"))
    if asked.name:
        lines = lines.filter(name=asked.name)
    if asked.lost:
        lines = lines.filter(awarded__lt=F("points"))
    if asked.exceeded:
        lines = lines.filter(exceeded=True)
    around = ("evaluation__statement__department", "evaluation__unit")
    left = Coalesce(F("awarded"), Decimal(0)) - F("points")
    found = lines.select_related(*around).order_by(left, "evaluation", "position")
    if asked.reason:
        return [line for line in found if asked.reason in kinds_of(line.reason)]
    return found


def handed_in_lines(user) -> QuerySet[ScoredLine]:
    return ScoredLine.objects.visible_to(user).exclude(evaluation__state__in=CARD_OPEN)


def _of_place(filters: FigureFilters, way: str) -> Q:
    known = {
        f"{way}statement__fiscal_year": filters.year,
        f"{way}statement__department": filters.department,
    }
    return Q(**{name: value for name, value in known.items() if value is not None})


def _of_card(filters: FigureFilters, way: str) -> Q:
    known = {"state": filters.state, "grade": filters.grade, "final_grade": filters.final_grade}
    return Q(**{f"{way}{name}": "" if value == UNGRADED else value for name, value in known.items() if value})
