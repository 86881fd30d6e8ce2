"""Cases that no sample and no issue holds: for each kind of fault some that must be spoken of, and some that must not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from performance.content.kinds import FundSource
from performance.content.model import FundLine, TaskContent
from performance.review import review
from tests.performance.review.planting import added, both, goal_row, indicator, project, section
from tests.performance.review.sound_departments import HUBEI
from tests.performance.review.sound_hebei import HEBEI, row

FAMILIES = {
    "数": ("产出指标", "数量指标"),
    "质": ("产出指标", "质量指标"),
    "时": ("产出指标", "时效指标"),
    "成": ("产出指标", "成本指标"),
    "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"),
    "持": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}
# rule: those it must speak of, those it must leave alone; family, name, value, and a description if it matters
ROWS = {
    "A7": (
        ["数|学生营养包发放（份|≥900份", "质|道路标线施划合格率】|≥95%", "数|培训村（居)民小组长（含副组长|≥80人"],
        ["数|打印A3图纸（含彩色）|≥60张", "数|改造线路（10kV及以下）|≥6公里", "质|评审得分（百分制）|≥85分"],
    ),
    "B2": (
        ["数|改厕户数|≥300户并通过县级验收", "数|清淤沟渠|≥18公里长的支渠清淤", "数|采购校服|≥2200套发放给学生", "数|举办农技班|3期、160人", "数|配备药箱|2个站、6个点"],
        ["生|臭氧浓度|≤160μg/m³", "数|供热面积|≥120万平方米", "质|水质达标率|＞＝95%", "数|免疫家禽|≥310万羽（只、头）", "质|生师比|≤18:1", "时|两季拨款|5月底、11月底前", "社|万车死亡人数|≤1.1人/万车", "质|知晓率|85%（含）以上", "数|租用专线|2条（千兆）", "数|推送警示短信|≥800条次", "时|教材审定|=8月底前(无)"],
    ),
    "B3": (
        ["数|图书流通|≥6万", "社|惠及群众|≥2.5万", "数|发放宣传品|≥1万"],
        ["数|图书流通册次|≥6万册次", "社|惠及群众人数|≥2.5万人", "数|发放宣传品数量|≥1万份"],
    ),
    "B5": (
        ["质|设备完好率|≥96", "质|病床使用比例|≥80", "社|居民知晓率|≥130%", "质|污水处理率|≥500立方米", "社|道路畅通率|≥30公里", "质|治疗总有效率|≥92", "质|移植成功率|≥75"],
        ["社|粮食产量增长率|≥3%", "数|专线速率|≥300Mbps", "质|水泵流率|≥12立方米/小时", "数|出警频率|≥2次/天", "质|单位容积率|≤2.0", "质|锅炉热效率|≥82", "数|风机功率|≥30千瓦", "质|播出中断率|≤3秒/百小时"],
    ),
    "B7": (
        ["社|居民生活环境|大幅改善", "质|服务质量|良好水平以上", "满|家长满意度|比较满意", "社|校园环境|改善", "社|通行秩序|有序", "持|管护影响|长期", "社|社会影响|安全第一", "时|响应及时性|第一时间处置", "质|工作水平|前一年水平", "质|餐饮合格率|合格", "社|村级组织正常运转|正常", "社|城市形象提升|提升", "时|首发时效性|及时准确"],
        ["质|工程质量|合格", "质|档案移交|已通过验收", "社|管理制度健全性|健全", "时|物资备足时间|主汛期前", "质|考评等次|良好及以上", "质|差错比重|万分之二", "成|差旅补助|按财政规定标准执行", "质|台账完备性|完备", "社|全市考核名次|前三名", "社|全市考核名次|全市第一", "社|评比名次|第二名", "生|病虫害发生面积|较上年下降", "时|粪污清运|日产日清", "质|维护合同履约|=履约(无)", "社|普查成果应用|应用", "质|赛事等级|中国田径协会A类认证", "社|监管安全目标|实现", "时|成果汇交安排|以省厅通知时间为准", "时|死亡病例报告|立即", "时|慰问品送达|春节、重阳前两周", "时|险情上报|发现当日", "生|厂界振动|限值内", "质|轮椅质检|出具合格证", "持|长廊开放|三年以上", "时|证书签发|当日办结", "社|信用监测全市排名|=前五(名)"],
    ),
    "B9": (
        ["数|义诊场次|20场左右", "数|新增座位|100-120个", "数|走访家庭|500多户"],
        ["数|新增座位|≥100个", "质|水温|38-42℃", "成|讲课费标准|500-1000元/人天", "数|合约签订份数|≥30份", "质|放流苗种规格|3～5cm"],
    ),
    "B10": (
        ["时|设备交付日期|2027年1月31日", "时|竣工时限|尽快", "时|完工时间|2025年第四季度", "时|完成时间|≤2次", "时|报告上报时间|≤2026.13月", "时|资金拨付|2026年第五季度"],
        ["时|设备交付日期|2026年11月20日", "时|抢修响应时限|≤30分钟", "时|审批办结时限|≤5个工作日", "时|两季免疫完成时间|4月30日前、10月31日前", "时|培训完成时间|2026年11月底前全部完成", "时|供水完成时限|第三季度", "时|保洁服务期限|全年", "时|补助兑付时限|公示期满后30天内", "时|反馈时限|会后十个工作日内", "时|慰问完成时间|农历腊月二十八前", "时|死亡病例报告时限|立即", "数|造林面积|≤2026.50", "数|造林面积|2025.5", "时|津贴发放日期|≤每月8日"],
    ),
    "B12": (
        ["数|编制规划|完成", "数|开展演练|按计划", "数|采购车辆|全部到位", "数|编制规划|2026年11月"],
        ["质|编制规划|完成", "数|编制规划数量|≥1部", "数|开展演练|≥4次", "数|巡查频次|每周不少于2次", "数|供养人员|集中31人，分散8人"],
    ),
    "D1": (
        ["成|单台维护成本|≥300元", "社|新增就业岗位|≤60个", "社|安全事故发生率|≥2%", "社|平均候车时间|≥15分钟", "质|热线故障修复时间|≥2小时", "质|样品合格率|≤98%", "社|重复信访率|≥12%", "社|学生近视率|≥45%", "社|厂区异味投诉|≥12件", "质|合同履约率|≤80%", "质|孕产妇检测率|≤99%", "社|母婴传播率|≥2%", "成|单条短视频费用|≥800元", "时|事件平均处置时间|≥24小时", "质|建议件退回率|≥5%", "质|案卷抽查评优率|≤85%", "社|遗体火化率|≤96%", "成|村均道路投资|≥60万元"],
        ["社|投诉件数|≤6件", "成|生活补助标准|≥600元", "社|处置投诉率|≥95%", "社|吸毒人员复吸率|≤6%", "社|24小时以上停水|≤3次", "质|隐患整改率|≥95%", "质|储备粮损耗率|≤0.9%", "社|错误受理率|≤1%", "社|违规办理率|≤1%", "社|平均候车时间|≤15分钟", "持|设备保障时间|≥5年", "质|病床使用率|≤93%", "质|样品不合格率|≤2%", "社|受理投诉|≥12件", "质|合同违约率|≤2%", "成|生均思政工作经费|≥40元", "时|事件平均处置时间|≤24小时", "质|未达标率|≤5%", "质|未按期办结率|≤5%", "质|返工后二次修复率|≤5%", "质|未就业率|≤5%", "社|信息传播率|≥90%", "质|结余资金退回率|≥95%", "社|接待信访|≥50件", "社|答复投诉|≥50件", "社|预防事故|≥5起", "社|回应投诉|≥50件", "质|建筑物覆盖率|≤30%", "质|建筑密度|≤28%"],
    ),
    "D3": (
        ["质|通过认证的企业|≥5家", "质|复核合格卷宗|≥60件", "质|验收合格设备|≥12台", "质|培训合格人员|≥60人"],
        ["质|返工次数|≤2次", "质|差错条数|≤3条", "质|验收合格率|≥98%", "质|人均上门服务次数|≥30次", "质|速录速度|≥130字/分钟"],
    ),
    "D4": (
        ["社|开展义诊|≥10次", "社|编发简报|≥24期", "社|应急救援演练|≥5场", "社|排查事故隐患|≥12次", "社|上门检查企业|≥60家次", "生|组织植树活动|≥6场"],
        ["生|空气质量达标天数|≥290天", "社|因灾停电事件|≤2次", "持|应急保供天数|≥10天", "社|粮价异常波动|≤2次"],
    ),
    "D5": (
        ["数|设备购置完成率|≥95%", "时|任务完成比例|≥95%", "数|发放到位比例|≥98%", "时|工程投资完成比例|≥90%", "数|物资发放率|≥95%"],
        ["时|按季兑付率|≥98%", "时|法定期限内办结率|≥96%", "数|疫苗接种率|≥90%", "时|辖区5分钟到场率|≥85%", "时|截至2026年底投资完成比例|≥90%", "数|低保对象应保尽保率|100%"],
    ),
    "D6": (
        ["质|工作完成质量|≥95%|工作完成质量", "时|任务完成及时率|≥95%|任务完成及时率", "社|社会效益|≥60人|社会效益", "质|项目合格率|≥95%|项目合格率"],
        ["质|路灯合格率|≥95%", "成|项目总成本|≤24万元", "时|竣工日期|2026年9月1日"],
    ),
    "F4": (
        ["质|资料完备率|≥95%|资料完备率", "社|增收效果|≥50|增收效果", "质|一次修复率|≥90%|一次修复率"],
        ["数|慰问人数|≥60人|慰问人数", "数|植树株数|≥600株|植树株数", "满|患者满意度|≥90%|患者满意度"],
    ),
    "F5": (
        ["数|平均每村配备药箱数|≥2个|配备药箱的总数", "成|户均改造费用|≤2万元|改造费用总额", "数|人均借阅册数|≥3册|全年借阅册数合计"],
        ["数|平均每村配备药箱数|≥2个|药箱总数除以村数", "成|户均改造费用|≤2万元|改造费用÷户数", "数|人均借阅册数|≥3册|借阅册数与人数之比"],
    ),
}  # fmt: skip


def of_row(code, case):
    """The requests of a rule on one indicator that stands in a sound table."""
    family, name, value, *more = case.split("|")
    described = more[0] if more else "按台账统计，抽查核实"
    content = added(row(*FAMILIES[family], name, value, described, "工作计划"))(HEBEI)
    return [str(f) for f in asked(code, content) if f.place.row == 6]


def asked(code, content):
    """F10 never asks for anything: its hints are what it says."""
    found = [f for f in review(content) if code in f.codes]
    return [f for f in found if code == "F10" or f.severity.value != "hint"]


SPEAKING = [(code, case) for code, (speaking, _) in ROWS.items() for case in speaking]
SILENT = [(code, case) for code, (_, silent) in ROWS.items() for case in silent]


@pytest.mark.parametrize(("code", "case"), SPEAKING)
def test_a_rule_speaks(code, case):
    assert of_row(code, case)


@pytest.mark.parametrize(("code", "case"), SILENT)
def test_a_rule_is_silent(code, case):
    assert of_row(code, case) == []


def test_a_bare_scale_of_an_effect_is_cured_by_a_choice_of_people_things_and_money():
    content = added(row("效益指标", "经济效益指标", "接待游客", "≥50万", "按台账统计", "工作计划"))(HEBEI)
    found = next(each for each in review(content) if each.code == "B3")
    assert [mend.label for mend in found.mends] == [f"改成“≥50万{unit}”" for unit in ("元", "人次", "个")]


GOALS = {
    "F10": (
        ["按排巡查12次。", "己经建成的站点5个，，", "保障保障群众用水2000户。"],
        ["目的的确明确，巡查12次。", "按排水片区巡查12次。", "了了解情况走访12户。"],
    ),
    "F8": (
        ["2025年度完成校舍改造3处。", "2024年开展宣讲6场。", "实现2023年工作目标，培训200人。"],
        [
            "完成2025年度国土变更调查。",
            "落实关于开展2025年度全国经济普查的通知。",
            "同2025年相比增加2处。",
            "依据2024年印发的规划，培训200人。",
            "延续2025年立项的课题3个。",
        ],
    ),
    "B9": (
        [
            "举办培训20场左右。",
            "新建驿站5—8个。",
            "培训近千人，约300人取证。",
            "服务老人2000余人。",
            "服务老人100余人。",
        ],
        [
            "城镇调查失业率控制在5.5%左右。",
            "编印画册1套（约60幅）。",
            "听讲学生6000余人。",
            "满意度达到约90%。",
            "新建驿站5个以上。",
            "预约挂号2000人次。",
            "2025—2026年新建驿站5个。",
        ],
    ),
    "A6": (
        ["服务人数××人。", "请填写具体目标。", "目标1：____。"],
        ["种植A、B、C……等品种6个。", "采购XXL号工作服60套。", "发放补贴《通知》所列3类对象。"],
    ),
}


@pytest.mark.parametrize(("code", "text"), [(code, t) for code, (bad, _) in GOALS.items() for t in bad])
def test_a_goal_is_spoken_of(code, text):
    assert asked(code, project(goals=(f"到校巡讲12场，让6000名学生受益。{text}",))(HEBEI))


@pytest.mark.parametrize(("code", "text"), [(code, t) for code, (_, good) in GOALS.items() for t in good])
def test_a_goal_is_left_alone(code, text):
    content = project(goals=(f"到校巡讲12场，让6000名学生受益。{text}",))(HEBEI)
    assert [str(f) for f in asked(code, content)] == []


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("青少年科普巡讲当年预算31万元。", True),
        ("青少年科普巡讲今年安排经费300,000元。", True),
        ("青少年科普巡讲2026年预算0.003亿元。", True),
        ("青少年科普巡讲当年预算24万元，前两年共投入70万元。", False),
        ("青少年科普巡讲合同总价96万元，分四年支付，今年安排24万元。", False),
        ("青少年科普巡讲去年决算19.8万元。", False),
    ],
)
def test_money_of_the_prose(text, spoken):
    assert bool(asked("C7", section(1, text=text)(HEBEI))) is spoken


@pytest.mark.parametrize(
    ("quantity", "cost", "spoken"),
    [
        ("＝15场", "＝2万元", True),
        ("＝12场", "＝2.5万元", True),
        ("＝30场", "＝1万元", True),
        ("≥15场", "≤2万元", False),
        ("＝12场", "＝2万元", False),
        ("≥12场", "≤1.8万元", False),
    ],
)
def test_a_unit_cost_times_its_number(quantity, cost, spoken):
    content = both(indicator(0, value=quantity), indicator(3, value=cost))(HEBEI)
    assert bool(asked("C4", content)) is spoken


@pytest.mark.parametrize(
    ("far", "near", "spoken"),
    [
        ("≥16%", "≥20%", True),
        ("≥40%", "0%", True),
        ("≥16%", "≥18%", True),
        ("≥16%", "≥15.5%", False),
        ("≥60%", "≥16%", False),
        ("≥16%", "≥16%", False),
    ],
)
def test_a_year_on_the_way_to_the_later_target(far, near, spoken):
    content = both(goal_row(5, 0, value=far), goal_row(5, 1, value=near))(HUBEI)
    assert bool(asked("E6", content)) is spoken


@pytest.mark.parametrize(("whole", "fiscal", "spoken"), [("64", "54", True), ("64", "64", False)])
def test_the_sources_of_a_task(whole, fiscal, spoken):
    lines = (
        FundLine(FundSource.TOTAL, amount=Decimal(whole)),
        FundLine(FundSource.FISCAL, amount=Decimal(fiscal)),
    )
    content = replace(HEBEI, tasks=(TaskContent("维修塘坝", funds=lines),))
    assert bool(asked("C14", content)) is spoken


@pytest.mark.parametrize(
    ("changes", "spoken"),
    [
        ({"annual_budget": Decimal("24.10")}, True),
        ({"annual_budget": Decimal(18)}, True),
        ({"annual_budget": Decimal(240_000)}, True),
        ({"annual_budget": Decimal("24.04")}, False),
        ({"annual_budget": Decimal(24), "total_budget": Decimal(96)}, False),
        ({"budget": Decimal(24), "total_budget": Decimal(24)}, False),
    ],
)
def test_one_amount_at_two_places(changes, spoken):
    assert bool(asked("C13", project(**changes)(HEBEI))) is spoken
