"""Bringing back what an earlier text says: one place, everything, or all that one act has changed. Each is a save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localtime

from departments.trail.entry import Action
from departments.trail.writing import record as record_in_trail
from performance.content.json import ContentLoader
from performance.differences import Kind
from performance.history.listed import Entry, Listed
from performance.history.places import place_of, place_words, restored
from performance.history.undoing import Undone, undone
from performance.models import EarlierText, PerformanceStatement
from performance.models.history import Source
from performance.statements.editable_parts import Parts, editable_parts
from performance.statements.placement import units_of
from performance.statements.selectors import gathered_rows, statement_content
from performance.statements.services import SaveReport, save_content
from performance.steps.refusals import Refused
from projects.models import BudgetProject


def text_before(earlier: EarlierText, loader: ContentLoader | None = None) -> Listed:
    """``loader`` is shared by whoever reads several: an act changes few of the projects."""
    content, rows, units, reasons, key_projects = earlier.unpacked()
    return Listed((loader or ContentLoader()).load(content), rows, units, reasons, key_projects)


def text_after(earlier: EarlierText) -> Listed:
    """What the act left: the text before the next one, or the present one."""
    following = (
        EarlierText.objects.filter(statement=earlier.statement_id, pk__gt=earlier.pk).order_by("pk").first()
    )
    return text_before(following) if following else present_text(earlier.statement)


def present_text(statement: PerformanceStatement) -> Listed:
    gathered = gathered_rows(statement)
    rows, units = [row for row, _ in gathered], [unit for _, unit in gathered]
    return Listed(statement_content(statement), rows, units)


def restore_place(earlier: EarlierText, place: str, *, by, request: HttpRequest | None = None) -> SaveReport:
    """Raises NothingThere, and whatever saving refuses with."""
    wanted = place_of(place)
    what = f"恢复{place_words(text_before(earlier), wanted)}"
    return _save(earlier, lambda before, present, _: restored(before, present, wanted), what, by, request)


def restore_all(earlier: EarlierText, *, by, request: HttpRequest | None = None) -> SaveReport:
    """All that is this user's to edit says again what it said before the act."""
    return _save(
        earlier,
        lambda before, present, parts: _undone(before, present, present, parts).listed,
        "恢复全部内容",
        by,
        request,
    )


def undo(earlier: EarlierText, *, by, request: HttpRequest | None = None) -> SaveReport:
    """Only what this act has changed, and only where nobody has changed it since."""
    after = text_after(earlier)
    return _save(
        earlier,
        lambda before, present, parts: _undone(before, after, present, parts).listed,
        "撤销修改",
        by,
        request,
    )


def foretold(earlier: EarlierText, user, *, everything: bool) -> Undone:
    """What ``restore_all`` or ``undo`` would make of the text now."""
    statement = earlier.statement
    present = present_text(statement)
    after = present if everything else text_after(earlier)
    return _undone(text_before(earlier), after, present, editable_parts(statement, user))


def _undone(before: Listed, after: Listed, present: Listed, parts: Parts) -> Undone:
    return undone(before, after, present, department=parts.department, units=parts.units)


@transaction.atomic
def _save(
    earlier: EarlierText,
    change: Callable[[Listed, Listed, Parts], Listed],
    what: str,
    by,
    request: HttpRequest | None,
) -> SaveReport:
    statement = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).get(
        pk=earlier.statement_id
    )
    parts = editable_parts(statement, by)
    if not parts:
        raise Refused(f"文本现在没有您可以填报的部分（状态为“{statement.get_state_display()}”）。")
    before, present = text_before(earlier), present_text(statement)
    result = _in_their_units(statement, change(before, present, parts), present)
    report = save_content(
        result.content,
        department=statement.department,
        year=statement.fiscal_year,
        expected_version=statement.version,
        by=by,
        rows=result.rows,
        source=Source.RESTORE,
        note=f"{what}（{localtime(earlier.began):%Y-%m-%d %H:%M}以前）",
    )
    _marked_again(statement, before, result)
    if report.changed:
        details = f"{what}：恢复到版次{earlier.version}"
        record_in_trail(Action.EDIT, by=by, subject=statement, details=details, request=request)
    return report


def _in_their_units(statement: PerformanceStatement, result: Listed, present: Listed) -> Listed:
    """A project that comes back names its unit, where what it prints would be taken for another's."""
    placed = list(zip(present.content.projects, present.units, strict=True))
    units = {unit.pk: unit for unit in statement.department.units.all()}

    def named(entry: Entry) -> Entry:
        found, problems = units_of([entry.content], statement.department, placed)
        if entry.row is not None or (not problems and found[0].pk == entry.unit) or entry.unit not in units:
            return entry
        unit = units[entry.unit]
        return replace(entry, content=replace(entry.content, unit_code=unit.code, unit_name=unit.name))

    return result.having(Kind.PROJECT, [named(entry) for entry in result.entries(Kind.PROJECT)])


def _marked_again(statement: PerformanceStatement, before: Listed, result: Listed) -> None:
    """What was not to be published before it was deleted is not to be published now; what was 重点 is so again."""
    now = [row for row, _ in gathered_rows(statement)]
    by_content = {before.content.projects[number]: reason for number, reason in before.reasons.items()}
    key_projects = {before.content.projects[number] for number in before.key_projects}
    for row, entry in zip(now, result.entries(Kind.PROJECT), strict=True):
        if entry.row is not None:
            continue
        reason = by_content.get(entry.content, "")
        if reason:
            BudgetProject.objects.filter(pk=row, withheld_reason="").update(withheld_reason=reason)
        if entry.content in key_projects:
            BudgetProject.objects.filter(pk=row).update(is_key=True)
