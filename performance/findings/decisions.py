"""What a reviewer decides first: for each topic that is more than wording, which projects and how much money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.content.model import ProjectContent, StatementContent
from performance.review import Finding, OwnerKind, Severity, Topic, group

MOST_DECISIONS = 5
_MOST_NAMED = 3
_BELOW_DECISION = (Topic.UNCLEAR, Topic.WORDING)


@dataclass(frozen=True, slots=True)
class Decision:
    """``message`` is that of the gravest finding; ``projects`` are named with their money, ``more`` are not named."""

    topic: Topic
    number: int
    message: str
    projects: tuple[str, ...]
    more: int
    money: Decimal | None

    @property
    def where(self) -> str:
        named = "、".join(self.projects)
        if self.more:
            named += f"等{len(self.projects) + self.more}个项目"
        if self.money is not None and len(self.projects) + self.more > 1:
            named += f"，共{_money(self.money)}"
        return named or "部门部分"


def decisions(content: StatementContent, findings: Sequence[Finding]) -> tuple[Decision, ...]:
    """At most five, in the order of weight; hints decide nothing."""
    weighty = [finding for finding in findings if finding.severity is not Severity.HINT]
    return tuple(_decisions(content, weighty))[:MOST_DECISIONS]


def _decisions(content: StatementContent, findings: list[Finding]) -> Iterator[Decision]:
    for topic in Topic:
        own = [finding for finding in findings if finding.topic is topic]
        if not own or topic in _BELOW_DECISION:
            continue
        indexes = dict.fromkeys(f.place.index for f in own if f.place.owner is OwnerKind.PROJECT)
        projects = [content.projects[index] for index in indexes]
        amounts = [amount for project in projects if (amount := _budget(project)) is not None]
        yield Decision(
            topic,
            len(own),
            group(own)[0].first.message,
            tuple(map(_named, projects[:_MOST_NAMED])),
            max(0, len(projects) - _MOST_NAMED),
            sum(amounts, Decimal(0)) if amounts else None,
        )


def _budget(project: ProjectContent) -> Decimal | None:
    return project.budget if project.budget is not None else project.annual_budget


def _named(project: ProjectContent) -> str:
    name = "".join(project.name.split()) or "未填名称的项目"
    amount = _budget(project)
    return name if amount is None else f"{name}（{_money(amount)}）"


def _money(amount: Decimal) -> str:
    return f"{amount.normalize():f}万元"
