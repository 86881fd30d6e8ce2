"""The form of a card that is stored: printed, filled, downloaded and read back by those who may."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.pdf.reader import read_pdf
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.scoring.actuals import IndicatorActual
from performance.self_evaluation.forms.captions import plain_label
from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.forms.reading import NoPaper, read_card
from performance.self_evaluation.services import card_of, save_card
from performance.statement_pages.form_files import WRITERS
from tests.performance.scoring.cards import scored
from tests.performance.self_evaluation.cards import done

READERS = {"xlsx": read_xlsx, "docx": read_docx, "pdf": read_pdf}


@pytest.fixture
def full(year):
    """A card in which everything is written that can be."""
    row = year.made()
    content = done(card_of(row), problems="场地少", measures="另租场地", funds_reason="年中追加")
    results = list(content.results)
    results[0] = replace(results[0], reason="", measure="")
    results[2] = replace(results[2], entered="22", score_reason="疫情影响\n已说明")
    results[3] = replace(results[3], value="", applicable=False, reason="没有服务对象", measure="")
    save_card(row, replace(content, results=tuple(results)), by=year.filler, expected_version=1)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("suffix", READERS)
def test_what_is_printed_is_read_back(full, suffix):
    card = card_of(full)
    written = WRITERS[suffix](printed_card(card))
    blank = replace(card, content=card_of(full, replace(card.content, conclusion="", problems="")).content)
    read = read_card(READERS[suffix](written), blank)
    assert read.content == card.content
    assert read.remarks == ()


def test_a_blank_cell_clears_nothing_and_is_said(client, year, full):
    card = card_of(full)
    results = list(card.content.results)
    results[2] = replace(results[2], reason="")
    blank = replace(card.content, conclusion="", problems="", results=tuple(results))
    written = WRITERS["xlsx"](printed_card(card_of(full, blank)))
    read = read_card(read_xlsx(written), card)
    assert read.content == card.content
    (said,) = read.remarks
    kept = f"文件里有1栏是空的，保持页面上的内容，没有清空：{results[2].name}：偏差原因分析。"
    assert said.startswith(kept)
    client.force_login(year.filler)
    answer = client.post(
        reverse("evaluation_upload", args=[full.pk]), {"file": SimpleUploadedFile("自评.xlsx", written)}
    )
    assert (said in answer.text, card.content.conclusion in answer.text) == (True, True)


def test_the_form_says_what_the_national_one_says(full):
    table = printed_card(card_of(full)).parts[0].blocks[2]
    texts = [[cell.text for cell in row if cell.text] for row in table.rows]
    assert [
        "项目资金（万元）",
        "年初预算数",
        "全年预算数（A）",
        "全年执行数（B）",
        "分值",
        "执行率（B/A）",
        "得分",
    ] in texts
    assert ["年度资金总额：", "12.50", "12.5", "12.5", "10", "100%", "10.00"] in texts
    assert "产出指标（50分）" in [text for row in texts for text in row]
    assert all(sum(cell.span for cell in row) == len(table.widths) for row in table.rows)


def a_sheet(rows):
    """As another office fills it in Excel."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return read_xlsx(stream.getvalue())


HEAD = [
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]


def test_a_card_of_another_hand_is_read_with_its_dirt(year):
    card = card_of(year.made())
    source = a_sheet(
        [
            ["项目支出绩效自评表"],
            [
                "项目资金",
                None,
                None,
                "年初预算数",
                "全年预算数（A）",
                "全年执行数（B）",
                "分值",
                "执行率（B/A）",
                "得分",
            ],
            [None, "年度资金总额：", None, "12.5", "12.5", "11", "10", "88%", "8.8"],
            ["年度总体目标", "预期目标", None, None, None, "实际完成情况"],
            [None, "让更多居民参加科普活动。", None, None, None, "办了九场"],
            HEAD,
            [
                None,
                "产出指标（50分）",
                "数量指标",
                "指标1：科普活动场次",
                "≥8次",
                "达成预期指标",
                "25",
                "25",
                "无偏差",
            ],
            [None, None, "成本指标", "活动 成本", "≤12万元", "12.4万元", "25", "25", None],
            [None, "效益指标（30分）", "社会效益指标", "参加的人", "≥15万人次", "16万人次", "30", "30", None],
            ["总分", None, None, None, None, None, "100", "98", None],
        ]
    )
    read = read_card(source, card)
    first, second, third, _ = read.content.results
    assert (first.value, first.entered, first.reason) == ("达成预期指标", "25", "无偏差")
    assert (second.value, third.value) == ("12.4万元", "")
    assert read.content.funds[0].spent == "11"
    assert read.content.goal_result == "办了九场"
    said = "\n".join(read.remarks)
    assert "批复版没有“参加的人”这一指标，完成值“16万人次”没有填入" in said
    assert "指标值为“≤12万元”，批复的是“≤12.50万元”" in said
    assert "文件里没有“参加者满意度”" in said
    assert len(read.remarks) == 4


