"""Figure 3: sixty texts that a spreadsheet would run, in every exported text field: no live formula, and the text comes back."""

import re
from copy import copy
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from io import BytesIO
from itertools import cycle
from zipfile import ZipFile

import pytest
from docx import Document

from indicators.vocabulary import vocabulary_for
from performance.approval_letters.placeholders import VOCABULARY
from performance.approval_letters.templates import opened
from performance.documents.convert import read_text, write_text
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.xlsx.flat_workbook import flat_workbook
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.entry.answers import Answers, answers_of
from performance.entry.sheets import department_sheets, project_sheet
from performance.exporting.flat_rows import Origin, flat_sheets
from performance.importing.template.drawing import FilledSheet, workbook_bytes
from performance.importing.template.filling import cells_by_sheet
from performance.importing.template.identity import Identity
from performance.importing.template.plan import lay_out, room_for
from performance.self_evaluation.forms.declaration import shipped_forms
from performance.self_evaluation.forms.printing import printed_card
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI
from tests.performance.self_evaluation.test_every_form import a_card

CALLS = (
    "cmd|'/c calc'!A0", "1+1", "SUM(A1:A9)", 'HYPERLINK("http://x.example","点击")', "IMPORTXML(A1,A2)",
    'WEBSERVICE("http://x.example")', "DDE(\"cmd\";\"/c calc\";\"x\")", "A1", "-2+3+cmd|' /C calc'!A0",
    'INDIRECT("A1")', "CALL(\"k\",\"W\",\"J\",0)", "EXEC(\"calc\")", "RTD(\"x\",,\"y\")", "1/0", "@SUM(1)",
)  # fmt: skip
PAYLOADS = [f"{mark}{call}" for mark in "=+-@" for call in CALLS]
CONTENTS = {content.province: content for content in (HEBEI, HUBEI, GUIZHOU)}

# Printed inside a caption, chosen from a list, or a key by which the text finds its department: each in its own test.
NOT_FREE = {
    "province", "edition", "department_code", "unit_code", "unit_name", "code", "horizon", "level1", "level2",
    "attachment", "mark", "period",
}  # fmt: skip


def spoilt(row, payload):
    """The content with the payload in every text that a form prints freely and that is not blank."""
    changed = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, Enum):
            continue
        if isinstance(value, str) and value and field.name not in NOT_FREE:
            changed[field.name] = payload
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[field.name] = tuple(spoilt(one, payload) for one in value)
        elif is_dataclass(value):
            changed[field.name] = spoilt(value, payload)
    return replace(row, **changed)


def texts_of(row):
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str) and not isinstance(value, Enum):
            yield field.name, value
        for one in value if isinstance(value, tuple) else [value]:
            if is_dataclass(one):
                yield from texts_of(one)


def trimmed(row):
    """With one of each kind of row: sixty texts are printed of it."""
    cut = {
        field.name: tuple(trimmed(one) for one in value[: 1 if field.name != "sections" else None])
        for field in fields(row)
        if isinstance(value := getattr(row, field.name), tuple) and value and is_dataclass(value[0])
    }
    return replace(row, **cut)


def as_kept(texts):
    """Some forms print the items of the funds without blanks inside."""
    return [(name, "".join(text.split()) if name == "item" else text) for name, text in texts]


def formulas(data):
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    live = r"<(?:\w+:)?f[ >/]|instrText[^>]*>\s*(?:=|DDE|INCLUDE|QUOTE|IF\b)|ddeLink|externalReference"
    return [found for part in parts for found in re.findall(live, part)]


def test_there_are_sixty_payloads():
    assert len(set(PAYLOADS)) == 60


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("province", CONTENTS)
@pytest.mark.figure(3)
def test_no_exported_text_is_a_formula_and_every_one_comes_back(province, suffix, trial):
    sound = trimmed(CONTENTS[province])
    sound = read_text(write_text(sound, suffix), f"a{suffix}").content
    names = {name for name, text in texts_of(sound) if text and name not in NOT_FREE}
    assert len(names) >= 9
    trial.count("公式文本 × 印出的文字栏", len(PAYLOADS) * len(names))
    for payload in PAYLOADS:
        content = spoilt(sound, payload)
        data = write_text(content, suffix)
        assert formulas(data) == []
        back = list(texts_of(read_text(data, f"a{suffix}").content))
        assert as_kept(back) == as_kept(texts_of(content))
        assert {name for name, text in back if text.replace(" ", "") == payload.replace(" ", "")} == names


