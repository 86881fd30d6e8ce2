"""Faults that rules A12 and A13 find: a sound text beside what its office expects of projects of a kind."""

from performance.review.standards import Standard
from tests.performance.review.planting import Fault
from tests.performance.review.sound_hebei import HEBEI


def as_it_is(content):
    return content


def of_lectures(name, **said):
    """Of the kind that the name of the sound project of lectures holds."""
    told = {"code": "XJ1", "project_class": "巡讲", "level1": "产出指标", "level2": "数量指标", **said}
    return Standard(name=name, **{"required": False, "locked": False, **told})


FAULTS_OF_STANDARDS = (
    Fault(
        "A12",
        HEBEI,
        as_it_is,
        "缺少：★科普巡讲次数（可能改写成“科普巡讲场次”）、★新讲师人数",
        "warning",
        standards=(
            of_lectures("科普巡讲次数", required=True),
            of_lectures("新讲师人数", code="XJ2", required=True, locked=True),
            of_lectures("听讲 学生人数", code="XJ3", required=True),
        ),
    ),
    Fault(
        "A13",
        HEBEI,
        as_it_is,
        "巡讲类项目的标准指标有2个，采用0个",
        "warning",
        standards=(of_lectures("巡讲覆盖乡镇"), of_lectures("新讲师人数", code="XJ2")),
    ),
)
