"""Each declared form goes out to three formats and comes back from them with the same contents, whatever they are."""

import re
from dataclasses import fields, replace
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from departments.models import BudgetUnit, Department
from performance.documents.blocks import TableBlock
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.pdf.reader import read_pdf
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.models import PerformanceStatement, SelfEvaluation
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.card import Card, blank_content
from performance.self_evaluation.forms.choosing import DEPARTMENT, PROJECT, usual_form
from performance.self_evaluation.forms.declaration import WrongForm, read_form, shipped_forms
from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.forms.reading import NoPaper, read_card
from performance.statement_pages.form_files import WRITERS
from performance.statements.promised import Promised
from performance.written.files.sections import is_of
from tests.factories import a_project_content
from tests.performance.self_evaluation.foreign_cards import (
    CARDS,
    FIRST,
    FOURTH,
    HEAD,
    MONEY,
    NAMED,
    PAID,
    THIRD,
    Foreign,
    put,
)
from tests.performance.self_evaluation.foreign_doubts import DOUBTS, OF_OTHER_PROJECTS
from tests.performance.self_evaluation.foreign_papers import PAPERS

READERS = {"xlsx": read_xlsx, "docx": read_docx, "pdf": read_pdf}
SCHEMES = {
    "sichuan": "sichuan-2025",
    "yinchuan": "yinchuan-2021",
    "guangxi": "yinchuan-2021",
    "pidu": "pidu-2026",
}
WORDS = (
    "暴雨停工三周",
    "设备到货晚",
    "已另行招标",
    "场地不足，改在室内",
    "说明见附件（第2页）",
    "完成",
    "a-b/c",
    "“引号”；分号",
)


def a_card(form_id):
    """Of nobody, on that form."""
    form, scheme = shipped_forms()[form_id], shipped_schemes()[SCHEMES.get(form_id, "national-2020")]
    department = Department(code="001", name="第一协会")
    statement = PerformanceStatement(pk=1, fiscal_year=2025, department=department)
    row = SelfEvaluation(
        statement=statement, scheme=scheme.id, form=form_id, code="P0001", label="科普活动经费"
    )
    if PROJECT in form.of:
        row.unit = BudgetUnit(pk=1, code="001001", name="第一协会本级", department=department)
    else:
        row.code, row.label = "", str(department)
    promised = Promised(a_project_content(), {})
    return Card(row, promised, blank_content(promised, scheme, form))


def filled(card, seed):
    """Everything that may be written, as chance has it."""
    chance = Random(seed)  # noqa: S311 - it hides nothing

    def words():
        return "".join(chance.sample(WORDS, chance.randint(1, 3)))

    def amount():
        return f"{chance.randrange(1, 10**6) / 100:.2f}"

    values = [f"{chance.randint(1, 20)}{unit}" for unit in ("次", "万元", "万人次", "%")]
    results = [
        replace(row, value=value, reason=words(), measure=words(), source=words(), score_reason=words())
        for row, value in zip(card.content.results, values, strict=True)
    ]
    unused = chance.randrange(len(results))
    results[unused] = replace(results[unused], value="", applicable=False)
    amounts = {answer.key for answer in card.form.all_answers if answer.amount}
    return replace(
        card.content,
        funds=tuple(replace(fund, adjusted=amount(), spent=amount()) for fund in card.content.funds),
        results=tuple(results),
        parts=tuple((name, "1.5") for name, _ in card.content.parts)
        if card.form.judged
        else card.content.parts,
        more=tuple((key, amount() if key in amounts else words()) for key, _ in card.content.more),
        **{name: words() for name in ("funds_reason", "goal_result", "conclusion", "problems", "measures")},
    )


