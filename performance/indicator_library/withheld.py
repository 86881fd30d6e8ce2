"""What an office counts in approved texts is seen by everybody who has a place there: withheld projects are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from departments.models import FinanceOffice
from performance.content.model import ProjectContent, StatementContent
from projects.models import BudgetProject, WithheldIdentity


class Withheld:
    """The withheld projects of an office, read once: their rows, and every code and name that they stood under."""

    def __init__(self, office: FinanceOffice) -> None:
        rows = BudgetProject.objects.filter(unit__department__office=office)
        stored = rows.exclude(withheld_reason="").values_list(
            "unit__department", "fiscal_year", "pk", "code", "name"
        )
        identities = WithheldIdentity.objects.filter(unit__department__office=office)
        remembered = identities.values_list("unit__department", "fiscal_year", "project_key", "code", "name")
        self._known: defaultdict[tuple[int, int], set[object]] = defaultdict(set)
        for department, year, *known in (*stored, *remembered):
            self._known[department, year].update(word for word in known if word)

    def left_out(
        self, department: int, year: int, content: StatementContent, keys: Sequence[int]
    ) -> StatementContent:
        """The text without them; whoever doubts whether a project is withheld leaves it out."""
        known = self._known.get((department, year))
        if not known:
            return content
        keys = keys if len(keys) == len(content.projects) else [0] * len(content.projects)

        def is_shown(key: int, project: ProjectContent) -> bool:
            return known.isdisjoint((key, project.code, project.name))

        pairs = zip(keys, content.projects, strict=True)
        return replace(content, projects=tuple(project for key, project in pairs if is_shown(key, project)))
