from decimal import Decimal

import pytest

from indicators.kinds import Direction, ValueKind
from indicators.units import COUNT_UNITS, MEASURE_UNITS, MONEY_UNITS, is_count_unit, is_money_unit
from indicators.values import GRADES, TargetValue, parse_value

# Values as departments print them: comparator, number and unit that a reader would name.
NUMBERS = [
    ("≥7次", "≥", "7", "次"),
    ("85%（含）以上", "≥", "85", "%"),
    ("≤1.1人/万车", "≤", "1.1", "人/万车"),
    ("80元/畜位", "", "80", "元/畜位"),
    ("4期", "", "4", "期"),
    ("1人", "", "1", "人"),
    ("≥250人次", "≥", "250", "人次"),
    ("≥20000人次", "≥", "20000", "人次"),
    ("≥252天", "≥", "252", "天"),
    ("50场", "", "50", "场"),
    ("2场次", "", "2", "场次"),
    ("≥5篇", "≥", "5", "篇"),
    ("600篇（条）", "", "600", "篇（条）"),
    ("600篇(条)", "", "600", "篇（条）"),
    ("1", "", "1", ""),
    ("4.86", "", "4.86", ""),
    ("≥100", "≥", "100", ""),
    ("≤0.91", "≤", "0.91", ""),
    ("≤0", "≤", "0", ""),
    ("10万元", "", "10", "万元"),
    ("≤52.1万元", "≤", "52.1", "万元"),
    ("≤0.61万元", "≤", "0.61", "万元"),
    ("≤345万元", "≤", "345", "万元"),
    ("3.1万元/场", "", "3.1", "万元/场"),
    ("≤3.1万", "≤", "3.1", "万"),
    ("≤20万", "≤", "20", "万"),
    ("≥15万人次", "≥", "150000", "人次"),
    ("≥2万人", "≥", "20000", "人"),
    ("5亿元", "", "5", "亿元"),
    ("4,860.5", "", "4860.5", ""),
    ("１，０００元", "", "1000", "元"),
    ("≥ 1 2", "≥", "1", ""),
    ("不少于300天", "≥", "300", "天"),
    ("不低于4次", "≥", "4", "次"),
    ("至少2个", "≥", "2", "个"),
    ("达50人以上", "≥", "50", "人"),
    ("3个及以上", "≥", "3", "个"),
    ("不超过20万元", "≤", "20", "万元"),
    ("不高于5分", "≤", "5", "分"),
    ("不多于3人", "≤", "3", "人"),
    ("控制在20万元以内", "≤", "20", "万元"),
    ("10天以下", "≤", "10", "天"),
    ("大于5项", ">", "5", "项"),
    ("超过5亿元", ">", "5", "亿元"),
    ("小于5%", "<", "5", "%"),
    ("等于5次", "=", "5", "次"),
    ("=5次", "=", "5", "次"),
    ("＝5次", "=", "5", "次"),
    ("＜5次", "<", "5", "次"),
    (">=5次", "≥", "5", "次"),
    ("≧5次", "≥", "5", "次"),
    ("＜＝5次", "≤", "5", "次"),
    ("大于等于5次", "≥", "5", "次"),
    ("≤10年", "≤", "10", "年"),
    ("≤12月", "≤", "12", "月"),
    ("≤2024.12", "≤", "2024.12", ""),
    ("0%", "", "0", "%"),
    ("98.9%", "", "98.9", "%"),
    ("100%", "", "100", "%"),
    ("≥90%", "≥", "90", "%"),
    ("＞＝５０％", "≥", "50", "%"),
    ("达90%以上", "≥", "90", "%"),
    ("≥-5%", "≥", "-5", "%"),
]


@pytest.mark.parametrize(("raw", "comparator", "number", "unit"), NUMBERS)
def test_a_number_is_read_as_a_person_would(raw, comparator, number, unit):
    value = parse_value(raw)
    assert (value.comparator, value.number, value.unit) == (comparator, Decimal(number), unit)
    assert value.kind == (ValueKind.PERCENT if unit == "%" else ValueKind.NUMBER)
    assert value.is_percent == (unit == "%")
    assert value.upper is None
    assert not value.approximate


@pytest.mark.parametrize(
    ("raw", "number", "rest"),
    [
        ("≥50建设1家50人参与的科技工作者之家", "50", "建设1家50人参与的科技工作者之家"),
        ("≥100完成2020年基层科普行动计划任务", "100", "完成2020年基层科普行动计划任务"),
        ("≥1002020年定州市全国科普日完成率", "100", "2020年定州市全国科普日完成率"),
        ("≥100基层科普行动计划完成率", "100", "基层科普行动计划完成率"),
        ("≥4.9完成采暖改造任务", "4.9", "完成采暖改造任务"),
        ("4.9正常供暖", "4.9", "正常供暖"),
        ("≥100科协满意度100%", "100", "科协满意度100%"),
        ("≥100科技工作者100人", "100", "科技工作者100人"),
        ("≥5000谋划5000万项目1个", "5000", "谋划5000万项目1个"),
        ("≥100项目完成率", "100", "项目完成率"),
        ("≥100人民群众满意", "100", "人民群众满意"),
        ("≥98参与群众的满意度", "98", "参与群众的满意度"),
    ],
)
def test_text_glued_to_a_number_is_not_its_unit(raw, number, rest):
    value = parse_value(raw)
    assert (value.kind, value.number, value.unit, value.rest) == (ValueKind.NUMBER, Decimal(number), "", rest)


