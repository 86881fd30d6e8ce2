"""What an office may move of a rule: each threshold with its bounds, declared beside the rule that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """``name`` is that of the parameter; both bounds are included."""

    name: str
    label: str
    least: float
    most: float

    @property
    def is_whole(self) -> bool:
        return isinstance(self.least, int)

    def problem_of(self, value: object) -> str:
        """Why the value cannot be taken; empty where it can."""
        numeric = int if self.is_whole else int | float
        if isinstance(value, bool) or not isinstance(value, numeric):
            return f"门槛“{self.label}”应为{'整数' if self.is_whole else '数'}。"
        if not self.least <= value <= self.most:
            return f"门槛“{self.label}”应在{self.least}与{self.most}之间。"
        return ""


# Of several rules: one number moves them all.
ALIKE_PROJECTS = Threshold("alike_projects", "至少几个项目、几条指标相同才提示", 3, 20)
COPY_LIKENESS = Threshold("copy_likeness", "视为照抄的相似度", 0.8, 1.0)
