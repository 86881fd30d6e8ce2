"""Cards that were misread without a word: two in one file, amounts beside their captions, in another unit."""

from tests.performance.self_evaluation.foreign_cards import (
    FIRST,
    FOURTH,
    HEAD,
    MONEY,
    NAMED,
    PAID,
    SECOND,
    THIRD,
    TOTAL,
    Foreign,
    put,
)

IN_YUAN = ["", "年度资金总额", "", "125000", "110000", "10", "88%", "8.8"]
RESULTS = [HEAD, FIRST, SECOND, THIRD, FOURTH, TOTAL]

DOUBTS = [
    Foreign(
        "two cards, each with its name in one cell",
        [
            ["项目名称：基层宣讲经费"],
            MONEY,
            put(PAID, 4, "3"),
            HEAD,
            put(FIRST, 4, "1次"),
            put(FOURTH, 4, "50%"),
            TOTAL,
            ["项目名称：科普活动经费"],
            MONEY,
            PAID,
            *RESULTS,
        ],
    ),
    Foreign(
        "texts below a row that names the unit once more",
        [NAMED, MONEY, PAID, *RESULTS, ["评价单位", "第一协会"], ["存在问题", "场地少"]],
        texts={"problems": "场地少"},
        said=("“第一协会”没有读入",),
    ),
    Foreign(
        "money in a unit that few use",
        [NAMED, put(MONEY, 0, "项目资金（千万元）"), PAID, *RESULTS],
        spent="11千万元",
        said=("文件的金额单位是千万元",),
    ),
    Foreign(
        "money in 元 of a named currency",
        [["单位：人民币元"], NAMED, put(MONEY, 0, "项目资金"), IN_YUAN, *RESULTS],
        spent="110000元",
        said=("文件的金额单位是元",),
    ),
    Foreign(
        "money in a unit that nothing tells",
        [NAMED, put(MONEY, 0, "项目资金"), IN_YUAN, *RESULTS],
        spent="110000",
        said=("文件没有写金额单位，金额按万元读入",),
    ),
    Foreign(
        "amounts beside their captions",
        [
            NAMED,
            ["预算执行情况（万元）", "预算数：", "100", "执行数：", "11"],
            ["", "其中：财政拨款", "12.5", "其中：财政拨款", "11"],
            *RESULTS,
        ],
        spent="",
        said=("没有读入：预算数：、100、执行数：、11。", "“12.5”“11”没有读入"),
    ),
    Foreign(
        "amounts in rows, sources in columns",
        [
            NAMED,
            ["项目资金（万元）", "年度资金总额", "财政拨款"],
            ["全年预算数", "12.5", "12.5"],
            ["全年执行数", "11", "11"],
            *RESULTS,
        ],
        spent="",
        said=("没有读入：全年执行数、11、11。", "“12.5”“12.5”没有读入"),
    ),
    Foreign(
        "two rows for one source of money",
        [NAMED, MONEY, PAID, ["", "合计", "12.5", "12.5", "9"], *RESULTS],
        said=("“年度资金总额”在前面已有一行，这一行的 12.5、12.5、9 没有填入",),
    ),
    Foreign(
        "scores that are no numbers, and rows of sums",
        [
            NAMED,
            MONEY,
            put(PAID, 7, "良"),
            HEAD,
            put(FIRST, 6, "NaN"),
            put(SECOND, 6, "/"),
            ["", "", "小计", "", "", "50", "50", ""],
            THIRD,
            FOURTH,
        ],
        said=("预算执行率的得分“良”不是数", "“科普活动场次”的得分“NaN”不是数"),
    ),
    Foreign(
        "a table of other amounts in a unit of its own, and a number that the form prints, too",
        [
            ["部门整体支出绩效评价基础数据表"],
            ["单位：万元"],
            ["财政供养人员情况", "编制数", "", "实际在职人数", "", "控制率"],
            ["", "100", "", "90", "", "90%"],
            ["经费控制情况", "", "上年决算数", "", "本年预算数", "", "本年决算数"],
            ["三公经费", "", "10", "", "100", "", "12"],
            put(MONEY, 0, "年度预算申请（元）"),
            ["", "年度资金总额", "125000", "125000", "110000", "10", "88%", "8.8"],
            ["", "一般公共预算", "", "100", "基本支出", "50"],
            *RESULTS,
        ],
        spent="110000元",
        form="hunan",
        more={
            "staff_quota": "100",
            "staff_actual": "90",
            "receptions_all-before": "10",
            "receptions_all-budget": "100",
            "income_general": "100元",
            "spent_basic": "50元",
        },
        said=("文件的金额单位是元",),
    ),
]

OF_OTHER_PROJECTS = [
    ["项目名称", "科普活动经费二期"],
    MONEY,
    put(PAID, 4, "3"),
    *RESULTS,
    ["项目名称", "其他经费"],
    MONEY,
    put(PAID, 4, "5"),
    *RESULTS,
]
