"""A form is proposed from one example; tried on it, it reads and prints the example as it stood."""

from dataclasses import replace

import pytest

from performance.documents.blocks import Grid, GridCell, Source, SourcePlace, SourceRow
from performance.documents.forms.declaration import load_form, shipped_forms
from performance.documents.forms.declaring import toml_of
from performance.documents.forms.teaching.choices import head_choices, label_choices
from performance.documents.forms.teaching.example import NoExample
from performance.documents.forms.teaching.proposing import Named, propose
from performance.documents.forms.teaching.slots import CONTENT, Answers
from performance.documents.forms.teaching.trial import try_form
from tests.performance.documents.forms.teaching.examples import blank, filled

FORMS = sorted(shipped_forms())


def taught(proposal):
    """The proposed form as an office keeps it."""
    assert proposal.problems == ()
    return load_form(toml_of(replace(proposal.form, id="office-1-1", province="湖南", edition="本局1-1")))


def trial_of(source):
    return try_form(taught(propose(source)), source)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("form_id", FORMS)
def test_a_filled_example_is_read_and_printed_as_it_stood(form_id, suffix):
    source = filled(form_id, suffix)
    proposal = propose(source)
    assert (proposal.form.kind, proposal.form.title) == (
        shipped_forms()[form_id].kind,
        shipped_forms()[form_id].title,
    )
    trial = try_form(taught(proposal), source)
    assert (trial.differing, trial.blank, trial.complaints) == (0, False, ())


# Of a form with a list for each of two terms, what a blank one prints of its families in the first is not told.
TWO_TERMS = {"application-2016", "national-application-2015"}


def lists_of(form):
    return [(part.list, [column.key for column in part.columns]) for part in form.parts if part.list]


@pytest.mark.parametrize("form_id", FORMS)
def test_a_blank_example_is_proposed_whole(form_id):
    source, form = blank(form_id, ".docx"), shipped_forms()[form_id]
    proposal = propose(source)
    assert proposal.unsure == 0
    assert lists_of(proposal.form) == lists_of(form)
    trial = try_form(taught(proposal), source)
    assert trial.blank
    if form_id not in TWO_TERMS:
        assert trial.differing == 0


def a_table(*rows):
    """A table of rows of texts, each as ``(text, span)`` or a text."""
    cells, width = [], 0
    for number, row in enumerate(rows):
        column = 0
        for each in row:
            text, span = each if isinstance(each, tuple) else (each, 1)
            cells.append(GridCell(text, number, column, 1, span, SourcePlace(number + 1, column=column + 1)))
            column += span
        width = max(width, column)
    return Source((Grid(tuple(cells), width, len(rows), SourcePlace(1)),))


UNKNOWN = a_table(
    [("区级项目绩效目标表", 4)],
    ["项目名称", ("泵站改造", 3)],
    ["经办机构", "水文站", "特色说明", "沿江"],
    ["年度绩效目标", ("改造泵站。", 3)],
    ["一级指标", "二级指标", "三级指标", "要到多少"],
    ["产出指标", "数量指标", "改造泵站座数", "≥12座"],
)


CARD = (
    ["项目名称", ("泵站改造", 3)],
    ["年度绩效目标", ("改造泵站。", 3)],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "改造泵站座数", "≥12座"],
)


def test_labels_that_nobody_knows_are_asked_about_and_kept_under_their_own_names():
    proposal = propose(UNKNOWN)
    assert [slot.text for slot in (*proposal.labels, *proposal.heads) if not slot.sure] == [
        "经办机构",
        "特色说明",
        "要到多少",
    ]
    form = taught(proposal)
    assert [cell.more for cell in form.parts[0].rows[1]] == ["", "经办机构", "", "特色说明"]


def test_what_a_person_says_of_them_is_what_the_form_reads():
    answers = Answers({"经办机构": "unit_name"}, {"要到多少": "value"})
    form = taught(propose(UNKNOWN, answers, Named("区级表", "元", 2027, 2030, ("产出指标",))))
    assert (form.title, form.money, form.valid_from, form.valid_to) == ("区级表", "元", 2027, 2030)
    assert form.parts[0].rows[1][1].field == "unit_name"
    assert [column.key for column in form.parts[1].columns] == ["level1", "level2", "name", "value"]
    trial = try_form(form, UNKNOWN)
    assert (trial.differing, trial.blank, trial.complaints) == (0, False, ())


def test_a_text_said_to_be_no_label_is_what_stands_beside_the_one_before():
    source = a_table(
        ["项目名称", ("泵站改造", 3)],
        ["项目类别", ("项目支出", 3)],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "改造泵站座数", "≥12座"],
    )
    assert [slot.text for slot in propose(source).labels] == ["项目名称", "项目类别", "项目支出"]
    form = taught(propose(source, Answers({"项目支出": CONTENT})))
    assert form.parts[0].rows[1][1].field == "project_class"
    assert [cell.text for row in try_form(form, source).example for cell in row if cell.differs] == [
        "项目支出"
    ]


def test_what_differs_is_marked_on_both_sides():
    form = taught(propose(UNKNOWN))
    moved = a_table(
        ["项目名称", ("泵站改造", 3)],
        ["年度绩效目标", ("改造。", 3)],
        ["一级指标", "二级指标", "三级指标", "要到多少"],
        ["产出指标", "数量指标", "座数", "≥12座"],
    )
    trial = try_form(form, moved)
    marked = [cell.text for row in trial.printed for cell in row if cell.differs]
    assert "经办机构" in marked


@pytest.mark.parametrize(
    "source", [Source(()), a_table(["甲", "乙"], ["丙", "丁"])], ids=["nothing", "another table"]
)
def test_a_file_without_a_form_is_refused(source):
    with pytest.raises(NoExample):
        propose(source)


def test_a_table_without_indicators_makes_no_form_and_says_why():
    proposal = propose(a_table(["项目名称", "泵站"], ["年度绩效目标", "改造"]))
    assert proposal.form is None
    assert "没有绩效指标的列表" in proposal.problems[0]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2026年部门项目支出绩效目标表", "部门项目支出绩效目标表"),
        ("望川区图书馆2025年度整体绩效目标表", "整体绩效目标表"),
        ("项目支出绩效目标表", "项目支出绩效目标表"),
    ],
)
def test_a_title_is_left_without_whose_it_is_and_of_which_year(line, title):
    source = Source((SourceRow((line,), SourcePlace(1)), *a_table(*CARD).blocks))
    assert propose(source).form.title == title


def test_a_name_printed_above_the_table_is_left_open():
    line = SourceRow(("部门名称：青禾市水务局　　金额单位：元",), SourcePlace(1))
    source = Source((line, *UNKNOWN.blocks))
    form = taught(propose(source))
    assert (form.unit_line, form.money) == ("部门名称：{department}　　金额单位：元", "元")


def test_whatever_is_proposed_can_be_chosen():
    labels = {key for _, choices in label_choices() for key, _ in choices}
    heads = {key for _, choices in head_choices() for key, _ in choices}
    for form_id in FORMS:
        proposal = propose(filled(form_id, ".docx"))
        assert {slot.said for slot in proposal.labels} <= labels
        assert {slot.key for slot in proposal.heads} <= heads
