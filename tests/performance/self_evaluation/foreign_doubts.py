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
