"""E16, E11, C3, C7 and C19 on cases that no sample and no issue holds: goals held against indicators, money against money."""

import pytest

from tests.performance.review.planting import added, both, goal, indicator, project
from tests.performance.review.sound_departments import GUIZHOU
from tests.performance.review.sound_hebei import HEBEI, row
from tests.performance.review.test_unseen_cases import FAMILIES, asked


@pytest.mark.parametrize(
    ("goal", "spoken"),
    [
        ("到校巡讲，举办科普巡讲20场。", True),
        ("全年科普巡讲达到15场次。", True),
        ("举办科普巡讲12场。", False),
        ("举办科普巡讲10场。", False),
        ("每个县举办科普巡讲20场。", False),
        ("三年累计举办科普巡讲20场。", False),
        ("举办科普巡讲20场，其中进村科普巡讲12场。", False),
    ],
)
def test_an_indicator_reaches_its_goal(goal, spoken):
    assert bool(asked("E16", project(goals=(goal,))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("name", "value", "goal", "spoken"),
    [
        ("改造管网长度", "≥24公里", "改造老旧管网42公里。", True),
        ("接入成员单位", "20家", "接入县域医共体成员单位22家。", True),
        ("隐患整改完成率", "≥98%", "隐患整改率达到100%。", True),
        ("管网漏损率", "≤12%", "管网漏损率降低到9%。", True),
        ("管网漏损率", "≤8%", "管网漏损率降低到9%。", False),
        ("改造管网长度", "≥42公里", "改造老旧管网42公里。", False),
        ("改造管网长度", "≥42000米", "改造老旧管网42公里。", False),
        ("培育地理标志", "2—3个", "培育地理标志产品3个。", False),
        ("植树造林面积", "≥2万亩", "2026年植树造林3万亩。", True),
        ("植树造林面积", "≥2万亩", "2025年植树造林3万亩。", False),
        ("植树造林面积", "≥2万亩", "到2028年，植树造林6万亩。", False),
        ("植树造林面积", "≥2万亩", "三年内，植树造林6万亩。", False),
        ("植树造林面积", "≥2万亩", "省下达植树造林3万亩任务。", False),
        ("农家书屋数量", "≥150个", "我县现有农家书屋200个，做好维护。", False),
        ("救助困难群众", "≥150人", "救助困难群众200人左右。", False),
        ("救助困难群众", "≥150人", "救助困难群众不超过200人。", False),
        ("救助困难群众", "≥150人", "履约救助困难群众200人。", True),
        ("出动巡逻车辆", "≥5辆次/月", "出动巡逻车辆60辆次。", False),
        ("每月出动巡逻车辆", "≥5辆次", "出动巡逻车辆60辆次。", False),
        ("采购图书种类", "≥500种", "采购图书2000册。", False),
        ("管网漏损率", "≤9%", "管网漏损率降低3%。", False),
        ("新增养老服务床位", "≥100张", "养老服务床位达到500张。", False),
        ("科普巡讲（春季）", "8场", "开展乡村科普巡讲20场。", False),
        ("线路抢修恢复时间", "≤48小时", "线路抢修24小时内恢复。", True),
        ("线路抢修恢复时间", "≤24小时", "线路抢修24小时内恢复。", False),
        ("线路抢修恢复时间", "≤12小时", "线路抢修24小时内恢复。", False),
        ("险情到场时间", "≤3小时", "水上险情1小时内到场。", True),
        ("超大班额比例", "≤5%", "超大班额比例降到0.5%以内。", True),
        ("超大班额比例", "≤0.5%", "超大班额比例降到0.5%以内。", False),
        ("新招聘特岗教师", "≥80人", "新招聘特岗教师120名，三年服务期满留任率90%。", True),
        ("新招聘特岗教师", "≥80人", "三年内新招聘特岗教师120名。", False),
        ("排查隐患条数", "≥140条", "排查整治隐患240条。", True),
        ("展览面积", "≥24万平方米", "展览面积达到42万平方米。", True),
        ("新建工作站个数", "≥12个", "新建未成年人保护工作站20个。", True),
    ],
)
def test_another_indicator_reaches_its_goal(name, value, goal, spoken):
    another = added(row(*FAMILIES["数"], name, value, "按台账统计", "计划"))
    assert bool(asked("E16", both(another, project(goals=(goal,)))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("costs", "spoken"),
    [
        ((("讲师课酬", "≤15万元"), ("交通费用", "≤10万元")), True),
        ((("讲师课酬", "≤15万元"), ("交通费用", "≤8.9万元")), False),
        ((("讲师课酬", "≤15万元"), ("其中外聘讲师课酬", "≤10万元")), False),
        ((("讲师课酬标准", "≤15万元"), ("交通费用", "≤10万元")), False),
        ((("项目总成本", "≤24万元"), ("交通费用", "≤10万元")), False),
        ((("财政投入", "≤20万元"), ("交通费用", "≤10万元")), False),
        ((("政府采购金额", "≤15万元"), ("设备费", "≤15万元")), False),
        ((("成本控制数", "≤23.9万元"), ("交通费用", "≤10万元")), False),
        ((("上半年支出", "≤12万元"), ("讲师课酬", "≤14万元")), False),
        ((("设备采购费", "≤15万元"), ("交通费用", "≤10万元")), True),
    ],
)
def test_costs_together(costs, spoken):
    rows = [added(row(*FAMILIES["成"], name, value, "按合同统计", "合同")) for name, value in costs]
    content = both(indicator(3, name="宣传册费用", value="≤0.01万元"), *rows)(HEBEI)
    assert bool(asked("C3", content)) is spoken


@pytest.mark.parametrize(
    ("level2", "value", "spoken"),
    [
        ("社会成本指标", "≤10万元", False),
        ("生态环境成本指标", "≤30万元", False),
        ("经济成本指标", "≤10万元", True),
        ("经济成本指标", "≤30万元", True),
    ],
)
def test_what_others_bear_is_no_cost_of_the_project(level2, value, spoken):
    rows = [("成本指标", "讲师课酬", "≤15万元"), (level2, "群众误工损失", value)]
    costs = [added(row("成本指标", level, name, cost, "按合同统计", "合同")) for level, name, cost in rows]
    assert bool(asked("C3", both(*costs)(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("goal", "value", "spoken"),
    [
        ("宫颈癌筛查120人、乳腺癌筛查120人。", "≥100人", True),
        ("宫颈癌筛查120人、乳腺癌筛查100人。", "≥100人", False),
        ("宫颈癌筛查100人、乳腺癌筛查120人。", "≥120人", False),
    ],
)
def test_a_number_that_another_indicator_carries_excuses_none(goal, value, spoken):
    first = added(row(*FAMILIES["数"], "宫颈癌筛查人数", "≥120人", "按台账统计", "计划"))
    second = added(row(*FAMILIES["数"], "乳腺癌筛查人数", value, "按台账统计", "计划"))
    assert bool(asked("E16", both(first, second, project(goals=(goal,)))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("goal", "name", "value", "spoken"),
    [
        ("培训村干部200人次。", "培训合格率", "≥95%", True),
        ("培训负责人、安全员200人次。", "培训考核合格率", "≥95%", True),
        ("培训村干部200人次。", "培训人次", "≥200人次", False),
        ("培训村干部100人次。", "培训合格率", "＝100%", True),
        ("培训村干部200人次。", "培训期数", "≥4期", False),
        ("新建库房200平方米。", "库房验收合格率", "≥95%", False),
        ("走访农户200户次。", "培训合格率", "≥95%", False),
        ("培训足球教师60人次。", "教师培训合格率", "≥95%", True),
        ("慰问乡村教师60人次。", "教师培训合格率", "≥95%", False),
        ("上年培训村干部200人次。", "培训合格率", "≥95%", False),
        ("2025年培训村干部200人次。", "培训合格率", "≥95%", False),
        ("每期培训50人。", "培训合格率", "≥95%", False),
    ],
)
def test_a_rate_alone_does_not_say_how_much(goal, name, value, spoken):
    one = added(row(*FAMILIES["质"], name, value, "按台账统计", "计划"))
    assert bool(asked("E11", both(one, project(goals=(goal,)))(HEBEI))) is spoken
    assert bool(asked("E11", both(one, project(purpose=goal))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("name", "spoken"), [("参训人数", False), ("村干部人数", False), ("慰问老党员人数", True)]
)
def test_a_number_of_the_same_people_is_no_rate_alone(name, spoken):
    counted = added(row(*FAMILIES["数"], name, "≥180人", "按台账统计", "计划"))
    rate = added(row(*FAMILIES["质"], "培训合格率", "≥95%", "按台账统计", "计划"))
    content = both(counted, rate, project(goals=("培训村干部200人次。",)))(HEBEI)
    assert bool(asked("E11", content)) is spoken


@pytest.mark.parametrize(
    ("goal", "spoken"),
    [
        ("全年投入24元。", True),
        ("安排资金24元用于讲座。", True),
        ("共24元。", True),
        ("向市民发放24元消费券。", False),
        ("门票24元。", False),
        ("挂号费降为24元。", False),
        ("对符合条件的给予24元奖励。", False),
        ("印制讲义，工本费24元。", False),
        ("参保缴费24元。", False),
        ("按24元发放。", False),
        ("撬动社会资金240000万元。", False),
        ("项目完成后增收240000万元。", False),
        ("全年投入24亿元。", False),
        ("全年投入240,000元。", False),
        ("每人补助24元。", False),
        ("补助标准24元。", False),
        ("服务1万人，投入24元。", False),
        ("每场巡讲20000万元。", True),
        ("每场巡讲20000元。", False),
        ("每场午餐20000万元。", False),
    ],
)
def test_yuan_and_ten_thousand_yuan(goal, spoken):
    cost = indicator(3, name="每场巡讲成本", value="≤2万元")
    assert bool(asked("C19", both(cost, project(goals=(goal,)))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("count", "cost", "spoken"),
    [
        ("≥12场", "≤20000万元/场", True),
        ("≥12场", "≤20000万元", True),
        ("≥12场", "≤20000元/场", False),
        ("≥12场", "≤3万元/场", False),
        ("≥1200000场", "≤20000元", False),
    ],
)
def test_yuan_are_taken_for_ten_thousands_only_where_ten_thousands_are_written(count, cost, spoken):
    content = both(indicator(0, value=count), indicator(3, value=cost))(HEBEI)
    assert bool(asked("C4", content)) is spoken


@pytest.mark.parametrize(
    ("goal", "spoken"),
    [
        ("建设巡讲车库，项目总投资20万元。", True),
        ("建设巡讲车库，项目总投资24万元。", False),
        ("建设巡讲车库，项目总投资90万元。", False),
        ("建设车库，带动农户增收，项目总投资20万元。", True),
        ("带动社会总投资20万元。", False),
        ("带动项目总投资20万元。", False),
        ("签约项目总投资20万元。", False),
        ("单个项目，预计总投资20万元。", False),
        ("去年项目总投资20万元。", False),
    ],
)
def test_the_whole_is_not_less_than_the_year(goal, spoken):
    assert bool(asked("C7", project(goals=(goal,))(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("name", "value", "spoken"),
    [
        ("招商活动经费", "≤16万元", True),
        ("招商引资额", "≥16万元", False),
        ("住房公积金归集额", "≥16万元", False),
        ("归集业务经费", "≤16万元", True),
        ("执行到位金额", "≥2.6亿元", False),
        ("执行到位金额", "≥16万元", True),
        ("采集样品", "≥300万元", True),
    ],
)
def test_money_that_is_worked_with_is_told_from_money_that_is_spent(name, value, spoken):
    another = added(row(*FAMILIES["数"], name, value, "按台账统计", "计划"))
    assert bool(asked("D2", another(HEBEI))) is spoken


@pytest.mark.parametrize(("number", "spoken"), [(12, True), (8, False), (6, False)])
def test_the_goal_of_a_department_is_reached_too(number, spoken):
    said = goal(0, text=f"青少年科技活动达到{number}次，受益3000人。")
    assert bool(asked("E16", said(GUIZHOU))) is spoken
