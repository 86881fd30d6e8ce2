"""The use of results: what the finance office decides of the next budget, and what a project brings along from before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.content.model import FundSource
from performance.documents.numbers import read_number
from performance.models import (
    Action,
    BudgetDecision,
    EvaluationState,
    NoticeKind,
    ResultUse,
    SelfEvaluation,
)
from performance.notifications.matters import card_of_evaluation
from performance.notifications.services import notify
from performance.self_evaluation.card import Card
from performance.self_evaluation.later_texts import judge_later_texts_anew
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.services import card_of, locked_card
from performance.steps.locks import CARD_GRADED
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import step_from
from performance.written.people import audience
from performance.written.rows import fund_field
from projects.models import BudgetProject

DECIDERS = frozenset((Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER))
D = BudgetDecision
# What is usual for a grade; the finance office may decide otherwise.
USUAL = {"优": D.PREFER, "良": D.KEEP, "中": D.COMPRESS, "差": D.CANCEL}
NEED_REASON = (D.COMPRESS, D.CANCEL, D.SUSPEND, D.RECTIFY)
MAY_NAME_AMOUNT = (D.PREFER, D.KEEP)
WHOLE = Decimal(100)
EARLIER = 3  # years that are shown beside a target


@dataclass(frozen=True)
class Decided:
    """As typed by the finance office. ``seen`` is the number of the latest decision on the page, 0 for none."""

    decision: str
    percent: str = ""
    amount_after: str = ""
    reason: str = ""
    seen: int = 0


def may_decide(evaluation: SelfEvaluation, user) -> bool:
    return evaluation.state in CARD_GRADED and not roles_of(
        user, evaluation.statement, evaluation.unit
    ).isdisjoint(DECIDERS)


def usual_decision(evaluation: SelfEvaluation) -> BudgetDecision | None:
    return USUAL.get(evaluation.final_grade)


@transaction.atomic
def decide(
    evaluation: SelfEvaluation, decided: Decided, *, by, request: HttpRequest | None = None
) -> ResultUse:
    """Raises Refused with everything that is wrong, or Overtaken where somebody else has decided meanwhile."""
    evaluation = locked_card(evaluation)
    if not may_decide(evaluation, by):
        raise Refused("结果应用由财政局审核人在评定之后决定。")
    latest = evaluation.uses.first()
    if (latest.number if latest else 0) != decided.seen:
        raise Overtaken(f"他人已决定“{latest}”，请核对后再决定。")
    if faults := list(_faults(decided)):
        raise Refused(*faults)
    decision = D(decided.decision)
    before = _budget_of(card_of(evaluation))
    use = ResultUse.objects.create(
        evaluation=evaluation,
        number=decided.seen + 1,
        version=evaluation.version,
        decision=decision,
        percent=_read(decided.percent) if decision is D.COMPRESS else None,
        amount_before=before,
        amount_after=_after(decided, before),
        reason=decided.reason.strip(),
        person=by,
    )
    judge_later_texts_anew(evaluation)
    details = f"{evaluation}：结果应用“{use}”" + (f"，{use.reason}" if use.reason else "")
    if step := step_from(subject_of(evaluation), EvaluationState.FINANCE, Action.GRADE):
        notify(
            audience(evaluation, step, by),
            NoticeKind.GRADED,
            details,
            link=reverse("evaluation", args=[evaluation.pk]),
            about=card_of_evaluation(evaluation),
        )
    record(Trailed.EDIT, by=by, subject=evaluation, details=f"结果应用：{use}", request=request)
    return use


def _faults(decided: Decided) -> Iterator[str]:
    if decided.decision not in D.values:
        yield "请选择一个决定。"
        return
    decision = D(decided.decision)
    if decision in NEED_REASON and not decided.reason.strip():
        yield f"{decision.label}须填写理由。"
    percent = _read(decided.percent)
    if decision is D.COMPRESS and (percent is None or not 0 < percent < WHOLE):
        yield "压缩须写明比例，大于 0、小于 100 的数。"
    if decision is not D.COMPRESS and decided.percent.strip():
        yield f"{decision.label}不写压缩比例。"
    amount = decided.amount_after.strip()
    if amount and decision not in MAY_NAME_AMOUNT:
        yield f"{decision.label}不写决定的预算：压缩的按比例计算，取消的为零。"
    elif amount and (_read(amount) is None):
        yield f"决定的预算“{amount}”不是可以读懂的数。"


def _read(text: str) -> Decimal | None:
    try:
        number = read_number(text)
    except ValueError:
        return None
    return number if 0 <= number < 10**12 and number == round(number, 6) else None


def _after(decided: Decided, before: Decimal | None) -> Decimal | None:
    match D(decided.decision):
        case D.CANCEL:
            return Decimal(0)
        case D.COMPRESS:
            percent = _read(decided.percent)
            assert percent is not None  # noqa: S101 - _faults has looked
            return None if before is None else round(before * (WHOLE - percent) / WHOLE, 6)
        case D.PREFER | D.KEEP:
            return _read(decided.amount_after)
        case _:
            return None


def _budget_of(card: Card) -> Decimal | None:
    """After all changes in the year, or as it was approved."""
    adjusted = card.numbers.get(fund_field(FundSource.TOTAL, "adjusted"))
    return adjusted if adjusted is not None else card.promised.opening.get(FundSource.TOTAL)


@dataclass(frozen=True)
class EarlierResult:
    """A graded card of a year before, with what was decided of it, if anything was; and why it may be of another project."""

    evaluation: SelfEvaluation
    use: ResultUse | None
    doubt: str = ""


def results_before(
    projects: Sequence[BudgetProject], year: int, user
) -> dict[BudgetProject, list[EarlierResult]]:
    """Of those that have any, the latest year first; in two queries, however many they are.

    The same project of the same unit: by its code where a card of the year has it, else by its name.
    """
    cards = _graded_before(projects, year, user)
    found = {project: list(_pairs_of(project, cards)) for project in projects}
    wanted = [card for pairs in found.values() for card, _ in pairs]
    uses = {use.evaluation_id: use for use in ResultUse.objects.in_force().filter(evaluation__in=wanted)}
    return {
        project: [EarlierResult(card, uses.get(card.pk), doubt) for card, doubt in pairs]
        for project, pairs in found.items()
        if pairs
    }


Named = dict[tuple[int, str], list[SelfEvaluation]]


def _graded_before(projects: Sequence[BudgetProject], year: int, user) -> Named:
    """By unit, and by code and by name."""
    names = {project.name for project in projects}
    codes = {project.code for project in projects} - {""}
    graded = SelfEvaluation.objects.visible_to(user).filter(
        Q(label__in=names) | Q(code__in=codes),
        unit__in={project.unit_id for project in projects},
        state__in=CARD_GRADED,
        statement__fiscal_year__lt=year,
    )
    cards: Named = {}
    for card in graded.select_related("statement").order_by("-statement__fiscal_year", "pk"):
        assert card.unit_id is not None  # noqa: S101 - it is one of those asked for
        for name in {card.code, card.label} - {""}:
            cards.setdefault((card.unit_id, name), []).append(card)
    return cards


def _pairs_of(project: BudgetProject, named: Named) -> Iterator[tuple[SelfEvaluation, str]]:
    same = {
        card.pk: card
        for name in (project.code, project.name)
        for card in named.get((project.unit_id, name), ())
        if name and (card.label == project.name or card.code == project.code)
    }
    cards = sorted(same.values(), key=lambda card: (-card.statement.fiscal_year, card.pk))
    by_year: dict[int, list[SelfEvaluation]] = {}
    for card in cards:
        by_year.setdefault(card.statement.fiscal_year, []).append(card)
    for of_year in list(by_year.values())[:EARLIER]:
        yield from _told_apart(project, of_year)


def _told_apart(
    project: BudgetProject, cards: Sequence[SelfEvaluation]
) -> Iterator[tuple[SelfEvaluation, str]]:
    """Those of one year, each with what speaks against its being of this project."""
    coded = [card for card in cards if project.code and card.code == project.code]
    own = coded or list(cards)
    for card in own:
        if len(own) > 1:
            yield card, f"当年有{len(own)}个{'编码' if coded else '名称'}相同的项目，不能确定是哪一个"
        elif not coded and card.code != project.code:
            yield card, f"按名称对应，编码不同（当年为{card.code or '空'}）"
        else:
            yield card, ""
