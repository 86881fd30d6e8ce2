"""What the rows of a made-up province say, drawn by chance from the indicator library and from lists of our own."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from indicators.vocabulary import vocabulary_for
from performance.indicator_library.building import SEEDED_LABELS, SEEDS

FIELDS = (
    *("教育", "公安", "民政", "司法", "财政", "交通", "水利", "农业", "林业", "商务", "文化", "卫生", "审计"),
    *("统计", "体育", "气象", "科技", "住建", "环保", "应急", "市场", "医保", "档案", "信访", "粮食", "旅游"),
)
KINDS_OF_DEPARTMENT = ("局", "委员会", "中心", "协会")
KINDS_OF_UNIT = (
    "本级",
    "服务中心",
    "执法大队",
    "信息中心",
    "培训学校",
    "研究所",
    "监测站",
    "管理所",
    "活动中心",
    "事务所",
)
# One of them stands before every name of an indicator: the later in the list, the rarer it is drawn.
SUBJECTS = (
    *(
        "城区",
        "乡镇",
        "农村",
        "基层",
        "重点",
        "社区",
        "青少年",
        "老年人",
        "残疾人",
        "企业",
        "园区",
        "公共",
        "专项",
    ),
    *(
        "科普",
        "扶贫",
        "防汛",
        "供水",
        "道路",
        "桥梁",
        "绿化",
        "照明",
        "校舍",
        "食堂",
        "图书",
        "门诊",
        "疫苗",
        "养老",
    ),
    *(
        "就业",
        "创业",
        "普法",
        "调解",
        "巡查",
        "监测",
        "抽检",
        "执法",
        "消防",
        "禁毒",
        "专家",
        "志愿",
        "非遗",
        "档案",
    ),
)
PLACES = (
    "东部",
    "西部",
    "南部",
    "北部",
    "中部",
    "沿海",
    "山区",
    "平原",
    "流域",
    "县域",
    "市本级",
    "对口支援",
)
BASES = ("年度工作计划", "上年完成情况", "行业标准", "部门职责", "主管部门下达任务", "项目实施方案", "")
GRADES = ("显著提升", "逐步提高", "较好", "优", "持续改善")
SHARES = (85, 90, 92, 95, 98, 100)
CAPS = (1, 3, 5, 10, 20, 50, 100)
COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 36, 40, 50, 60, 80, 100, 120, 150, 200, 300, 500, 1000)
PLANS = ((30, 60, 85, 100), (25, 50, 80, 100), (20, 50, 75, 100), (10, 40, 80, 100))
WHOLE_DEPARTMENT = "部门整体"


@dataclass(frozen=True, slots=True)
class Template:
    """A row of the library under the labels that the form prints."""

    level1: str
    level2: str
    name: str
    description: str
    unit: str
    direction: str


@cache
def templates() -> dict[str, tuple[Template, ...]]:
    """By class of project, in printed order."""
    labels = {
        subcategory.kind.value: (place, category.label, subcategory.label)
        for place, (category, subcategory) in enumerate(
            (category, subcategory)
            for category in vocabulary_for(*SEEDED_LABELS).categories
            for subcategory in category.subcategories
        )
    }
    rows = sorted(json.loads(SEEDS.read_text(encoding="utf-8")), key=lambda row: labels[row["family"]])
    found: dict[str, list[Template]] = defaultdict(list)
    for row in rows:
        columns = (row[column] for column in ("name", "description", "unit", "direction"))
        found[row["project_class"]].append(Template(*labels[row["family"]][1:], *columns))
    del found[WHOLE_DEPARTMENT]
    return {name: tuple(rows) for name, rows in found.items()}


def department_name(number: int) -> str:
    kind = KINDS_OF_DEPARTMENT[number // len(FIELDS) % len(KINDS_OF_DEPARTMENT)]
    return f"{FIELDS[number % len(FIELDS)]}{kind}"


def unit_name(department: str, position: int) -> str:
    turn, kind = divmod(position, len(KINDS_OF_UNIT))
    return f"{department}{KINDS_OF_UNIT[kind]}{turn + 1 if turn else ''}"


def subject(chance: Random) -> str:
    """A subject, the early ones of the list often and the late ones seldom, with or without a place."""
    named = SUBJECTS[int(len(SUBJECTS) * chance.random() ** 2)]
    return f"{chance.choice(PLACES)}{named}" if chance.random() < 0.5 else named


def chosen(chance: Random, project_class: str, count: int) -> list[Template]:
    """As many indicators as asked for, in printed order; all of the class before any comes twice."""
    offered = templates()[project_class]
    places = [place for _ in range(-(-count // len(offered))) for place in range(len(offered))]
    full = count - count % len(offered)
    return [
        offered[place] for place in sorted(places[:full] + chance.sample(range(len(offered)), count - full))
    ]


def value(chance: Random, template: Template, year: int) -> str:
    """A target as people write it: most with a sign, some without, one in twenty in words."""
    if chance.random() < 0.05:
        return "按计划完成"
    if template.direction == "qualitative":
        return chance.choice(GRADES)
    if not template.unit:
        return f"{year}年{chance.choice((6, 9, 10, 11, 12))}月底前"
    sign = {"higher": "≥", "lower": "≤"}.get(template.direction, "")
    if template.unit == "%":
        number = chance.choice(CAPS if sign == "≤" else SHARES)
        return f"{'' if number == 100 else sign}{number}%"
    return f"{sign}{chance.choice(COUNTS)}{template.unit}"
