"""Cards made, read and saved: each save is a version, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.content.self_evaluation import CardContent, from_plain, to_plain
from performance.models import (
    EvaluationTimetable,
    ExecutionAmount,
    PerformanceStatement,
    Revision,
    SelfEvaluation,
)
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.card import Card, blank_content, fitted
from performance.self_evaluation.forms.choosing import DEPARTMENT, PROJECT, form_for
from performance.self_evaluation.forms.declaration import shipped_forms
from performance.self_evaluation.people import subject_of
from performance.statements.promised import SubjectOwner, places_of, promised_to, why_not_promised
from performance.steps.locks import CARD_OPEN
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.written.people import writer_roles
from performance.written.versions import Saving, keep_version

# Whoever has the department's whole text before them.
OPENERS = frozenset(
    (Role.DEPARTMENT_REVIEWER, Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)
)

# What changes in a card that is led to another approved text.
LED = ["code", "label", "position", "revision", "total", "grade", "version"]


def timetable_of(
    statement: PerformanceStatement, timetables: QuerySet[EvaluationTimetable] | None = None
) -> EvaluationTimetable | None:
    """Out of ``timetables`` that are locked, where its scheme and forms must stay as they are."""
    found = EvaluationTimetable.objects.all() if timetables is None else timetables
    return found.filter(office=statement.department.office_id, fiscal_year=statement.fiscal_year).first()


def not_open(statement: PerformanceStatement) -> str:
    """Why a year cannot be evaluated today, or nothing."""
    timetable = timetable_of(statement)
    if timetable is None:
        return f"财政局还没有安排{statement.fiscal_year}年的自评日程。"
    if not timetable.opens <= timezone.localdate() <= timetable.closes:
        return f"自评日程为{timetable.opens}至{timetable.closes}，今天不能填报和报送。"
    return ""


@transaction.atomic
def open_cards(
    statement: PerformanceStatement, *, by, request: HttpRequest | None = None
) -> tuple[int, list[str]]:
    """Make the cards of the approved text that are not there yet, and lead those being written to it.

    How many that were, and the projects for which there is no row any more, so that nobody could write their cards.
    """
    statement = (
        PerformanceStatement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("department__office", "approved_revision")
        .get(pk=statement.pk)
    )
    revision = statement.approved_revision
    timetable = timetable_of(
        statement, EvaluationTimetable.objects.select_for_update(of=("self",), no_key=True)
    )
    if revision is None:
        raise Refused("文本还没有批复，没有可以自评的目标。")
    if (reason := not_open(statement)) or timetable is None:
        raise Refused(reason)
    if roles_of(by, statement).isdisjoint(OPENERS):
        raise Refused("自评表由部门审核人或财政局审核人建立。")
    places = list(enumerate(places_of(statement, revision)))
    made = make_cards(statement, revision, timetable, [pair for pair in places if not pair[1].lost])
    if made:
        record(Trailed.EDIT, by=by, subject=statement, details=f"建立或更新{made}张自评表", request=request)
    return made, [place.label for _, place in places if place.lost]


def make_cards(
    statement: PerformanceStatement,
    revision: Revision,
    timetable: EvaluationTimetable,
    places: Sequence[tuple[int, SubjectOwner]],
) -> int:
    """``open_cards`` for whoever has seen that they may be made, and has locked the text and its timetable."""
    of_today = Q(unit=None) | Q(project__isnull=False)
    held = SelfEvaluation.objects.select_for_update(of=("self",), no_key=True).filter(
        of_today, statement=statement
    )
    cards = {card.project_id: card for card in held.order_by("pk")}
    new, led = [], []
    for position, place in places:
        columns = {"code": place.code, "label": place.label, "position": position, "revision": revision}
        card = cards.get(place.project)
        if card is None:
            whose = {"project_id": place.project, "unit_id": place.unit, "office_code": statement.office_code}
            form = form_for(timetable, DEPARTMENT if place.project is None else PROJECT)
            by = {"scheme": timetable.scheme, "form": form}
            new.append(SelfEvaluation(statement=statement, **by, **whose, **columns))
        elif card.revision_id != revision.pk and card.state in CARD_OPEN:
            # What was scored by other targets is no score by these, until somebody saves or hands in the card.
            for name, value in {**columns, "total": None, "grade": "", "version": card.version + 1}.items():
                setattr(card, name, value)
            led.append(card)
    SelfEvaluation.objects.bulk_create(new)
    SelfEvaluation.objects.bulk_update(led, LED)
    return len(new) + len(led)


def card_of(evaluation: SelfEvaluation, content: CardContent | None = None) -> Card:
    """As stored, or with what somebody is about to save."""
    promised, scheme = promised_to(evaluation), shipped_schemes()[evaluation.scheme]
    form = shipped_forms()[evaluation.form]
    if content is None:
        latest = evaluation.versions.first()
        content = from_plain(latest.content) if latest else blank_content(promised, scheme, form)
    return Card(evaluation, promised, fitted(content, promised, scheme, form), executed_of(evaluation))


def executed_of(evaluation: SelfEvaluation) -> ExecutionAmount | None:
    """What the payment system says of the project by the end of its year."""
    if not evaluation.code or evaluation.unit_id is None:
        return None
    year = evaluation.statement.fiscal_year
    amounts = ExecutionAmount.objects.filter(
        unit=evaluation.unit_id, fiscal_year=year, cutoff=end_of(year), code=evaluation.code
    )
    return amounts.first()


def end_of(year: int) -> date:
    return date(year, 12, 31)


def may_write(evaluation: SelfEvaluation, user) -> bool:
    """Whether the card is this person's to write now, if the timetable lets anybody."""
    roles = roles_of(user, evaluation.statement, evaluation.unit)
    writers = writer_roles(subject_of(evaluation), evaluation.state)
    return evaluation.state in CARD_OPEN and not roles.isdisjoint(writers)