@pytest.mark.parametrize("province", CONTENTS)
@pytest.mark.figure(3)
def test_no_text_of_a_flat_workbook_is_a_formula(province, trial):
    """All payloads in one workbook, each in every text of a content of its own."""
    origin = Origin("130200", "001", "部门", "填报中", None)
    texts = [(origin, spoilt(CONTENTS[province], payload)) for payload in PAYLOADS]
    data = flat_workbook("明细", flat_sheets(texts))
    assert formulas(data) == []
    cells = {cell for row in read_xlsx(data).rows for cell in row.cells}
    assert set(PAYLOADS) <= cells
    trial.count("明细工作簿中的公式文本", len(PAYLOADS))


@pytest.mark.figure(3)
def test_no_text_of_a_letter_is_a_formula(trial):
    """Each in every place of a row of the default template, which names all that a template may."""
    rows = {
        group: [dict.fromkeys(names, payload) for payload in PAYLOADS]
        for group, names in VOCABULARY.repeated.items()
    }
    data = opened(None).filled(dict.fromkeys(VOCABULARY.single, PAYLOADS[0]), rows)
    assert formulas(data) == []
    cells = {
        cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells
    }
    assert set(PAYLOADS) <= cells
    trial.count(
        "批复文中的公式文本", sum(len(names) * len(PAYLOADS) for names in VOCABULARY.repeated.values())
    )


@pytest.mark.parametrize("form_id", shipped_forms())
@pytest.mark.figure(3)
def test_no_text_of_a_card_is_a_formula(form_id, trial):
    """Each result says others; in as many cards as there are payloads, every place has said them all."""
    card = a_card(form_id)
    said = set()
    for turn in range(0, len(PAYLOADS), len(PAYLOADS) // trial.times(4, len(PAYLOADS))):
        words = cycle((*PAYLOADS[turn:], *PAYLOADS[:turn]))
        results = tuple(
            replace(
                row, reason=next(words), measure=next(words), source=next(words), score_reason=next(words)
            )
            for row in card.content.results
        )
        named = copy(card.row)
        named.label = next(words)
        printed = printed_card(replace(card, row=named, content=replace(card.content, results=results)))
        book, paper = xlsx_bytes(printed), docx_bytes(printed)
        assert formulas(book) + formulas(paper) == []
        said |= {cell for row in read_xlsx(book).rows for cell in row.cells}.intersection(PAYLOADS)
    trial.count("自评表中的公式文本", len(said))
    assert len(said) == len(PAYLOADS) or not trial.full


FORMS = [
    (content, form, owner)
    for content in CONTENTS.values()
    for form, owner in (
        *((form, content) for form in department_sheets(content.province, content.edition)),
        (project_sheet(content.province, content.edition), content.projects[0]),
    )
]


@pytest.mark.parametrize(("content", "form", "owner"), FORMS)
@pytest.mark.figure(3)
def test_no_text_in_a_workbook_to_fill_in_is_a_formula(content, form, owner, trial):
    """Each free field of the form says another payload; in sixty sheets of one workbook every field has said them all."""
    owner = trimmed(owner)
    free = [q for q in form.questions if not q.field_spec.only and type(q.spec).__name__ in ("Text", "Items")]
    sheets, wanted = [], {}
    for number in range(0, len(PAYLOADS), len(PAYLOADS) // trial.times(4, len(PAYLOADS))):
        payloads = {q: PAYLOADS[(number + place) % len(PAYLOADS)] for place, q in enumerate(free)}
        texts = dict.fromkeys(answers_of(form, owner).texts, "")
        texts |= {q.field: payload for q, payload in payloads.items() if not q.group}
        groups = {q.group for q in free if q.group}
        records = dict.fromkeys(form.groups, ()) | {
            group: [{q.field: payloads.get(q, "") for q in form.of_group(group)}] for group in groups
        }
        answers = Answers(texts, {group: list(rows) for group, rows in records.items()})
        plan = lay_out(form, owner, room_for(answers))
        sheets.append(FilledSheet(f"表{number}", "", "", plan, answers.named()))
        wanted[f"表{number}"] = (plan, {q.name(): payload for q, payload in payloads.items()})
    identity = Identity("1", "2", "3", 2026, content.province, content.edition, 1)
    data = workbook_bytes(identity, sheets, vocabulary_for(content.province, content.edition))
    assert formulas(data) == []
    cells = cells_by_sheet(read_xlsx(data))
    for name, (plan, said) in wanted.items():
        found = {one: cells[name].get((plan.answers[one].row, plan.answers[one].column)) for one in said}
        assert found == said
    trial.count("离线填报工作簿中的公式文本", sum(len(said) for _, said in wanted.values()))
