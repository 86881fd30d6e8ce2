"""No telephone and no person survives the mask; what counts or names something does."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.content.json import dump_content
from performance.content.model import CoverContent, PhaseContent, SectionContent, SectionKind
from performance.exporting.masking import masked, masked_name
from performance.exporting.private_numbers import masked_numbers
from tests.factories import a_content, a_project_content, an_indicator
from tests.growth.measured import grows_too_fast, one_step

TELEPHONES = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}", fullmatch=True),
    st.from_regex(r"0[0-9]{2,3}-[0-9]{7,8}", fullmatch=True),
    st.from_regex(r"（0[0-9]{3}）[0-9]{7}", fullmatch=True),
    st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
    st.from_regex(r"[２-８][０-９]{6}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True),  # an identity card
)
WORDS = st.text(alphabet="科普活动联系人电话：，。事万元个（）\n -", max_size=12)


@given(
    before=WORDS, telephone=TELEPHONES, after=st.sampled_from(["", "。", "，联系人事科", "（办公室）", "转2"])
)
def test_no_telephone_number_survives_in_any_text(before, telephone, after):
    text = f"{before}电话{telephone}{after}"
    field = {"purpose": text, "goals": (text,), "phases": (PhaseContent("2026年", text),)}
    project = a_project_content(indicators=(an_indicator(basis=text, name=text),), **field)
    content = a_content(
        projects=(replace(project, code=""),),
        sections=(SectionContent(SectionKind.OVERALL_GOAL, text, text),),
    )
    digits = re.sub(r"\D", "", telephone)
    found = re.sub(r"[^\d０-９]", "", dump_content(masked(content)))
    assert digits not in found
    assert len(masked_numbers(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "资金12345678元",
        "资金 12345678.50 元",
        "服务1000000人次",
        "补助2500000万元",
        "建设1200000平方米",
        "项目编码13082123P000000000123",
        "2026年1月1日至2026-12-31",
        "按2024、2025年的123456册",
        "100000个",
    ],
)
def test_what_counts_or_names_something_stays(text):
    assert masked_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话2820000户籍科", "电话*******户籍科"),
        ("联系电话：2820000元旦除外", "联系电话：*******元旦除外"),
        ("请拨0315-2820000转8", "请拨****-*******转*"),
        ("帐号6222020200112233445", "帐号*******************"),
        ("13812345678元", "***********元"),
    ],
)
def test_what_rings_is_masked_whatever_follows(text, expected):
    assert masked_numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("138.0000.1234", "***.****.****"),
        ("请拨 138·0000·1234", "请拨 ***·****·****"),
        ("１３８－００００－１２３４", "***－****－****"),
        ("13８0000 1234", "******* ****"),
        ("1 3 8 0 0 0 0 1 2 3 4", "* * * * * * * * * * *"),
        ("办公室280-1234。", "办公室***-****。"),
        ("办公室2280—1234。", "办公室****—****。"),
        ("0315 280 1234", "**** *** ****"),
        ("电话为280 12 34", "电话为*** ** **"),
        ("联系方式：280.1234", "联系方式：***.****"),
        ("卡号6222 0200 1122 3344 556", "卡号**** **** **** **** ***"),
        ("6222-0200-1122-3344", "****-****-****-****"),
        ("130203 19900101 123X", "****** ******** ****"),
        ("信箱wang.xx@example.com。", "信箱****.**@*******.***。"),
        ("wang（at）example.com", "****（**）*******.***"),
        ("ｗａｎｇ＠example.com", "****＠*******.***"),
        ("微信号：wang_12345", "微信号：****_*****"),
        ("QQ 123456", "** ******"),
        ("139\u200b0000\u200b5678", "***\u200b****\u200b****"),
        ("1\u20603\u20609\u206000005678", "*\u2060*\u2060*\u2060********"),
        ("一三八〇〇〇〇一二三四", "***********"),
        ("幺三八零零零零1234", "***********"),
        ("壹叁捌零零零零壹贰叁肆", "***********"),
        ("①③⑧⓪⓪⓪⓪①②③④", "***********"),
        ("电话：二八二〇〇〇〇", "电话：*******"),
        ("138|0000|1234", "***|****|****"),
        ("138。0000。1234", "***。****。****"),
        ("138:0000:1234", "***:****:****"),
        ("138−0000−1234", "***−****−****"),
        ("138〜0000〜1234", "***〜****〜****"),
        ("0315─2820000", "****─*******"),
        ("6222━0200━1122━3344", "****━****━****━****"),
        ("138OOOO1234", "***********"),
        ("138\u115f0000\u31641234", "***\u115f****\u3164****"),
        ("V信：abc12345", "*信：********"),
        ("vx:wang_12345", "**:****_*****"),
        ("wang#example.com", "****#*******.***"),
        ("wang＃example。com", "****＃*******。***"),
        ("wang【at】example.com", "****【**】*******.***"),
        ("wang艾特example点com", "****艾特*******点***"),
        ("wang at example dot com", "**** ** ******* *** ***"),
        ("138”0000“1234", "***”****“****"),
        ("138'0000”1234", "***'****”****"),
        ("138【0000」1234", "***【****」****"),
        ("138|0000/1234", "***|****/****"),
        ("13800“0012'34”", "*****“****'**”"),
        ("车牌贵A12345", "车牌贵A*****"),
        ("冀A·B1234，鄂A D12345", "冀A·*****，鄂A ******"),
        ("鄂ＡＤ１２３４５、鄂·A12345", "鄂Ａ******、鄂·A*****"),
        ("京a1234警", "京a****警"),
        ("苏A\u200b1B2C3", "苏A\u200b*****"),
        ("贵A一二三四五", "贵A*****"),
    ],
)
def test_numbers_are_known_however_they_are_written(text, expected):
    assert masked_numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024-2025年完成",
        "“十四五”（2021-2025）",
        "2021 2022 2023 2024",
        "2024-01-01至2024-12-31",
        "2024.1.15、2025.12.31",
        "GB/T 19001-2016",
        "HJ 636-2012",
        "补助300-5000元",
        "服务200-3000人次",
        "二〇二五年至二〇二六年",
        "一、二、三、四、五",
        "投入123456一次性完成",
        "第一二三四五期",
        "30%、60%、85%、100%",
        "冀财预〔2024〕123号",
        "3月底30.5 6月底60.5",
        "130%、1500、2000人",
        "共130。2024-2025年完成",
        "WX-2026型设备",
        "GOOD和OOOO",
        "1#0.5吨锅炉、2#5.5kW水泵",
        "3#楼A.B座",
        "川B2024年、黑K1234米、京A100",
        "贵A级景区12345平方米",
        "“十五”2024“十四五”2025",
    ],
)
def test_years_spans_and_the_numbers_of_standards_stay(text):
    assert masked_numbers(text) == text


@pytest.mark.parametrize(
    "leader", ["张某某（局长）", "张 某 某", "局长：张某某", "李某、张某某", "张某某13800001234"]
)
@pytest.mark.parametrize("spelling", ["张某某", "张 某某", "张\u200b某某", "张某\n某"])
def test_a_person_is_known_however_the_name_is_printed(leader, spelling):
    hidden = masked(
        a_content(projects=(a_project_content(leader=leader, purpose=f"由{spelling}办，局长审。"),))
    )
    assert re.fullmatch(r"由张[*\s]+办，局长审。", hidden.projects[0].purpose)


def test_a_number_of_a_field_is_hidden_wherever_the_text_repeats_it():
    project = a_project_content(phone="028 20000 99", purpose="另问028 20000 99。")
    assert masked(a_content(projects=(project,))).projects[0].purpose == "另问*** ***** **。"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "sign",
    [
        "1",
        "1-",
        "一",
        "张",
        "a.",
        "a@",
        "(1 ",
        "电话",
        "0-",
        "系：1",
        "\u200b1",
        " ",
        "a#",
        "a at ",
        "贵A",
        "“1",
        "1'",
    ],
)
def test_a_text_twice_as_long_takes_no_more_than_about_twice_the_time(sign):
    project = a_project_content(leader="张某")

    def masking(length):
        content = a_content(projects=(replace(project, purpose=sign * (length // len(sign))),))
        return one_step("masking", lambda: masked(content))

    assert grows_too_fast(masking, 8_000) == {}


def test_dates_stay_where_dates_stand_and_nowhere_else():
    assert masked_numbers("20260101至20261231", dated=True) == "20260101至20261231"
    assert masked_numbers("20260101") == "********"
    assert masked_numbers("13812345678", dated=True) == "***********"


@pytest.mark.parametrize(("name", "shown"), [("", ""), ("甲", "*"), ("张某", "张*"), ("欧阳某某", "欧***")])
def test_of_a_name_the_first_character_stays(name, shown):
    assert masked_name(name) == shown


def test_persons_are_masked_in_their_fields_and_wherever_a_text_names_them():
    project = a_project_content(leader="张某某", phone="2820000转8", purpose="由张某某负责，王五监督。")
    cover = CoverContent(filled_by="王五", phone="13812345678", prepared_by="某市科协（0315-2820000）")
    hidden = masked(a_content(projects=(project,), cover=cover))
    assert (hidden.projects[0].leader, hidden.projects[0].phone) == ("张**", "*" * 9)
    assert hidden.projects[0].purpose == "由张**负责，王*监督。"
    assert (hidden.cover.filled_by, hidden.cover.phone) == ("王*", "*" * 11)
    assert hidden.cover.prepared_by == "某市科协（****-*******）"


def test_codes_money_and_kinds_stay_as_they_are():
    content = a_content(projects=(a_project_content(code="13082123000000000123", unit_code="4050010001"),))
    assert masked(content) == content
