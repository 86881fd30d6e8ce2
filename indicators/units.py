"""Units of measure in which target values are printed: a maintained table, each unit with what it measures.

A compound (``微克/立方米``, ``元/人·月``) is of the kind of its first part, save those that the table names whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from indicators.kinds import LabelledEnum
from indicators.text import normalise_label, words


class UnitKind(LabelledEnum):
    """What a unit measures: units of one kind may stand for one another, those of different kinds may not."""

    MONEY = "money", "金额"
    PERSON = "person", "人数"
    HOUSEHOLD = "household", "户数"
    VISIT = "visit", "人次"
    EVENT = "event", "次数"
    THING = "thing", "个数"
    SHARE = "share", "比率"
    TIME = "time", "时间"
    LENGTH = "length", "长度"
    AREA = "area", "面积"
    VOLUME = "volume", "体积"
    MASS = "mass", "重量"
    ENERGY = "energy", "能量和功率"
    LEVEL = "level", "分值和等级"
    PHYSICAL = "physical", "物理量"
    DATA = "data", "数据量"


MONEY_UNITS = words(
    "元 角 分钱 百元 千元 万元 十万元 百万元 千万元 亿元 美元 万美元 亿美元 欧元 万欧元 港元 万港元 日元"
)

_COUNTED: Mapping[UnitKind, tuple[str, ...]] = {
    UnitKind.PERSON: words("人 百人 千人 名 位 口 对 例"),
    UnitKind.HOUSEHOLD: words("户 百户 千户 户次 家户"),
    UnitKind.VISIT: words("人次 册次 家次 卷次 人/次 例次 床次 台次 单次 人天 人日"),
    UnitKind.EVENT: words(
        "次 车次 辆次 班次 架次 航次 列次 站次 场/次 场 场次 届 期 轮 遍 批 批次 起 宗 回 趟 班 讲 站 项次 件次 笔次 节次 堂 条次 校次 所次 村次 点次 处次 岗次"
    ),
    UnitKind.THING: words(
        "个 家 篇 条 份 件 项 册 本 张 套 台 辆 种 类 处 座 间 栋 幢 幅 部 集 节 支 组 只 头 株 棵 块 面 门 笔 款 则 所 "
        "台套 台（套） 台/套 床 床位 张床位 孔 眼 口井 井 根 盏 杆 副 具 枚 把 片 盒 箱 袋 瓶 包 桶 尾 羽 匹 艘 架 列 标准箱 TEU "
        "泊位 车位 个车位 座位 席 村 个村 乡镇 社区 点 个点 点位 站点 路 条线 标段 样 样品 样本 份样品 "
        "宗地 图斑 页 卷 卷册 版 樘 款型 号 端口 坐席 机柜 节点 账号 首 剧目 出 字 党支部 支部 剂 剂次 支队 队 队次 篇次 "
        "篇（条） 平台 系统 园区 专利 件专利 品种 批件"
    ),
}

_MEASURED: Mapping[UnitKind, tuple[str, ...]] = {
    UnitKind.SHARE: words("% ‰ ‱ 百分点 个百分点 倍 成 折 ppm /万 /10万 /十万 /千 /百万"),
    UnitKind.TIME: words(
        "天 日 年 月 个月 周 星期 旬 季度 季 学期 学年 小时 h 分钟 min 秒 s 毫秒 ms 课时 学时 工时 工日 工作日 个工作日 自然日 个自然日 日历天 小时/天 岁 周岁"
    ),
    UnitKind.LENGTH: words(
        "米 m 公里 千米 km 厘米 cm 毫米 mm 分米 海里 里 延米 线公里 车公里 皮长公里 芯公里 车道公里 单线公里 延长米"
    ),
    UnitKind.AREA: words(
        "平方米 平米 ㎡ m² m2 平方公里 平方千米 km² km2 平方厘米 亩 亩次 公顷 公顷次 hm² 平方"
    ),
    UnitKind.VOLUME: words(
        "立方米 立方 方 m³ m3 立方厘米 升 L 毫升 mL ml 立方公里 标准立方米 Nm³ 立方米天然气"
    ),
    UnitKind.MASS: words(
        "吨 t 千克 kg 公斤 克 g 毫克 mg 微克 μg µg ug 斤 担 吨标准煤 吨标煤 千克标准煤 克标准煤 吨二氧化碳 吨二氧化碳当量 tce 吨公里 人公里"
    ),
    UnitKind.ENERGY: words(
        "千瓦时 kWh 度 度电 兆瓦时 MWh 千瓦 kW 兆瓦 MW 瓦 W 千伏安 kVA 千伏 kV 伏 V 焦耳 焦 千焦 kJ 兆焦 MJ 吉焦 GJ 大卡 马力"
    ),
    UnitKind.LEVEL: words("分 分制 级 星 星级 等 等级 名次 位次 颗星 档 A级 A"),
    UnitKind.PHYSICAL: words(
        "℃ °C 摄氏度 ° 分贝 dB dB(A) 帕 Pa 千帕 kPa 兆帕 MPa 勒克斯 lx 赫兹 Hz 千赫 kHz 兆赫 MHz 转 贝克 Bq 西弗 牛 N 千牛 kN 毫西弗 NTU"
    ),
    UnitKind.DATA: words("B KB MB GB TB PB Mbps Gbps 兆 bps Kbps 像素 行代码"),
}

COUNT_UNITS = tuple(unit for units in _COUNTED.values() for unit in units)
ANY_COUNT_UNIT = "|".join(sorted(COUNT_UNITS, key=len, reverse=True))  # of a regular expression
MEASURE_UNITS = tuple(unit for units in _MEASURED.values() for unit in units)
# What stands below a stroke only: of a thousand people, of a pupil and a year.
DENOMINATORS = words(
    "生 千人 万人 十万人 10万人 百人 百户 千户 万户 万辆 万台 万架次 万车次 万吨公里 百公里 百万 学生 学年 车 亩次 万元GDP 万元产值 单位产值 班 校 县 镇 村 例 床 床日"
)

SCALES = {"万": 10_000, "亿": 100_000_000}

# A number is often glued to a text; these words only begin with what would be a unit.
WORDS_NOT_UNITS = words(
    "人民 人员 人才 人均 人数 人口 家庭 家长 项目 场地 场馆 天然 年度 年轻 日常 月度 分别 本地 本市 本县 本区 本年 本单位 本项目 "
    "部门 部分 集中 集体 节约 节能 支持 支出 组织 门户 例如 起到 面向 面积 条件 件件 类型 种植 位于 名录 期间 周边 周期 "
    "处理 级别 班级 所有 所属 度假 升级 点击 点评 点亮 路面 路段 路灯 路网 村民 村庄 村级 村集体 社区居民 社区服务 乡镇干部 企业家 企业满意 学生满意 "
    "学生综合 学生家长 生态 生产 生活 生育 员工 对口 对接 对外 对象 口径 口岸 字体 首次 首批 首席 出台 出版 出勤 号召 号码 版本 版面 系统运行 系统建设 系统稳定 "
    "平台建设 平台运行 园区企业 专利授权 品种改良 队伍 队员 架构 列入 列为 页面 卷烟 节目 节水 节假日 讲座 讲解 讲师 课程 课题 班子 班车 站点建设 回访 回收 回复 趟次 "
    "样板 样品检 根据 根治 片区 片段 把握 把关 具体 具备 副本 箱体 包括 包含 包装 桶装 袋装 井盖 孔径 席位 里程 里面 方案 方面 方式 方法 方便 方可 升学 升温 "
    "斤两 担任 担当 担保 成果 成效 成功 成本 成立 折旧 折合 季节 旬均 等次 等级公 等方面 等活动 等工作 等任务 等项 等内容 星级酒店 档案 档次 分类 分析 分布 分配 分项 分管 分批 分期 "
    "转型 转化 转移 转变 牛羊 焦点 度量衡 伏季 瓦斯 兆丰 级以上 台账 台风 台湾 款项 则不 篇幅 条例 项工作 面貌 面试 门诊 门窗 门牌 "
    "日均 月均 年均 年报 年底 年末 年初 年内 年龄 日期 月底 月末 周年庆 岁末 秒杀 时间 小时工"
)
_NAMED_WHOLE = frozenset(unit for units in (*_COUNTED.values(), *_MEASURED.values()) for unit in units)
_KIND_OF = {
    **{unit: kind for kind, units in (*_COUNTED.items(), *_MEASURED.items()) for unit in units},
    **dict.fromkeys(MONEY_UNITS, UnitKind.MONEY),
}


def _principal(unit: str) -> str:
    """The unit that the number counts: ``元`` of ``元/人``, ``篇`` of ``篇（条）``."""
    return re.split(r"[(/·]", normalise_label(unit), maxsplit=1)[0]


@lru_cache(maxsize=1024)
def kind_of_unit(unit: str) -> UnitKind | None:
    """What a unit measures; None for a bare scale (``万``) and for what the table does not have."""
    whole = normalise_label(unit)
    if whole in _NAMED_WHOLE:
        return _KIND_OF[whole]
    return _KIND_OF.get(_principal(unit))


def is_money_unit(unit: str) -> bool:
    """Whether the unit is money; a bare ``万`` is not, since it may count anything."""
    return kind_of_unit(unit) is UnitKind.MONEY


def is_count_unit(unit: str) -> bool:
    """Whether the unit counts things, people or events (not money, time, size or a rate)."""
    return kind_of_unit(unit) in _COUNTED