def without_blanks(content):
    """Where a line is broken is the paper's."""

    def bare(value):
        if isinstance(value, str):
            return re.sub(r"\s+", "", value)
        return tuple(map(bare, value)) if isinstance(value, tuple) else value

    results = tuple(
        replace(row, **{one.name: bare(getattr(row, one.name)) for one in fields(row)})
        for row in content.results
    )
    return replace(
        content,
        results=results,
        **{
            one.name: bare(getattr(content, one.name))
            for one in fields(content)
            if one.name not in ("results", "funds")
        },
    )


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("form_id", shipped_forms())
def test_what_is_printed_on_any_form_is_read_back(form_id, suffix):
    blank = a_card(form_id)
    content = filled(blank, f"{form_id} {suffix}")
    printed = WRITERS[suffix](printed_card(replace(blank, content=content)))
    read = read_card(READERS[suffix](printed), blank)
    assert read.remarks == ()
    assert without_blanks(read.content) == without_blanks(content)


@pytest.mark.parametrize("form_id", shipped_forms())
def test_the_heads_of_the_indicators_stand_on_every_page_and_nothing_before_a_form(form_id):
    card = a_card(form_id)
    printed = printed_card(card)
    (table,) = [block for block in printed.parts[-1].blocks if isinstance(block, TableBlock)]
    (heads,) = table.rows[slice(table.titles.start, table.titles.stop)]
    assert [cell.text for cell in heads[1:]] == [head for _, head in card.form.columns]
    sheets = load_workbook(BytesIO(WRITERS["xlsx"](printed))).sheetnames
    before = ["目录"] if len(printed.parts) > 1 else []
    assert sheets == [*before, *(part.title for part in printed.parts)]


@pytest.mark.parametrize(
    ("scheme", "subject", "form_id"),
    [
        ("sichuan-2025", PROJECT, "sichuan"),
        ("yinchuan-2021", PROJECT, "yinchuan"),
        ("pidu-2026", PROJECT, "pidu"),
        ("hubei", PROJECT, "national"),
        ("sichuan-2025", DEPARTMENT, "national"),
    ],
)
def test_a_scheme_has_its_usual_form(scheme, subject, form_id):
    assert usual_form(scheme, subject) == form_id
    assert subject in shipped_forms()[form_id].of


NARROW = """
name = "窄"
of = ["project"]
title = "表"
year_line = "{year}"
signed = ""
grid = [1, 2]
side = "指标"
rows = [["名称", "{name}"], ["说明"]]
columns = ["name:三级指标"]
last = []
[answers]
lost = "没有印的栏"
"""


def test_a_form_that_does_not_fit_is_refused():
    with pytest.raises(WrongForm) as refused:
        read_form("narrow", NARROW)
    for said in ("占满表宽", "“没有印的栏”应印在一处", "“没有印的栏”的旁边、上面没有栏名"):
        assert said in str(refused.value)


@pytest.mark.parametrize("foreign", [*CARDS, *PAPERS, *DOUBTS], ids=lambda foreign: foreign.what)
def test_a_card_of_another_office_is_read_or_spoken_of(foreign):
    read = read_card(foreign.source, a_card(foreign.form))
    assert tuple(row.value for row in read.content.results) == foreign.values
    assert tuple(row.entered for row in read.content.results) == foreign.entered
    assert read.content.results[2].reason == "连续暴雨"
    assert read.content.funds[0].spent == foreign.spent
    assert {key: text for key, text in read.content.more if key in foreign.more} == foreign.more
    assert {name: getattr(read.content, name) for name in foreign.texts} == foreign.texts
    assert len(read.remarks) == len(foreign.said), read.remarks
    for remark, piece in zip(read.remarks, foreign.said, strict=True):
        assert piece in remark


def test_a_project_whose_name_only_begins_alike_is_another_one():
    with pytest.raises(NoPaper, match="没有一张是“科普活动经费”的"):
        read_card(Foreign("二期", OF_OTHER_PROJECTS).source, a_card("national"))


@pytest.mark.parametrize(
    ("code", "subject", "is_it"),
    [
        ("2", "广场改造2标", False),
        ("2", "科普活动经费（2）", False),
        ("02", "02 科普活动经费", True),
        ("02", "02", True),
        ("P0001", "其他叫法（P0001）", True),
    ],
)
def test_a_short_code_names_a_project_only_before_its_name(code, subject, is_it):
    row = a_card("national").row
    row.code = code
    assert is_of(subject, row) is is_it


