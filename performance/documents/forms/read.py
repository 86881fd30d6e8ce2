"""A source in a declared or an unknown form → content with an account of the reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from performance.content.model import ProjectContent, StatementContent
from performance.documents.blocks import Source
from performance.documents.forms.aligned_text import ALIGNED, is_aligned_by_blanks
from performance.documents.forms.assembling import statement_of
from performance.documents.forms.draft import Draft
from performance.documents.forms.form import Form
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.known import own_form_in
from performance.documents.forms.placeless import keep_placeless
from performance.documents.forms.reading import read_drafts
from performance.documents.forms.recognising import MARGIN, Likeness, form_of
from performance.documents.forms.second_names import second_names
from performance.documents.forms.title_names import name_by_titles
from performance.documents.forms.two_lists import in_one
from performance.documents.forms.unsaid import say_unsaid
from performance.documents.forms.which_tables import say_what_was_left
from performance.documents.forms.words import meaning
from performance.documents.reading import Likely, Read, Report, character_count

UNKNOWN_FORM = "未收录表样"
MOST_CELLS = (
    60_000  # with text: two seconds of a quiet processor; five thousand indicators in a list are fewer
)
_NO_TABLE = "没有找到绩效目标表：没有一张表印有绩效指标的表头或绩效目标的栏目"


class NoForm(ValueError):
    """A source in which no table shows the heads or labels of a performance form."""


def read_form(source: Source) -> Read:
    """What a source says in whatever form it is printed. Raises NoForm."""
    own = own_form_in(source)
    if own is not None:
        with meaning(own.words):
            read = _read_form(source, own.money)
        if own.id in (read.content.form, *(project.form for project in read.content.projects)):
            return read
    with meaning(second_names(source)):
        return _read_form(source)


def _read_form(source: Source, money: str = "") -> Read:
    """``money`` is the unit of amounts where the source names none."""
    _look_before(source)
    reading = read_drafts(source, money)
    reading.drafts = in_one(reading.drafts, reading.account)
    if not any(draft.year or draft.mid or draft.goals or draft.tasks for draft in reading.drafts):
        raise NoForm(ALIGNED if is_aligned_by_blanks(source) else _NO_TABLE)
    if not any(draft.year or draft.mid for draft in reading.drafts):
        reading.account.problem(
            reading.drafts[0].place, "一条绩效指标也没有读到，请核对指标表的表头。", "绩效指标"
        )
    say_what_was_left(reading)
    name_by_titles(reading)
    keep_placeless(reading.drafts)
    content = statement_of(reading)
    say_unsaid(reading)
    return Read(_named(content, reading), report_of(source, reading))


def _look_before(source: Source) -> None:
    """Refuse what cannot hold a form, or holds too much, before each cell is asked what it means."""
    written, names_something = 0, False
    for row in source.rows:
        written += len(row.cells) - row.cells.count("")
        if not names_something:
            text = "".join("".join(row.cells).split())
            names_something = "指标" in text or "目标" in text
    if not names_something:
        raise NoForm(_NO_TABLE)
    if written > MOST_CELLS:
        raise NoForm(f"文件有{written}格，按表头认读至多{MOST_CELLS}格；请按部门或单位分成几个文件再试")


def _named(content: StatementContent, reading: FormReading) -> StatementContent:
    """The content with the names of the forms that its cards are printed in, as far as they are known."""
    forms = {id(draft): _form_of(draft, reading) for draft in reading.drafts if draft.says_anything}
    of_projects = [forms.get(id(draft)) for draft in reading.drafts if draft.is_project]
    others = [forms[id(d)] for d in reading.drafts if not d.is_project and id(d) in forms]
    department = next((form for form in others if form is not None), None)
    projects = tuple(_with_form(p, form) for p, form in zip(content.projects, of_projects, strict=True))
    first = department or next((form for form in of_projects if form is not None), None)
    return replace(
        content,
        province=first.province if first is not None else UNKNOWN_FORM,
        edition=first.edition if first is not None else "",
        form=department.id if department is not None else "",
        projects=projects,
    )


def _with_form(project: ProjectContent, form: Form | None) -> ProjectContent:
    return replace(project, form=form.id) if form is not None else project


def _form_of(draft: Draft, reading: FormReading) -> Form | None:
    form, weighed = form_of(draft)
    if not reading.likely:
        reading.likely = [Likely(like.form.name, like.score) for like in weighed[:2] if like.score > 0]
    if not (draft.year or draft.mid or draft.tasks):
        return form
    if form is None:
        _say_unknown(draft, weighed, reading)
    elif (
        len(weighed) > 1
        and weighed[0].score - weighed[1].score < MARGIN
        and weighed[1].form.grid != form.grid
    ):
        _say_once(
            draft,
            f"按{form.name}认读，与{weighed[1].form.name}也相近；内容不受影响，只影响重新打印的样子。",
            reading,
        )
    return form


def _say_unknown(draft: Draft, weighed: Sequence[Likeness], reading: FormReading) -> None:
    near = f"，最相近的是{weighed[0].form.name}（相同栏目{weighed[0].score:.0%}）" if weighed else ""
    _say_once(draft, f"这张表的样子还没有收录{near}；已按表头和栏目读入。", reading)


def _say_once(draft: Draft, message: str, reading: FormReading) -> None:
    if not any(notice.message == message for notice in reading.account.notices):
        reading.account.notice(draft.place, message, "表样")


def report_of(source: Source, reading: FormReading) -> Report:
    account = reading.account
    noise: Counter[str] = Counter()
    for piece in (*source.noise, *account.noise):
        noise[piece.kind] += character_count(piece.text)
    written = sum(character_count("\n".join(row.cells)) for row in source.rows)
    return Report(
        characters=written + sum(character_count(piece.text) for piece in source.noise),
        noise=tuple(sorted(noise.items())),
        unplaced=tuple(reading.unplaced),
        problems=tuple(account.problems),
        notices=tuple(account.notices),
        normalised=tuple(account.normalised),
        likely=tuple(reading.likely),
    )
