"""Indicators made up for the columns of a declared form."""

from decimal import Decimal

from performance.content.model import IndicatorContent
from performance.documents.forms.words import tables

SUBJECTS = [
    "河道",
    "站点",
    "档案",
    "图书",
    "展览",
    "讲座",
    "设备",
    "管网",
    "球场",
    "路灯",
    "苗圃",
    "水塔",
    "机房",
    "问卷",
    "台账",
    "影片",
    "药品",
    "车辆",
    "标牌",
    "宿舍",
]
DEEDS = [
    "维护",
    "采购",
    "整理",
    "巡检",
    "培训",
    "更换",
    "检测",
    "印制",
    "清理",
    "改造",
    "登记",
    "抽查",
    "配送",
    "播放",
    "修缮",
    "租赁",
]
COUNTED = ["数量", "次数", "面积", "合格率", "完成率", "及时率", "满意度", "覆盖率", "长度", "人数"]
UNITS = {"数量": "个", "次数": "次", "面积": "平方米", "长度": "公里", "人数": "人"}
GRADES = ["健全", "完善", "明显改善", "稳定", "有所提升", "及时"]
SENTENCES = (
    "按季度推进，年底前完成{0}{1}。",
    "保障{0}{1}正常开展；资金专款专用",
    "目标1：做好{0}{1}工作\n目标2：群众对{0}更加满意",
    "完成{0}{1}任务，达到“应办尽办”的要求。",
)


class TreeMaker:
    """Makes the indicators of a list from a source of chance."""

    def __init__(self, form, chance):
        self.form, self.chance = form, chance
        self.number = 0

    def pick(self, words):
        return self.chance.choice(tuple(words))

    def subject(self):
        self.number += 1
        return f"{self.pick(SUBJECTS)}{self.pick(DEEDS)}{self.number if self.chance.random() < 0.3 else ''}"

    def sentence(self):
        return self.pick(SENTENCES).format(self.pick(SUBJECTS), self.pick(DEEDS))

    # -- indicators -------------------------------------------------------------------------------------------

    def tree(self, part, *, right):
        columns = [
            c
            for c in part.columns
            if c.key == "level1" or part.list != "both_indicators" or c.side == int(right)
        ]
        keys = {column.key for column in columns}
        return tuple(self.indicators(keys))

    def indicators(self, keys):
        families = [top for top in self.form.families if tables().families.get(top.removesuffix("指标"))] or [
            ""
        ]
        if "level1" not in keys:
            families = [""]
        for family in families:
            under = sorted(tables().families.get(family.removesuffix("指标"), {""}))
            chosen = [name for name in under if not name.startswith("社会公众或")] or under
            for level2 in self.chance.sample(chosen, min(len(chosen), self.chance.randint(1, 2))):
                for _ in range(self.chance.randint(1, 2)):
                    yield self.indicator(keys, family, f"{level2}指标" if level2 else "")

    def indicator(self, keys, family, level2):
        counted = self.pick(COUNTED)
        unit = UNITS.get(counted, "%")
        number = self.chance.choice(
            (str(self.chance.randint(1, 999)), f"{self.chance.randint(1, 99)}.{self.chance.randint(1, 9)}")
        )
        is_grade = self.chance.random() < 0.2
        typed = "operator" in keys
        glued = self.pick(GRADES) if is_grade else f"{self.pick(('≥', '≤', ''))}{number}{unit}"
        values = {
            "value": (self.pick(GRADES) if is_grade else number) if "unit" in keys else glued,
            "operator": ("定性" if is_grade else self.pick(("≥", "≤", "="))) if typed else "",
            "unit": ("" if is_grade else unit) if "unit" in keys else "",
            "weight": Decimal(self.chance.randint(1, 30)) if "weight" in keys else None,
            "attribute": self.pick(("定量", "定性")) if "attribute" in keys else "",
            "standard": "未完成的按比例扣分" if "standard" in keys else "",
            "remark": self.pick(("", "按月统计")) if "remark" in keys else "",
            "core": self.pick(("是", "否")) if "core" in keys else "",
        }
        if "name" in keys and "description" in keys:
            values["description"] = self.sentence().split("\n")[0]
        name = f"{self.subject()}{counted}"
        return IndicatorContent(family, level2 if "level2" in keys else "", name, **values)