def promising(card, *renamed):
    """With other names for the first indicators, each of at least nine tenths."""
    indicators = list(card.promised.content.indicators)
    for place, name in renamed:
        indicators[place] = replace(indicators[place], name=name, operator="≥", value="90", unit="%")
    promised = Promised(replace(card.promised.content, indicators=tuple(indicators)), {})
    return Card(card.row, promised, blank_content(promised, card.scheme, card.form))


def test_an_indicator_called_as_the_execution_is_an_indicator():
    card = promising(a_card("national"), (1, "预算执行率"))
    row = ["", "成本指标", "预算执行率", "≥90%", "88%", "25", "22", ""]
    read = read_card(Foreign("", [NAMED, MONEY, PAID, HEAD, FIRST, row, THIRD, FOURTH]).source, card)
    assert [row.value for row in read.content.results] == ["9次", "88%", "12万人次", "96%"]
    assert read.content.execution_entered == ""
    assert read.remarks == ()


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (
            (["产出指标", "成本指标", "完成率", "≥90%", "88%"], ["", "数量指标", "完成率", "≥90%", "99%"]),
            ("99%", "88%"),
        ),
        ((["产出指标", "成本指标", "完成率", "≥90%", "88%"],), ("", "88%")),
        ((["产出指标", "", "完成率", "≥90%", "99%"], ["", "", "完成率", "≥90%", "88%"]), ("99%", "88%")),
    ],
)
def test_indicators_of_one_name_are_told_apart_by_their_levels(rows, values):
    card = promising(a_card("national"), (0, "完成率"), (1, "完成率"))
    read = read_card(Foreign("", [HEAD[:5], *rows]).source, card)
    assert tuple(row.value for row in read.content.results[:2]) == values


def test_what_stands_before_and_between_the_marks_of_a_reason_is_kept():
    row = put(THIRD, 7, "场地小〔原因〕连续暴雨〔措施〕改期〔原因〕停电")
    read = read_card(Foreign("", [HEAD, FIRST, row]).source, a_card("national")).content.results[2]
    assert (read.reason, read.measure) == ("场地小\n连续暴雨\n停电", "改期")


def test_a_sign_and_a_unit_that_stand_twice_are_one():
    head = [*HEAD[:3], "指标性质", HEAD[3], "计量单位", *HEAD[4:]]
    rows = [
        [*row[:3], sign, row[3], unit, *row[4:]]
        for row, sign, unit in ((FIRST, "≥", "次"), (THIRD, "", "人次"))
    ]
    read = read_card(Foreign("", [head, *rows]).source, a_card("national"))
    assert [row.value for row in read.content.results if row.value] == [FIRST[4], THIRD[4]]
    assert not any("批复的是" in remark for remark in read.remarks)


def test_what_a_file_says_is_done_applies_though_the_page_said_it_does_not():
    card = a_card("national")
    results = tuple(replace(row, applicable=False, reason="停办") for row in card.content.results)
    card = replace(card, content=replace(card.content, results=results))
    rows = [HEAD, FIRST, THIRD, put(FOURTH, 4, "")]
    read = read_card(Foreign("", rows).source, card).content.results
    assert [row.applicable for row in read] == [bool(row.value) for row in read] == [True, False, True, False]


def test_a_sum_below_what_is_judged_is_not_added_to_it():
    head = ["一级指标", "二级指标", "三级指标", "分值", "得分", "指标值", "实际完成值"]
    rows = [
        ["项目决策（5分）", "", "程序规范", "3", "3"],
        ["", "", "目标合理", "2", "1.5"],
        ["", "", "小计", "5", "4.5"],
    ]
    read = read_card(Foreign("", [head, *rows]).source, a_card("pidu"))
    assert dict(read.content.parts)["项目决策"] == "4.5"