def why_not_written(evaluation: SelfEvaluation, user) -> str:
    """Why this person cannot write the card now, or nothing."""
    if not may_write(evaluation, user):
        return f"目前为“{evaluation.get_state_display()}”，或不由您填报，不能保存。"
    return why_not_promised(evaluation) or not_open(evaluation.statement)


@transaction.atomic
def save_card(
    evaluation: SelfEvaluation,
    content: CardContent,
    *,
    by,
    expected_version: int,
    request: HttpRequest | None = None,
) -> Card:
    """Keep what is written as the next version. Faults in it are kept too, except what no column can hold."""
    evaluation = locked_card(evaluation)
    if reason := why_not_written(evaluation, by):
        raise Refused(reason)
    if evaluation.version != expected_version:
        latest = evaluation.versions.select_related("person").first()
        raise Overtaken(f"{latest.by if latest else '他人'}在您打开之后已有修改，请核对后再保存。")
    return save_as(evaluation, content, Saving(by, request=request))


def save_as(evaluation: SelfEvaluation, content: CardContent, saving: Saving) -> Card:
    """``save_card`` for whoever has locked the card and seen that it may be written."""
    card = card_of(evaluation, content)
    if longest := [fault.sentence for fault in card.too_long]:
        raise Refused(*longest)
    latest, is_new = evaluation.versions.first(), False
    if not latest or from_plain(latest.content) != card.content:
        plain = to_plain(card.content)
        _, is_new = keep_version(evaluation.versions.all(), latest, plain, saving, evaluation=evaluation)
    elif (evaluation.total, evaluation.grade) == (card.sheet.total, card.sheet.grade):
        return card
    _score_stored(evaluation, card)
    if is_new or not saving.by_itself:
        details = f"保存自评表，{card.sheet.words}"
        record(Trailed.EDIT, by=saving.by, subject=evaluation, details=details, request=saving.request)
    return card


def _score_stored(evaluation: SelfEvaluation, card: Card) -> None:
    SelfEvaluation.objects.filter(pk=evaluation.pk).update(
        total=card.sheet.total, grade=card.sheet.grade, version=F("version") + 1
    )
    evaluation.refresh_from_db(fields=["total", "grade", "version"])


def locked_card(evaluation: SelfEvaluation) -> SelfEvaluation:
    """Read once it is locked: what is joined to it would be of before, and a card led to another text would not be found."""
    cards = SelfEvaluation.objects.select_for_update(of=("self",), no_key=True).filter(pk=evaluation.pk)
    list(cards.values_list("pk"))
    around = ("statement__department__office", "unit", "revision")
    return SelfEvaluation.objects.select_related(*around).get(pk=evaluation.pk)
