"""The closed sets of words with which indicators and their target values are told apart."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """A closed set of stored words, each with the Chinese label that users read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:  # looked up by its value alone
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class CategoryKind(LabelledEnum):
    """What a 一级指标 is about, whatever a province calls it."""

    OUTPUT = "output", "产出"
    COST = "cost", "成本"
    OUTCOME = "outcome", "效益"
    SATISFACTION = "satisfaction", "满意度"
    OPERATING_COST = "operating_cost", "运行成本"
    MANAGEMENT_EFFICIENCY = "management_efficiency", "管理效率"
    MANDATE_DELIVERY = "mandate_delivery", "履职效能"
    SOCIAL_EFFECT = "social_effect", "社会效应"
    DEVELOPMENT_CAPACITY = "development_capacity", "可持续发展能力"


class SubcategoryKind(LabelledEnum):
    """What a 二级指标 is about; ``OTHER`` where only its own label says it.

    A ``CORE_OUTPUT`` is printed with 1, 2, 3 … behind its label, as often as there is need.
    """

    QUANTITY = "quantity", "数量"
    QUALITY = "quality", "质量"
    TIMELINESS = "timeliness", "时效"
    COST = "cost", "成本"
    ECONOMIC = "economic", "经济效益"
    SOCIAL = "social", "社会效益"
    ENVIRONMENTAL = "environmental", "生态效益"
    SUSTAINABILITY = "sustainability", "可持续影响"
    BENEFICIARY_SATISFACTION = "beneficiary_satisfaction", "服务对象满意度"
    CORE_OUTPUT = "core_output", "核心业务产出"
    OTHER = "other", "其他"


class Comparator(LabelledEnum):
    """How an actual result is held against the number."""

    NONE = "", "未注明"
    AT_LEAST = "≥", "不少于"
    AT_MOST = "≤", "不超过"
    EQUAL = "=", "等于"
    MORE = ">", "大于"
    LESS = "<", "小于"


class ValueKind(LabelledEnum):
    """The shape of a printed target value."""

    EMPTY = "empty", "未填"
    NUMBER = "number", "数值"
    PERCENT = "percent", "百分比"
    RANGE = "range", "区间"
    DEADLINE = "deadline", "时限"
    GRADE = "grade", "定性等次"
    PHRASE = "phrase", "文字描述"


class Direction(LabelledEnum):
    """Which way an actual result is better."""

    HIGHER = "higher", "正向"
    LOWER = "lower", "反向"
    QUALITATIVE = "qualitative", "定性"


class Precision(LabelledEnum):
    """How exactly a deadline was printed; a month or a year stands for its last day."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"


class FieldKind(LabelledEnum):
    """How an own field of a form is typed in and printed."""

    TEXT = "text", "文字"
    AMOUNT = "amount", "金额"
    DATE = "date", "日期"
    CHOICE = "choice", "单选"
    BOXES = "boxes", "勾选"
