"""What a step is about, in figures: read before it is confirmed."""

from __future__ import annotations

from decimal import Decimal

from performance.steps.vocabulary import Effect
from performance.workflow.context import StepContext
from performance.workflow.requests import at_finance
from projects.amounts import grouped


def figures_of(context: StepContext) -> tuple[tuple[str, str], ...]:
    """Captions and values of the whole text as it stands."""
    statement, content = context.statement, context.content
    projects = content.projects
    amounts = [one.annual_budget if one.budget is None else one.budget for one in projects]
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    indicators = sum(1 for _ in content.indicators())
    figures = [
        ("文本", f"{statement}，第{statement.round}轮"),
        ("项目", f"{len(projects)}个，预算合计{grouped(total)}万元"),
        ("指标", f"{indicators}个"),
    ]
    if Effect.PUT_IN_PUBLIC in context.step.effects:
        withheld = statement.projects.exclude(withheld_reason="").count()
        figures.append(("不公开的项目", f"{withheld}个，其余{len(projects) - withheld}个任何人可以查看"))
    if Effect.OPEN_PARTS in context.step.effects:
        parts = (str(part) for request in at_finance(statement) for part in request.parts.all())
        figures.append(("只开放", "；".join(parts)))
    return tuple(figures)
