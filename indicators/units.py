"""Units of measure in which target values are printed."""

from __future__ import annotations

import re

from indicators.text import normalise_label, words

MONEY_UNITS = ("元", "千元", "万元", "百万元", "千万元", "亿元", "美元", "万美元", "欧元")

COUNT_UNITS = words(
    "个 次 人 人次 名 位 家 家次 户 户次 场 场次 站 站次 车次 篇 条 份 件 项 期 册 本 张 套 台 辆 种 类 批 批次 届 处 座 间 "
    "栋 幅 部 集 节 支 组 只 头 株 棵 块 面 门 例 起 宗 笔 班 轮 遍 款 则 所 人/次 场/次"
)

MEASURE_UNITS = words(
    "% ‰ 百分点 个百分点 分 倍 天 日 年 月 个月 周 季度 小时 分钟 课时 学时 工作日 个工作日 平方米 ㎡ m² 立方米 米 公里 千米 km "
    "亩 公顷 吨 千克 公斤 克 升 度 千瓦时 MB GB TB"
)

SCALES = {"万": 10_000, "亿": 100_000_000}

# A number is often glued to a text; these words only begin with what would be a unit.
WORDS_NOT_UNITS = words(
    "人民 人员 人才 人均 人数 家庭 家长 项目 场地 场馆 天然 年度 年轻 日常 月度 分别 本地 本市 本县 本区 本年 本单位 "
    "部门 部分 集中 集体 节约 节能 支持 支出 组织 门户 例如 起到 面向 面积 条件 件件 类型 种植 位于 名录 期间 周边 周期 "
    "处理 级别 班级 所有 所属 度假 升级"
)


def _principal(unit: str) -> str:
    """The unit that the number counts: ``元`` of ``元/人``, ``篇`` of ``篇（条）``."""
    return re.split(r"[(/·]", normalise_label(unit), maxsplit=1)[0]


def is_money_unit(unit: str) -> bool:
    """Whether the unit is money; a bare ``万`` is not, since it may count anything."""
    return _principal(unit) in MONEY_UNITS


def is_count_unit(unit: str) -> bool:
    """Whether the unit counts things, people or events (not money, time, size or a rate)."""
    return _principal(unit) in COUNT_UNITS
