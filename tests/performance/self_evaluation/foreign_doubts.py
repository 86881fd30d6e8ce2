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
