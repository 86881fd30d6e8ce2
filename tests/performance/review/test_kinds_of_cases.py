"""What each rule is to find and what it is to leave alone, kind by kind: words of many fields, none of a sample."""

from decimal import Decimal

import pytest

from performance.content.kinds import FundSource
from performance.content.model import FundLine
from performance.review import Severity, review
from performance.review.rules.leftovers import brackets_close
from tests.performance.review.planting import both, goal, indicator, project, section
from tests.performance.review.sound_departments import HUBEI
from tests.performance.review.sound_hebei import HEBEI, row

OUTPUT, OUTCOME = "产出指标", "效益指标"


def of_row(code, level1, level2, name, value, description="按台账统计", year=2026):
    """The findings of a rule on one indicator that stands in a sound table."""
    table = project(
        indicators=(*HEBEI.projects[0].indicators, row(level1, level2, name, value, description, "计划"))
    )
    content = table(HEBEI)
    return [f for f in review(content) if code in f.codes and f.place.row == 6]


SILENT_ROWS = [
    ("A7", OUTPUT, "数量指标", "印制材料（A4）", "≥200份"),
    ("A7", OUTPUT, "质量指标", "考核得分（满分100）", "≥90分"),
    ("A7", OUTPUT, "数量指标", "养护里程（K1+200至K3+850）", "≥2.65公里"),
    ("A7", OUTPUT, "质量指标", "质量管理体系认证（GB/T 19001）", "达标"),
    ("A7", OUTCOME, "社会效益指标", "规划覆盖人口（2024—2026）", "≥3万人"),
    ("A7", OUTPUT, "数量指标", "1）培训2）观摩的场次", "≥4场"),
    ("A6", OUTPUT, "数量指标", "讲座、展览……等活动场次", "≥4场"),
    ("B1", OUTCOME, "社会效益指标", "居民健康指数", "≥85"),
    ("B1", OUTPUT, "质量指标", "建设用地容积率", "≤1.8"),
    ("B2", OUTPUT, "质量指标", "管道验收合格率", "=100.00(%)"),
    ("B2", OUTPUT, "质量指标", "管道一次验收合格率", "≥90.00(%)"),
    ("B2", OUTPUT, "质量指标", "路面平整度达标率", "》90%"),
    ("B2", OUTCOME, "生态效益指标", "细颗粒物年均浓度", "≤35微克/立方米"),
    ("B2", OUTPUT, "数量指标", "造林面积", "≥12平方公里"),
    ("B2", OUTPUT, "数量指标", "港口吞吐量", "≥120万标准箱"),
    ("B2", OUTPUT, "数量指标", "生均公用经费", "≥800元/生·年"),
    ("B2", OUTCOME, "社会效益指标", "孕产妇死亡率", "≤12/10万"),
    ("B2", OUTCOME, "生态效益指标", "单位产值能耗", "≤0.42吨标准煤/万元"),
    ("B2", OUTPUT, "质量指标", "夜间噪声", "≤50dB(A)"),
    ("B2", OUTPUT, "数量指标", "新增储能装机", "≥20万千瓦"),
    ("B4", OUTPUT, "数量指标", "公园个数", "≥3处"),
    ("B4", OUTPUT, "数量指标", "门诊次数", "≥3000人次"),
    ("B5", OUTCOME, "社会效益指标", "安全事故发生率", "0"),
    ("B5", OUTCOME, "社会效益指标", "孕产妇死亡率", "≤12/10万"),
    ("B7", OUTPUT, "质量指标", "档案管理规范性", "规范"),
    ("B8", OUTPUT, "质量指标", "药品抽检合格率", "100%"),
    ("B8", OUTPUT, "质量指标", "重大差错", "0次"),
    ("B9", OUTPUT, "质量指标", "出厂水pH", "6.5-8.5"),
    ("B16", OUTPUT, "数量指标", "交通流量、车流量监测点数", "≥2个"),
    ("B16", OUTPUT, "质量指标", "工程质量、施工质量", "合格"),
    ("B9", OUTPUT, "质量指标", "供暖室内温度", "18-22℃"),
    ("D1", OUTCOME, "生态效益指标", "PM2.5年均浓度", "≤35微克/立方米"),
    ("D1", OUTCOME, "社会效益指标", "急救平均响应时间", "≤12分钟"),
    ("D1", OUTPUT, "成本指标", "集中采购节约资金", "≥3万元"),
    ("D2", OUTPUT, "数量指标", "招商引资到位资金", "≥5000万元"),
    ("D3", OUTPUT, "质量指标", "病历书写差错", "≤2次"),
    ("D3", OUTPUT, "质量指标", "有效投诉", "≤3件"),
    ("D4", OUTCOME, "生态效益指标", "空气质量优良天数", "≥310天"),
    ("D4", OUTCOME, "社会效益指标", "重大停水事故", "≤1次"),
    ("D5", OUTPUT, "时效指标", "补贴按时发放率", "＝100%"),
    ("D5", OUTPUT, "数量指标", "粮食产量增长率", "≥2%"),
    ("D6", OUTPUT, "质量指标", "预算执行率", "≥95%"),
    ("D6", OUTPUT, "时效指标", "桥梁通车时间", "2026年9月30日"),
    ("F5", OUTPUT, "成本指标", "平均每户改造成本", "≤1.2万元", "改造支出总额除以改造户数"),
    ("F5", OUTPUT, "数量指标", "平均每校配备教师数量", "≥2人", "配备教师总数÷学校数"),
    ("F4", OUTPUT, "数量指标", "培训次数", "≥4次", "培训次数"),
    ("F4", "满意度指标", "服务对象满意度指标", "参观人员满意度", "≥90%", "参观人员满意度"),
]


