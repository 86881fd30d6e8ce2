"""What somebody writes in a card."""

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
        replace(row, value=value, reason="天气原因少办一场", measure="提前安排场地")
        for row, value in zip(card.content.results, values, strict=True)
    )
    written = {"goal_result": "全年活动按计划办完。", "conclusion": "完成较好。", **texts}
    return replace(card.content, funds=funds, results=results, **written)
