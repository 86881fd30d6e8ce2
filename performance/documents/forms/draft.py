"""What has been read of one card or of one project of a list, before it becomes content."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.content.model import (
    EmptyFamily,
    FieldKind,
    FundLine,
    IndicatorContent,
    OwnField,
    PhaseContent,
    TaskContent,
)
from performance.documents.blocks import SourcePlace


@dataclass
class Tree:
    indicators: list[IndicatorContent] = field(default_factory=list)
    empty: list[EmptyFamily] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.indicators or self.empty)


@dataclass
class Draft:
    """``values`` has the texts of the fields by key; ``mid`` and ``year`` are the two trees a form may have."""

    place: SourcePlace
    title: str = ""
    values: dict[str, str] = field(default_factory=dict)
    goals: list[str] = field(default_factory=list)
    mid_goals: list[str] = field(default_factory=list)
    horizon: str = ""
    funds: list[FundLine] = field(default_factory=list)
    tasks: list[TaskContent] = field(default_factory=list)
    phases: list[PhaseContent] = field(default_factory=list)
    own: list[OwnField] = field(default_factory=list)
    year: Tree = field(default_factory=Tree)
    mid: Tree = field(default_factory=Tree)
    is_listed: bool = False  # in a flat list of all projects
    labels: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    @property
    def is_project(self) -> bool:
        return bool(self.values.get("name"))

    @property
    def says_anything(self) -> bool:
        return bool(
            self.values
            or self.goals
            or self.mid_goals
            or self.funds
            or self.tasks
            or self.own
            or self.year
            or self.mid
        )

    def keep(self, label: str, value: str, group: str = "", kind: FieldKind = FieldKind.TEXT) -> None:
        """An own field, behind those read before it."""
        self.own.append(OwnField(label, value, kind, group, len(self.own)))
