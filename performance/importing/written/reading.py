"""What a filled workbook wants changed, field by field; what it cannot, with its cell; and what it says elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User

from performance.documents.blocks import Source, SourcePlace
from performance.documents.convert import Unreadable, read_unless
from performance.documents.formats.xlsx.reader import HIDDEN_SHEET
from performance.documents.patience import Patience
from performance.importing.problems import Grouped, Problem, grouped
from performance.importing.proposals import WrongFile
from performance.importing.template.arrangement import OUTSIDE, Arrangement, Entry
from performance.importing.template.filling import cells_by_sheet
from performance.importing.template.signed import MARKS, NotOurs, identity_of, lost_identity
from performance.importing.written.forms import OfflineForm
from performance.importing.written.identity import PaperIdentity, Papers
from performance.importing.written.sheet import EntryCell, NotAChoice
from performance.written.people import Row

AnyForm = OfflineForm[Any, Any, Any, Any]
NOT_OURS = "这不是从本页下载的离线工作簿。"


@dataclass(frozen=True)
class Change:
    """One field; ``before`` and ``after`` as the page keeps them, ``said`` as people read them."""

    name: str
    label: str
    before: str
    after: str
    said: tuple[str, str]
    entry: Entry
    title: str

    @property
    def cell(self) -> str:
        return self.entry.problem("", self.title).cell


@dataclass(frozen=True)
class PaperChanges:
    """Of one paper, held against the approved text of ``revision``; ``remarks`` are still to be mended once it is taken."""

    row: Row
    title: str
    revision: int
    changes: tuple[Change, ...]
    remarks: tuple[Problem, ...] = ()


@dataclass
class Filled:
    """The whole file: nothing of it is taken where there is a problem."""

    papers: list[PaperChanges] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def fields(self) -> int:
        return sum(len(paper.changes) for paper in self.papers)

    @property
    def confirmable(self) -> bool:
        return bool(self.papers) and not self.problems

    @cached_property
    def grouped_problems(self) -> Grouped:
        return grouped(self.problems)

    @cached_property
    def grouped_left_out(self) -> Grouped:
        return grouped(self.left_out)


def read_papers(form: AnyForm, owner: Any, data: bytes, name: str, user: User) -> Filled:
    """Raises WrongFile."""
    source, identity = _opened(form, data, name)
    if identity.owner != owner.pk:
        raise WrongFile(f"这是“{identity.of}”的离线工作簿，不是“{owner}”的。")
    rows = {row.pk: row for row in form.rows(owner, user).filter(pk__in=[one.row for one in identity.papers])}
    filled = Filled()
    written = cells_by_sheet(source)
    _name_strange(filled, source, written, {paper.title for paper in identity.papers})
    for paper in identity.papers:
        if paper.title not in written:
            filled.notices.append(f"文件中没有工作表“{paper.title}”，它的内容保持不变。")
        elif paper.row not in rows:
            message = (
                f"这份{form.noun}已经报送、不由您填报，或已不在您的范围，整张表未读入。请删去这张工作表。"
            )
            filled.problems.append(Problem(message, SourcePlace(1, paper.title)))
        else:
            _read_one(form, filled, rows[paper.row], paper, written[paper.title], user)
    return filled


def _opened(form: AnyForm, data: bytes, name: str) -> tuple[Source, Papers]:
    if not name.lower().endswith(".xlsx"):
        raise WrongFile(f"{NOT_OURS}请选择 .xlsx 文件。")
    try:
        source = read_unless(MARKS, data, name, progress=Patience())
        if not isinstance(source, Source):
            raise WrongFile(*(lost_identity(data) or [NOT_OURS]))
        return source, identity_of(data, source, form.identity)
    except Unreadable as error:
        raise WrongFile(*(lost_identity(data) or [NOT_OURS, *error.problems])) from error
    except NotOurs as error:
        raise WrongFile(str(error)) from error


def _name_strange(
    filled: Filled, source: Source, written: Mapping[str, Mapping[tuple[int, int], str]], known: set[str]
) -> None:
    """Whatever stands on sheets that were not drawn, and formulas of which no value is known."""
    message = "这张工作表不是工作簿原有的，不会读入。"
    filled.left_out += [
        Problem(message, SourcePlace(row, name, column), value=text.strip()[:200])
        for name in written
        if name not in known
        for (row, column), text in written[name].items()
    ]
    filled.left_out += [
        Problem(OUTSIDE, noise.place, value=noise.text.strip()[:200])
        for noise in source.noise
        if noise.kind != HIDDEN_SHEET and noise.text.strip()
    ]


def _read_one(
    form: AnyForm,
    filled: Filled,
    row: Row,
    identity: PaperIdentity,
    cells: Mapping[tuple[int, int], str],
    user: User,
) -> None:
    title = identity.title
    if identity.revision != row.revision_id:
        message = f"下载之后，这份{form.noun}已按新的批复版更新，整张表未读入。请重新下载，把内容复制过去。"
        filled.problems.append(Problem(message, SourcePlace(1, title)))
        return
    paper = form.kind.read(row)
    sheet = form.sheet(paper)
    arranged = Arrangement(sheet.plan, cells)
    if wrong := arranged.shifted(title):
        filled.problems += wrong
        return
    filled.left_out += arranged.outside(title)
    now = form.kind.texts(paper.content)
    base = {name: identity.base.get(name, "") for name in now}
    typed, emptied = _typed(arranged, sheet.asked, base, filled.problems, title)
    if emptied:
        filled.notices.append(
            f"“{title}”有{emptied}格原有内容被删成空格：空格保持原内容，要清空请写“【清空】”。"
        )
    labels = form.kind.labels(paper.content)
    changes = tuple(_changes(typed, sheet.asked, base, now, labels, filled.problems, title))
    if not changes:
        return
    if reason := form.kind.why_not(row, user):
        filled.problems.append(Problem(reason, SourcePlace(1, title)))
        return
    content = form.kind.saying(paper.content, {**now, **{one.name: one.after for one in changes}})
    after = form.kind.read(row, content)
    entries = {one.name: one.entry for one in changes}
    longest = {fault.field for fault in after.too_long}
    for fault in after.too_long:
        if fault.field in entries:
            filled.problems.append(entries[fault.field].problem(fault.sentence, title))
    remarks = tuple(
        entries[fault.field].problem(fault.sentence, title)
        for fault in form.faults(after)
        if fault.field in entries and fault.field not in longest
    )
    filled.papers.append(PaperChanges(row, title, identity.revision, changes, remarks))


def _typed(
    arranged: Arrangement,
    entry_cells: Mapping[str, EntryCell],
    base: Mapping[str, str],
    problems: list[Problem],
    title: str,
) -> tuple[dict[str, tuple[str, Entry]], int]:
    """What each field says by the file, where a cell of it is filled; and how many cells were emptied."""
    found: dict[str, tuple[str, Entry]] = {}
    emptied = 0
    for key, entry in arranged.entries.items():
        cell = entry_cells[key]
        if not entry.text.strip():
            emptied += bool(cell.shown(base[cell.name]))
            continue
        text, _ = found.get(cell.name, (base[cell.name], entry))
        try:
            found[cell.name] = cell.over(text, entry.text), entry
        except NotAChoice as fault:
            problems.append(entry.problem(f"“{entry.text.strip()}”{fault}", title))
    return found, emptied


def _changes(
    typed: Mapping[str, tuple[str, Entry]],
    entry_cells: Mapping[str, EntryCell],
    base: Mapping[str, str],
    now: Mapping[str, str],
    labels: Mapping[str, str],
    problems: list[Problem],
    title: str,
) -> Iterator[Change]:
    """Where the file says something else than the workbook did; what was changed meanwhile as well is contested."""
    cells = {cell.name: cell for cell in entry_cells.values()}
    for name, (text, entry) in typed.items():
        cell = cells[name]
        if cell.same(base[name], text) or cell.same(now[name], text):
            continue
        if not cell.same(base[name], now[name]):
            message = (
                f"下载之后，这一处在系统中已改为“{cell.said(now[name])}”，文件中写的是“{cell.said(text)}”。"
                "请在页面上修改这一处，或重新下载后再填。"
            )
            problems.append(entry.problem(message, title))
            continue
        shown = cell.said(now[name]), cell.said(text)
        yield Change(name, labels[name], now[name], text, shown, entry, title)