@pytest.mark.parametrize("case", SILENT_ROWS, ids=[f"{case[0]}-{case[3]}{case[4]}" for case in SILENT_ROWS])
def test_a_rule_is_silent_about_a_sound_indicator(case):
    assert [str(finding) for finding in of_row(*case)] == []


SPEAKING_ROWS = [
    ("A7", OUTPUT, "数量指标", "设备使用年限（年", "≥5年"),
    ("B1", OUTPUT, "质量指标", "供水保障能力", "≥95"),
    ("B2", OUTPUT, "数量指标", "造林面积", "≥200亩并完成抚育任务"),
    ("B4", OUTPUT, "数量指标", "巡查次数", "≥12份"),
    ("B5", OUTPUT, "质量指标", "药品抽检合格率", "≥98"),
    ("B8", OUTPUT, "质量指标", "药品抽检合格率", "98%"),
    ("B13", OUTPUT, "质量指标", "药品抽检合格率", "≥98百分比"),
    ("B13", OUTPUT, "质量指标", "药品抽检合格率", "≥98%（%）"),
    ("D1", OUTCOME, "社会效益指标", "新增就业人数", "≤300人"),
    ("D2", OUTPUT, "数量指标", "道路养护经费", "≥30万元"),
    ("D3", OUTPUT, "质量指标", "建成示范病房", "≥3间"),
    ("D4", OUTCOME, "社会效益指标", "组织义诊", "≥12场"),
    ("D5", OUTPUT, "数量指标", "危房改造覆盖面", "≥95%"),
    ("D5", OUTPUT, "时效指标", "管网改造完成率", "≥95%"),
    ("D11", OUTPUT, "质量指标", "持证上岗人员占比", "≥60人"),
    ("F4", OUTPUT, "质量指标", "绿化成活率", "≥90%", "绿化成活率"),
    ("F4", OUTCOME, "经济效益指标", "节水增效", "≥80", "节水增效"),
    ("F5", OUTPUT, "数量指标", "平均每个社区文体活动数量", "≥6个", "开展文体活动的个数"),
    ("F13", OUTPUT, "数量指标", "各地市示范点建设数量", "≥6个"),
    ("B16", OUTPUT, "数量指标", "发放图书数量；发放教具数量", "≥600件"),
]


@pytest.mark.parametrize(
    "case", SPEAKING_ROWS, ids=[f"{case[0]}-{case[3]}{case[4]}" for case in SPEAKING_ROWS]
)
def test_a_rule_speaks_of_a_faulty_indicator(case):
    assert of_row(*case)


@pytest.mark.parametrize(
    "text",
    [
        "在2024年基础上新增2个服务点。",
        "比2025年预算增加5%。",
        "较2025年减少投诉20件。",
        "与2024年相比提高2个百分点。",
        "自2023年起连续3年开展巡讲12场。",
        "落实《2025年提升方案》，巡讲12场。",
        "2024—2026年规划期内巡讲12场。",
        "使用2025年结转资金巡讲12场。",
    ],
)
def test_a_year_that_is_only_compared_with_is_no_fault(text):
    assert [str(f) for f in review(project(goals=(text,))(HEBEI)) if "F8" in f.codes] == []


