"""What a reader means who points at a printed cell: the row of the text, and the field of it, that is printed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from performance.comments.anchors import WHOLE, Spot, row_at, subjects_by_row
from performance.comments.form_fields import fields_of_form
from performance.content.model import StatementContent
from performance.documents.blocks import Spot as PrintedSpot
from performance.documents.formats.html.cells import HtmlTables
from performance.documents.locations import Subject
from performance.documents.recognition import UnknownLayout
from performance.findings.marked_text import LaidOut, cached_layout
from performance.models import Anchor, PerformanceStatement
from performance.statement_pages.comment_board import IN_GRID
from performance.statements.visibility import visible_content
from performance.steps.refusals import Refused

NAMES = ("name", "text", "")
ROWS = (Anchor.SECTION, Anchor.GOAL, Anchor.FUNDING, Anchor.PROJECT, Anchor.INDICATOR)


def spot_at(statement: PerformanceStatement, user, word: str, version: int) -> Spot:
    """``word`` counts part, block, row and cell of the page as it shows them. What is nothing's cell is its project's,
    else the whole text's. Raises Refused where the page shows another version: rows may have moved."""
    if version != statement.version:
        raise Refused("文本在您打开以后又有改动，请刷新页面后再写批注。")
    content = visible_content(statement, user)
    try:
        text = cached_layout(content)
        cell = _printed_at(text, *map(int, word.split("-")))
    except (UnknownLayout, ValueError, TypeError, IndexError) as fault:
        raise Refused("页面上没有这个位置，请刷新后再写批注。") from fault
    subjects = subjects_by_row(statement, statement.projects.visible_to(user).only("tree"), ROWS)
    here = {spot: one for spot, one in subjects.items() if text.find(one, "").part == cell.part}
    meant = list(_meant(here, text, content, cell))
    if meant:
        return min(meant, key=lambda spot: spot.field not in NAMES)
    projects = [pk for anchor, pk in here if anchor is Anchor.PROJECT]
    return Spot(Anchor.PROJECT, projects[0]) if len(projects) == 1 else WHOLE


def _printed_at(text: LaidOut, part: int, block: int, row: int, cell: int) -> PrintedSpot:
    """Cells that a page draws over several rows or columns stand in it once."""
    if min(part, block, row, cell) < 0:
        raise IndexError
    shown = text.parts[part].blocks[block]
    if not isinstance(shown, HtmlTables):
        if row or cell:
            raise IndexError
        return PrintedSpot(part, block)
    rows = [row for table in shown.tables for row in (*table.head, *table.body)]
    return PrintedSpot(part, block, *rows[row][cell].at)


def _meant(
    subjects: dict[tuple[Anchor, int], Subject], text: LaidOut, content: StatementContent, cell: PrintedSpot
) -> Iterator[Spot]:
    for (anchor, pk), subject in subjects.items():
        for field in _fields(anchor, subject, content):
            if text.find(replace(subject, field=field), "") == cell:
                offered = anchor is not Anchor.INDICATOR or field in IN_GRID
                yield Spot(anchor, pk, field if offered else "")


def _fields(anchor: Anchor, subject: Subject, content: StatementContent) -> tuple[str, ...]:
    of_project = content.projects[subject.index].form if subject.owner == Anchor.PROJECT.value else ""
    return fields_of_form(anchor, content.province, content.edition, content.form, of_project)


def bearer_of(spot: Spot, statement: PerformanceStatement, user) -> Spot | None:
    """The row whose fields are offered beside this one; None where every row of the text is."""
    if spot.anchor is Anchor.STATEMENT:
        return None
    if spot.anchor is not Anchor.INDICATOR:
        return Spot(spot.anchor, spot.row)
    row, _ = row_at(spot, statement, user)
    tree = row.family.tree_id  # type: ignore[union-attr]  # an indicator
    project = statement.projects.filter(tree=tree).first()
    goal = project or statement.goals.get(tree=tree)
    return Spot(Anchor.PROJECT if project else Anchor.GOAL, goal.pk)
