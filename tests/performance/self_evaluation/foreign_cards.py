"""Cards as other offices write them, each with what a careful reader takes from it and what has to be said.

The approved indicators are those of ``a_project_content``: 科普活动场次 ≥8次, 活动成本 ≤12.50万元, 参加人次 ≥15万人次,
参加者满意度 ≥95%. ``values`` are what is reached of them, ``said`` a piece of each remark, in order; nothing else is said.
"""

from dataclasses import dataclass, field

from performance.documents.blocks import Source, SourcePlace, SourceRow

NAMED = ["项目名称", "科普活动经费"]
MONEY = [
    "项目资金（万元）",
    "",
    "年初预算数",
    "全年预算数（A）",
    "全年执行数（B）",
    "分值",
    "执行率（B/A）",
    "得分",
]
PAID = ["", "年度资金总额", "12.5", "12.5", "11", "10", "88%", "8.8"]
HEAD = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]
FIRST = ["产出指标", "数量指标", "科普活动场次", "≥8次", "9次", "25", "25", ""]
SECOND = ["", "成本指标", "活动成本", "≤12.50万元", "12万元", "25", "25", ""]
THIRD = ["效益指标", "社会效益指标", "参加人次", "≥15万人次", "12万人次", "30", "24", "连续暴雨"]
FOURTH = ["满意度指标", "服务对象满意度指标", "参加者满意度", "≥95%", "96%", "10", "10", ""]
TOTAL = ["总分", "", "", "", "", "100", "92.8", ""]
VALUES = ("9次", "12万元", "12万人次", "96%")


@dataclass
class Foreign:
    what: str
    rows: list
    values: tuple = VALUES
    said: tuple = ()
    spent: str = "11"
    pages: dict = field(default_factory=dict)  # of rows that do not stand on the first page
    form: str = "national"
    more: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    entered: tuple = ("", "", "", "")

    @property
    def source(self):
        return Source(
            tuple(
                SourceRow(tuple(row), SourcePlace(number, page=self.pages.get(number, 1)))
                for number, row in enumerate(self.rows, 1)
            )
        )


def put(row, place, text):
    return [*row[:place], text, *row[place + 1 :]]


CARDS = [
    Foreign("as the national form has it", [NAMED, MONEY, PAID, HEAD, FIRST, SECOND, THIRD, FOURTH, TOTAL]),
    Foreign(
        "heads of other words",
        [
            NAMED,
            ["资金情况（万元）", "", "年初预算", "调整后预算", "实际支出数"],
            ["", "资金总额", "12.5", "12.5", "11"],
            ["一级指标", "二级指标", "具体指标", "计划值", "实际完成情况", "标准分", "自评分", "未完成原因"],
            FIRST,
            SECOND,
            THIRD,
            FOURTH,
            ["合计", "", "", "", "", "100", "92.8", ""],
        ],
    ),
    Foreign(
        "columns more than the form has",
        [
            NAMED,
            MONEY,
            PAID,
            [*HEAD, "备注", "复核得分"],
            [*FIRST, "含两场线上", "25"],
            [*SECOND, "", "24"],
            [*THIRD, "", "20"],
            [*FOURTH, "", "10"],
            TOTAL,
        ],
        said=("“备注”一栏没有读入（1处）：含两场线上", "“复核得分”一栏没有读入（4处）：25、24、20、10"),
    ),
    Foreign(
        "money in 元, as the head says",
        [
            NAMED,
            put(MONEY, 0, "项目资金（元）"),
            ["", "年度资金总额", "125,000.00", "125000", "110000", "10", "88%", "8.8"],
            HEAD,
            FIRST,
            SECOND,
            THIRD,
            FOURTH,
            TOTAL,
        ],
        spent="110000元",
        said=("文件的金额单位是元",),
    ),
    Foreign(
        "money in 元, and nobody says so",
        [
            NAMED,
            put(MONEY, 0, "项目资金"),
            ["", "年度资金总额", "125000", "125000", "110000", "10", "88%", "8.8"],
            HEAD,
            FIRST,
            SECOND,
            THIRD,
            FOURTH,
            TOTAL,
        ],
        spent="110000元",
        said=("是批复的12.50万元的一万倍，金额按元读入",),
    ),
    Foreign(
        "a grade for a value, and a unit as a word",
        [
            NAMED,
            MONEY,
            PAID,
            HEAD,
            put(FIRST, 4, "达成预期指标"),
            SECOND,
            THIRD,
            put(put(FOURTH, 3, "≥95百分比"), 4, "96百分比"),
        ],
        values=("达成预期指标", "12万元", "12万人次", "96百分比"),
        entered=("25", "", "", ""),
    ),
    Foreign(
        "merged cells are not there",
        [
            NAMED,
            MONEY,
            PAID,
            HEAD,
            FIRST,
            SECOND[1:],
            ["社会效益指标", "参加人次", "≥15万人次", "12万人次", "30", "24", "连续暴雨"],
            FOURTH,
            TOTAL,
        ],
        said=(
            "第6行：这一行与表头错开，按指标名称“活动成本”对齐读入",
            "第7行：这一行与表头错开，按指标名称“参加人次”对齐读入",
        ),
    ),
    Foreign(
        "a row of fewer cells whose target is another one is not guessed at",
        [
            NAMED,
            MONEY,
            PAID,
            HEAD,
            FIRST,
            ["成本指标", "活动成本", "≤13万元", "12万元", "25", "25"],
            THIRD,
            FOURTH,
        ],
        values=("9次", "", "12万人次", "96%"),
        said=("批复版没有“≤13万元”这一指标，完成值“25”没有填入", "文件里没有“活动成本”，保持原来的内容"),
    ),
]