@pytest.mark.parametrize("text", ["2025年开展巡讲12场。", "完成2024年度巡讲任务12场。"])
def test_a_year_before_the_budget_year_is_a_fault(text):
    assert [f.code for f in review(project(goals=(text,))(HEBEI)) if "F8" in f.codes] == ["F8"]


@pytest.mark.parametrize(
    "text",
    [
        "签约12万平方米厂房。",
        "节约3万元。",
        "预约400人次。",
        "为12万人提供饮水保障。",
    ],
)
def test_a_word_that_ends_in_about_is_no_approximation(text):
    assert [str(f) for f in review(section(0, text=text)(HEBEI)) if "B9" in f.codes] == []


def test_a_promise_may_be_kept_by_more_than_it_asks_for():
    promised = section(
        1, title="青少年科普巡讲", indicator_text="讲义审核合格率达到90%以上，科普巡讲不少于10场。"
    )
    assert [str(f) for f in review(promised(HEBEI)) if f.code in ("E3", "E7")] == []


def test_the_name_of_the_owner_joins_no_goal_to_a_project():
    """“示范市科” stands in both, and says nothing about what is meant."""
    content = both(
        project(name="示范市科协工作经费"),
        section(1, title="示范市科协引才", text="", indicator_text="讲义审核合格率100%。"),
        indicator(1, value="≥90%"),
    )(HEBEI)
    assert [str(f) for f in review(content) if f.code == "E3"] == []


@pytest.mark.parametrize(
    ("code", "purpose_or_text", "expected"),
    [
        ("C7", "青少年科普巡讲2026年安排经费240,000元。", []),
        ("C7", "青少年科普巡讲本年安排24万元，累计已投入180万元。", []),
        ("C7", "青少年科普巡讲2025年安排30万元。", []),
        ("C7", "青少年科普巡讲总投资60万元，本年安排20万元，其余为结转资金。", []),
        ("C7", "青少年科普巡讲50万元。", [Severity.HINT]),
        ("C7", "青少年科普巡讲本年安排22,614.51万元。", [Severity.WARNING]),
    ],
)
def test_a_sum_of_the_prose_is_told_by_its_project_and_its_year(code, purpose_or_text, expected):
    findings = review(section(1, text=purpose_or_text)(HEBEI))
    assert [f.severity for f in findings if f.code == code] == expected


def test_differences_of_two_projects_that_cancel_out_are_both_told():
    text = "青少年科普巡讲本年安排30万元。\n场馆展品更新本年安排30万元。"
    findings = [f for f in review(section(1, text=text)(HEBEI)) if f.code == "C7"]
    assert [f.place.section for f in findings] == ["分项绩效目标“（一）送讲座进校园”"]
    assert "24.00" in findings[0].evidence  # the other is the money of its fiscal funds


def test_other_words_of_one_goal_are_no_contradiction():
    summary = "目标1：积极办好50场主题科普活动。\n目标2：展厅全年开放300天。"
    assert [f.severity for f in review(goal(1, summary=summary)(HUBEI)) if f.code == "E4"] == [Severity.HINT]


@pytest.mark.parametrize(
    "text",
    [
        "（一）开展培训",
        "1）培训2）观摩",
        "》90%",
        "《预算法》（2018修正）",
        "a）检查",
        "“双减”（含课后服务）",
    ],
)
def test_brackets_close(text):
    assert brackets_close(text)


@pytest.mark.parametrize("text", ["持续使用（年", "《预算法", "“双减", "供水）能力", "】"])
def test_brackets_that_do_not_close(text):
    assert not brackets_close(text)


@pytest.mark.parametrize(
    "amounts",
    [
        {"total": 60, "fiscal": 50, "other": 10},
        {"total": 60, "current_fiscal": 30, "carried_over": 20, "other": 10},
        {"total": 60, "fiscal": 50, "current_fiscal": 30, "carried_over": 20, "other": 10},
        {"total": 60, "fiscal": 40, "carried_over": 10, "other": 10},
        {"total": 60},
    ],
)
def test_sources_may_be_printed_within_or_beside_one_another(amounts):
    funds = tuple(
        FundLine(FundSource(source), label=source, amount=Decimal(amount))
        for source, amount in amounts.items()
    )
    assert [str(f) for f in review(project(funds=funds)(HEBEI)) if f.code == "C11"] == []


def test_a_total_over_several_years_may_be_more_than_that_of_the_year():
    assert [str(f) for f in review(project(total_budget=Decimal(300))(HUBEI)) if f.code == "C10"] == []