def test_a_card_with_sign_and_unit_in_columns_of_their_own_is_read(year):
    """As Sichuan prints it: other sources of money, and the share of execution under another name."""
    card = card_of(year.made())
    read = read_card(
        a_sheet(
            [
                [
                    "年度预算数（万元）",
                    "年初预算",
                    "调整后预算数",
                    "预算执行数",
                    "预算执行率",
                    "权重",
                    "得分",
                    "原因",
                ],
                ["总额", "12.5", "13", "12", "92%", "10", "9.23", "年中追加"],
                ["其中：财政资金", "12.5", "12.5", "11.5", None, "/", "/", None],
                ["单位资金", None, "0.5", "0.5", None, "/", "/", None],
                ["财政专户管理资金", "0", "0", "0", None, "/", "/", None],
                [
                    "一级指标",
                    "二级指标",
                    "三级指标",
                    "指标性质",
                    "指标值",
                    "度量单位",
                    "完成值",
                    "权重",
                    "得分",
                    "未完成原因分析",
                ],
                ["产出指标", "数量指标", "科普活动场次", "≥", "8", "次", "9", "25", "25", None],
                [None, "成本指标", "活动成本", "≤", "12.50", "万元", "12.5万元", "25", "25", None],
                ["效益指标", "社会效益指标", "参加人次", "≥", "16", "万人次", "1,2", "30", "24", "暴雨"],
                ["满意度指标", "服务对象满意度指标", "参加者满意度", "≥", "95", "%", "96", "10", "10", None],
                ["合计", None, None, None, None, None, None, "100", "93.23", None],
                ["评价结论", "总体较好"],
            ]
        ),
        card,
    )
    assert [row.value for row in read.content.results] == ["9次", "12.5万元", "1,2万人次", "96%"]
    total, fiscal, *_ = read.content.funds
    assert (total.adjusted, total.spent, fiscal.spent) == ("13", "12", "11.5")
    assert read.content.conclusion == "总体较好"
    assert [remark.partition("：")[2] for remark in read.remarks] == [
        "自评表没有“单位资金”这一资金来源，0.5、0.5 没有填入。",
        "“参加人次”的指标值为“≥16万人次”，批复的是“≥15万人次”。",
    ]


@pytest.mark.parametrize(
    ("scheme", "rows", "parts", "remark"),
    [
        (
            "yinchuan-2021",
            [["项目决策（10分）", None, "目标完整性", "4", "4"], [None, None, "适当性", "2", "1.5"]],
            {"目标完整性": "4", "适当性": "1.5"},
            None,
        ),
        (
            "pidu-2026",
            [["项目决策（5分）", None, "程序规范", "3", "3"], [None, None, "目标合理", "2", "1.5"]],
            {"项目决策": "4.5"},
            "“项目决策”的得分为2项之和：3 + 1.5 = 4.5。",
        ),
        (
            "pidu-2026",
            [["项目决策（5分）", None, "程序规范", "3", "好"]],
            {},
            "“项目决策”的得分“好”读不懂，没有填入。",
        ),
    ],
)
def test_what_a_person_judges_stands_among_the_indicators(year, scheme, rows, parts, remark):
    row = year.made()
    row.scheme = scheme
    head = ["一级指标", "二级指标", "三级指标", "分值", "得分", "指标值（A）", "全年实际值（B）"]
    execution = [None, None, "预算执行率", "10", "9"]
    read = read_card(a_sheet([head, *rows, execution]), card_of(row))
    assert {name: entered for name, entered in read.content.parts if entered} == parts
    missing = [one for one in read.remarks if one.startswith("文件里没有")]
    assert [one for one in read.remarks if one not in missing] == [remark] * (remark is not None)


@pytest.mark.parametrize("target", ["≥100百分比", "≥100%"])
def test_a_unit_written_as_a_word_is_the_unit(target):
    """The two common kinds of dirt: a unit as a word, and a word of a grade as the value."""
    scored_as = scored(target, IndicatorActual("98%"))
    assert (scored_as.computed, scored_as.words) == (Decimal("9.80"), "98 ÷ 100 = 98 %，得 9.8 分")
    graded = scored(target, IndicatorActual("达成预期指标"))
    assert (graded.low, graded.high) == (Decimal("8.00"), Decimal("10.00"))


def test_a_file_that_is_no_card_is_refused(year):
    with pytest.raises(NoPaper, match="表头"):
        read_card(a_sheet([["随便", "写写"]]), card_of(year.made()))


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("年度资金总额：", "年度资金总额"),
        ("其中：本年财政拨款", "本年财政拨款"),
        ("产出指标（50分）", "产出指标"),
        ("全年预算数（A）", "全年预算数"),
    ],
)
def test_captions_are_compared_without_their_marks(printed, label):
    assert plain_label(printed) == label


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_card_is_downloaded_by_those_who_see_it(client, year, full, suffix):
    address = reverse("evaluation_file", args=[full.pk, suffix])
    client.force_login(year.neighbour)
    assert client.get(address).status_code == 404
    client.force_login(year.department_reviewer)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content[:4] in (b"PK\x03\x04", b"%PDF")


def test_an_uploaded_card_fills_the_page_and_saves_nothing(client, year):
    row = year.finished()
    written = WRITERS["xlsx"](printed_card(card_of(row, done(card_of(row), conclusion="改过的结论"))))
    client.force_login(year.filler)
    address = reverse("evaluation_upload", args=[row.pk])
    page = client.post(address, {"file": SimpleUploadedFile("自评.xlsx", written)}).content.decode()
    assert "改过的结论" in page
    assert "还没有保存" in page
    assert row.versions.count() == 1
    refused = client.post(address, {"file": SimpleUploadedFile("自评.txt", b"1")}, follow=True)
    assert "可以读入的是 .xlsx、.docx、.pdf" in refused.content.decode()
    spoilt = client.post(address, {"file": SimpleUploadedFile("自评.xlsx", b"PK\x03\x04 no")}, follow=True)
    assert "没有读入" in spoilt.content.decode()
