"""A content with the parameters it is judged by: what tables and rules ask of the text as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from indicators.text import normalise_label
from indicators.values import TargetValue, parse_value
from performance.content.model import ProjectContent, StatementContent
from performance.review.budget import UNBOUNDED, Budget, Thing, Watched
from performance.review.evaluated import EvaluatedProject, EvaluatedProjects
from performance.review.families import Family, labels_by_family
from performance.review.planned import PlannedProject
from performance.review.rule_sets import Parameters
from performance.review.standards import Standard, StandardSets


class ReviewedContent:
    """The readings of its values are made once."""

    def __init__(
        self,
        content: StatementContent,
        parameters: Parameters,
        budget: Budget = UNBOUNDED,
        planned: tuple[PlannedProject, ...] = (),
        standards: tuple[Standard, ...] = (),
        evaluated: tuple[EvaluatedProject, ...] = (),
    ) -> None:
        self.content = content
        self.planned = planned
        self.evaluated = evaluated
        self.parameters = parameters
        self.budget = budget
        self._parsed: dict[str, TargetValue] = {}
        self._sets = StandardSets(standards)
        self._results = EvaluatedProjects(evaluated)
        self._standards: dict[str, tuple[Standard, ...]] = {}

    def watched(self, things: Iterable[Thing]) -> Watched[Thing]:
        """For whatever a rule takes apart itself: the lines of a text, the lines of a table of funds."""
        return Watched.by(self.budget, things)

    def parsed(self, text: str) -> TargetValue:
        """The reading of a printed value, made once for each text."""
        if text not in self._parsed:
            self._parsed[text] = parse_value(text, self.content.year)
        return self._parsed[text]

    @cached_property
    def basis_printed(self) -> bool:
        """Whether indicators have a cell for their basis: by the form, or because the text has filled one."""
        return self.parameters.basis_printed or any(one.basis.strip() for one in self.content.indicators())

    @cached_property
    def labels_of_projects(self) -> Mapping[Family, tuple[str, str]]:
        return labels_by_family(chain.from_iterable(one.indicators for one in self.content.projects))

    @cached_property
    def labels_of_goals(self) -> Mapping[Family, tuple[str, str]]:
        return labels_by_family(chain.from_iterable(one.indicators for one in self.content.goals))

    @cached_property
    def owner_name(self) -> str:
        """Who the text is of: the department, else the first budget unit that a project names."""
        names = (self.content.department_name, *(project.unit_name for project in self.content.projects))
        return next((normalise_label(name) for name in names if name.strip()), "")

    def results_of(self, project: ProjectContent) -> dict[int, EvaluatedProject]:
        """What became of this project in the years before, by year."""
        return self._results.of(project)

    def standards_of(self, project: ProjectContent) -> tuple[Standard, ...]:
        """What the office expects a project of this kind to be measured by; asked of each name once."""
        if project.name not in self._standards:
            self._standards[project.name] = self._sets.of(project.name)
        return self._standards[project.name]
