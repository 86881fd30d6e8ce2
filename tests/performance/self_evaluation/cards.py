"""What somebody writes in a card, so that no rule has anything to say."""

from dataclasses import replace

from performance.content.model import FundSource

# What is reached of the four indicators that a_project_content has.
REACHED = ("9次", "12.50万元", "12万人次", "96%")


def done(card, values=REACHED, **texts):
    """Everything that must be written, in the order of the indicators."""
    funds = tuple(
        replace(row, adjusted="12.5", spent="12.5") if row.source == FundSource.TOTAL else row
        for row in card.content.funds
    )
    funds = tuple(
        replace(row, adjusted=row.opening, spent=row.opening) if row.source != FundSource.TOTAL else row
        for row in funds
    )
    results = tuple(
        replace(row, value=value) for row, value in zip(card.content.results, values, strict=True)
    )
    missed, asked = results[2], results[3]
    missed = replace(missed, reason="7月连续暴雨，露天场地停用三周", measure="雨季改在室内场馆举办")
    results = (*results[:2], missed, replace(asked, source="现场发放问卷120份，收回112份"))
    written = {
        "goal_result": "全年活动按计划办完。",
        "conclusion": "完成较好。",
        "problems": "暴雨停办，参加人次没有达到。",
        **texts,
    }
    return replace(card.content, funds=funds, results=results, **written)
