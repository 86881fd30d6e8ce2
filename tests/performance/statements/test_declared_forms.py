"""What only declared forms say is refused by name when it is saved; nothing of it is dropped in silence."""

from performance.content.model import (
    FundLine,
    FundSource,
    IndicatorContent,
    OwnField,
    ProjectContent,
    StatementContent,
)
from performance.statements.storability import objections


def objected(content):
    return [(objection.path, objection.split("”")[0].removeprefix("“")) for objection in objections(content)]


def test_each_member_that_has_no_column_is_named():
    indicator = IndicatorContent("产出指标", "数量指标", "检修器材数", value="180", unit="件")
    project = ProjectContent(
        name="健身路径维护",
        funds=(FundLine(FundSource.TOTAL),),
        fields=(OwnField("测算依据", "合同"),),
        indicators=(indicator,),
    )
    content = StatementContent("河北", "2023", projects=(project,), form="x")
    assert objected(content) == [
        (".projects[0].indicators[0].unit", "度量单位"),
        (".projects[0].funds", "资金来源（万元）"),
        (".projects[0].fields", "本表其他栏目"),
        (".form", "表样"),
    ]


def test_a_content_of_a_known_layout_is_not_objected_to():
    project = ProjectContent(
        name="健身路径维护", indicators=(IndicatorContent("产出指标", "数量指标", "次数"),)
    )
    assert objected(StatementContent("河北", "2023", projects=(project,))) == []
