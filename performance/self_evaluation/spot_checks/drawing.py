"""Cards drawn for a spot check, among those that wait for their grade; drawn again from what was recorded; taken back."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from departments.models import FinanceOffice, Membership
from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.content.model import FundSource
from performance.documents.numbers import read_number
from performance.models import (
    DrawnCard,
    DrawWay,
    EvaluationState,
    EvaluationVersion,
    NoticeKind,
    SelfEvaluation,
    SpotCheckDraw,
    not_drawn,
)
from performance.notifications.matters import spot_check_draw
from performance.notifications.services import notify
from performance.scoring.scheme_files import grade_names
from performance.self_evaluation.checks import faults_of_words
from performance.self_evaluation.spot_checks.ways import Drawable, Drawn, at_random, by_amount, by_grade
from performance.steps.evaluation_table import FINANCE
from performance.steps.refusals import Overtaken, Refused
from performance.written.rows import fund_field, read_numbers

MOST_PER_DEPARTMENT = 1000
MOST_MATERIALS = 30
LONGEST_MATERIAL = 60
LONGEST_SEED = 64


@dataclass(frozen=True)
class AskedDraw:
    """As typed. Without a ``seed`` one is made.

    ``seen`` is the number of the latest list of the office and year that whoever asks knew of, 0 for none: what is sent
    twice draws once. Without it nobody looks.
    """

    way: str
    at_least: str = ""
    grades: Sequence[str] = ()
    per_department: str = ""
    seed: str = ""
    materials: Sequence[str] = ()
    seen: int | None = None


def latest_draw(office: FinanceOffice, year: int) -> int:
    """Its number, 0 where there is none; also of one that was cancelled."""
    rows = SpotCheckDraw.objects.filter(office=office, fiscal_year=year).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def may_draw(user, office: FinanceOffice) -> bool:
    return any(reach.role in FINANCE and reach.office == office.pk for reach in reaches_of(user))


@transaction.atomic
def draw(
    office: FinanceOffice, year: int, asked: AskedDraw, *, by, request: HttpRequest | None = None
) -> SpotCheckDraw:
    """Raises Refused with everything that is wrong, or where nothing would be drawn."""
    if not may_draw(by, office):
        raise Refused(f"{office.name}的抽查名单由该局审核人抽取。")
    if faults := list(_faults(asked)):
        raise Refused(*faults)
    # One draws at a time: what another has just drawn is not drawn twice.
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)
    if asked.seen is not None and asked.seen != latest_draw(office, year):
        raise Overtaken("在您打开之后已抽取过一份名单，没有再抽取，请核对后再抽。")
    cards = list(_drawable(office, year, by))
    row = SpotCheckDraw(
        office=office,
        fiscal_year=year,
        way=asked.way,
        considered=[one.card for one in cards],
        materials=list(asked.materials),
        person=by,
        **_measure(asked),
    )
    drawn = list(drawn_by(row, cards))
    if not drawn:
        raise Refused(f"等待财政复核、还没有抽中的自评表有{len(cards)}张，没有符合“{row.told}”的，没有抽取。")
    row.save()
    DrawnCard.objects.bulk_create(
        DrawnCard(draw=row, evaluation_id=card, words=words, office_code=office.division_code)
        for card, words in drawn
    )
    details = f"{row.told}：从{len(cards)}张自评表中抽取{len(drawn)}张"
    record(Trailed.EDIT, by=by, subject=row, details=details, request=request)
    _tell(row, f"{row.fiscal_year}年绩效自评抽查名单已抽取，您单位有自评表被抽中，请按名单准备材料。", by)
    return row


def drawn_by(row: SpotCheckDraw, cards: Sequence[Drawable]) -> Iterator[Drawn]:
    """What the list draws from these cards, now or once more."""
    if row.at_least is not None:
        return by_amount(cards, row.at_least)
    if row.per_department is not None:
        return at_random(cards, row.per_department, row.seed)
    return by_grade(cards, row.grades)


def is_repeated(row: SpotCheckDraw) -> bool | None:
    """Whether the seed gives the same cards once more; None where nothing was left to chance."""
    if row.way != DrawWay.RANDOM:
        return None
    considered = SelfEvaluation.objects.filter(pk__in=row.considered).order_by("pk")
    cards = [
        Drawable(pk, department, "", None)
        for pk, department in considered.values_list("pk", "statement__department")
    ]
    return sorted(drawn_by(row, cards)) == sorted(row.cards.values_list("evaluation", "words"))


@transaction.atomic
def cancel(row: SpotCheckDraw, reason: str, *, by, request: HttpRequest | None = None) -> None:
    """The list stays to be read; nothing has to be spot-checked for it any more."""
    if not may_draw(by, row.office):
        raise Refused(f"{row.office.name}的抽查名单由该局审核人作废。")
    if faults := list(faults_of_words("作废的理由", reason)):
        raise Refused(*faults)
    waiting = SpotCheckDraw.objects.filter(pk=row.pk, cancelled__isnull=True)
    if not waiting.update(cancelled=timezone.now(), cancelled_by=by, cancel_reason=reason.strip()):
        raise Refused("这份名单已经作废。")
    record(Trailed.EDIT, by=by, subject=row, details=f"作废，理由：{reason.strip()}", request=request)
    _tell(row, f"{row.fiscal_year}年绩效自评抽查名单已作废：{reason.strip()}", by)


def drawn_in_force(evaluation: SelfEvaluation) -> QuerySet[DrawnCard]:
    return evaluation.drawn.in_force().select_related("draw")


def _drawable(office: FinanceOffice, year: int, by) -> Iterator[Drawable]:
    waiting = SelfEvaluation.objects.visible_to(by).filter(
        statement__department__office=office,
        statement__fiscal_year=year,
        state=EvaluationState.FINANCE,
    )
    wanted = not_drawn(waiting)
    own = SelfEvaluation.objects.filter(pk__in=wanted.values("pk"), state=EvaluationState.FINANCE)
    # Until the list is kept none of them is graded: no grade escapes what it is drawn for.
    locked = set(own.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    versions = EvaluationVersion.objects.filter(evaluation=OuterRef("pk")).order_by("-number")
    cards = wanted.annotate(content=Subquery(versions.values("content")[:1])).order_by("pk")
    columns = "pk", "statement__department", "grade", "content"
    # Whole cards are read for one number: never all of an office's at once.
    for pk, department, grade, content in cards.values_list(*columns).iterator(chunk_size=200):
        if pk in locked:
            yield Drawable(pk, department, grade, _budget_in(content))


def _budget_in(content: dict | None) -> Decimal | None:
    total = FundSource.TOTAL.value
    rows = content["funds"] if content else ()
    written = next((row["adjusted"] for row in rows if row["source"] == total), "")
    field = fund_field(total, "adjusted")
    return read_numbers([(field, written, "")])[0].get(field)


def _measure(criteria: AskedDraw) -> dict[str, object]:
    match criteria.way:
        case DrawWay.AMOUNT:
            return {"at_least": _number(criteria.at_least)}
        case DrawWay.GRADE:
            return {"grades": list(dict.fromkeys(criteria.grades))}
        case _:
            seed = criteria.seed.strip() or secrets.token_hex(8)
            return {"per_department": int(criteria.per_department), "seed": seed}


def _number(text: str) -> Decimal | None:
    try:
        number = read_number(text)
    except ValueError:
        return None
    return number if 0 <= number < 10**12 and number == round(number, 6) else None


def _faults(criteria: AskedDraw) -> Iterator[str]:
    number = criteria.per_department.strip()
    if criteria.way not in DrawWay.values:
        yield "请选择抽取的方式。"
    if criteria.way == DrawWay.AMOUNT and _number(criteria.at_least) is None:
        yield f"金额“{criteria.at_least.strip()}”不是可以读懂的数，按万元填写，最多六位小数。"
    if criteria.way == DrawWay.GRADE and (not criteria.grades or set(criteria.grades) - set(grade_names())):
        yield f"请选择自评等级：{'、'.join(grade_names())}。"
    if criteria.way == DrawWay.RANDOM and not (
        number.isascii() and number.isdigit() and len(number) < 10 and 0 < int(number) <= MOST_PER_DEPARTMENT
    ):
        yield f"每部门张数应为 1—{MOST_PER_DEPARTMENT} 的整数。"
    if len(criteria.seed.strip()) > LONGEST_SEED:
        yield f"种子最多{LONGEST_SEED}字。"
    yield from _faults_of_materials(criteria.materials)


def _faults_of_materials(materials: Sequence[str]) -> Iterator[str]:
    if not materials:
        yield "请列出应提供的材料，一行一件。"
    if len(materials) > MOST_MATERIALS:
        yield f"应提供的材料有{len(materials)}件，最多{MOST_MATERIALS}件。"
        return
    for name, times in Counter(materials).items():
        if len(name) > LONGEST_MATERIAL:
            yield f"材料“{name[:20]}……”有{len(name)}字，最多{LONGEST_MATERIAL}字。"
        if times > 1:
            yield f"材料“{name[:LONGEST_MATERIAL]}”写了{times}次。"


def _tell(row: SpotCheckDraw, text: str, by) -> None:
    """Those whose cards are on the list: of each its department, and the unit that wrote it."""
    cards = SelfEvaluation.objects.filter(drawn__draw=row)
    departments, units = cards.values("statement__department"), cards.values("unit")
    near = Q(department__in=departments, role=Role.DEPARTMENT_REVIEWER) | Q(unit__in=units, role=Role.FILLER)
    people = get_user_model().objects.filter(memberships__in=Membership.objects.filter(near))
    link = reverse("evaluation_draw", args=[row.pk])
    about = spot_check_draw(row)
    notify(people.exclude(pk=by.pk).distinct(), NoticeKind.SPOT_CHECKED, text, link=link, about=about)