def test_text_behind_a_unit_is_kept_apart_from_it():
    value = parse_value("≥3个专家团队")
    assert (value.number, value.unit, value.rest) == (Decimal(3), "个", "专家团队")


@pytest.mark.parametrize(
    ("raw", "comparator", "number", "upper", "unit"),
    [
        ("1-2个", "", 1, 2, "个"),
        ("1—2个", "", 1, 2, "个"),
        ("2～5件", "", 2, 5, "件"),
        ("1至2次", "", 1, 2, "次"),
        ("1-2次以上", "≥", 1, 2, "次"),
        ("5%-10%", "", 5, 10, "%"),
        ("10万元-20万元", "", 10, 20, "万元"),
        ("10万-20万元", "", 10, 20, "万元"),
        ("1-2万人", "", 10000, 20000, "人"),
        ("1万-2万人", "", 10000, 20000, "人"),
        ("5000-1万人", "", 5000, 10000, "人"),
        ("5000人-1万人", "", 5000, 10000, "人"),
    ],
)
def test_a_range_has_two_ends_in_one_unit(raw, comparator, number, upper, unit):
    value = parse_value(raw)
    assert value.kind == ValueKind.RANGE
    assert (value.comparator, value.number, value.upper, value.unit) == (comparator, number, upper, unit)


@pytest.mark.parametrize(
    ("raw", "number", "unit"),
    [
        ("5.6 多万份", "56000", "份"),
        ("10 万余人次", "100000", "人次"),
        ("1000余人", "1000", "人"),
        ("约200人", "200", "人"),
        ("200人左右", "200", "人"),
        ("力争95%", "95", "%"),
        ("力争达到95%以上", "95", "%"),
    ],
)
def test_an_approximate_number_says_that_it_is(raw, number, unit):
    value = parse_value(raw)
    assert (value.number, value.unit, value.approximate) == (Decimal(number), unit, True)


@pytest.mark.parametrize(
    ("raw", "scale", "printed"),
    [
        ("≥15万人次", 10_000, "15"),
        ("5.6 多万份", 10_000, "5.6"),
        ("≤52.1万元", 1, "52.1"),
        ("≤3.1万", 1, "3.1"),
    ],
)
def test_the_scale_leads_back_to_the_printed_number(raw, scale, printed):
    value = parse_value(raw)
    assert value.scale == scale
    assert value.number / value.scale == Decimal(printed)


@pytest.mark.parametrize(
    "raw", ["健全", "科学", "合理", "规范", "合规", "明显", "\n基本相符\n", "基本 相符", "达成", "未达成"]
)
def test_a_graded_word_is_a_grade(raw):
    value = parse_value(raw)
    assert (value.kind, value.grade) == (ValueKind.GRADE, "".join(raw.split()))


@pytest.mark.parametrize(
    "raw",
    [
        "未建设",
        "列入发展规划",
        "满足发展需求",
        "持续提升",
        "定期开展技术交流",
        "提升公民科学素质，达到年度增长目标",
        "推进科技经济融合，促进科技成果转化",
        "2020年全国科普日参与人数达2000人",
        "1.完成2项；2.完成3项",
        "20-10个",
        "10个-20次",
        "10 20",
        "≥**%",
        "≥",
        "1" * 20,
    ],
)
def test_what_has_no_shape_is_a_phrase_and_no_number(raw):
    assert parse_value(raw) == TargetValue(raw, ValueKind.PHRASE)


@pytest.mark.parametrize("raw", ["", " \n\u3000", "-", "—", "——", "/"])
def test_a_blank_or_a_dash_is_empty(raw):
    assert parse_value(raw) == TargetValue(raw, ValueKind.EMPTY)


@pytest.mark.parametrize(
    ("raw", "direction"),
    [
        ("≥7次", Direction.HIGHER),
        (">7次", Direction.HIGHER),
        ("1-2次以上", Direction.HIGHER),
        ("≤3.1万", Direction.LOWER),
        ("<5%", Direction.LOWER),
        ("健全", Direction.QUALITATIVE),
        ("持续提升", Direction.QUALITATIVE),
        ("=100%", None),
        ("100%", None),
        ("≤2026.12.31", None),
        ("", None),
    ],
)
def test_direction_follows_from_the_value(raw, direction):
    assert parse_value(raw).direction is direction


@pytest.mark.parametrize(
    ("unit", "money", "count"),
    [
        ("万元", True, False),
        ("元/人", True, False),
        ("万", False, False),
        ("", False, False),
        ("%", False, False),
        ("天", False, False),
        ("人次", False, True),
        ("篇（条）", False, True),
        ("场/次", False, True),
    ],
)
def test_units_say_what_they_measure(unit, money, count):
    assert (is_money_unit(unit), is_count_unit(unit)) == (money, count)


def test_no_unit_stands_in_two_tables():
    units = MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS
    assert len(units) == len(set(units))


@pytest.mark.parametrize("grade", GRADES)
def test_every_declared_grade_is_read(grade):
    assert parse_value(f" {grade}。").grade == grade


# Characters that values are made of: far more likely than free text to reach the depths of the reading.
