"""What was kept of a made-up text at its steps: what the product reads of it, whole or of one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Model

from performance.content.json import dump_content
from performance.content.model import StatementContent
from performance.models import PerformanceStatement, Revision, UnitSubmission
from performance.models.revisions import digest_of
from projects.models import BudgetProject


def filled(
    batch: Mapping[type[Model], list[tuple[Any, ...]]], contents: Mapping[int, StatementContent]
) -> Iterator[tuple[object, ...]]:
    """The rows of the table of revisions. Projects come in the order in which they were made, as the product reads them."""
    years = {key: year for key, _, year, *_ in batch[PerformanceStatement]}
    units: dict[object, list[object]] = defaultdict(list)
    for _, statement, unit, *_ in batch[UnitSubmission]:
        units[statement].append(unit)
    projects: dict[tuple[object, object], list[object]] = defaultdict(list)
    for key, _, unit, year, *_ in batch[BudgetProject]:
        projects[unit, year].append(key)
    for key, statement, unit, number, at, office in batch[Revision]:
        content, start = contents[statement], 0
        keys: list[object] = []
        for one in units[statement]:
            own = projects[one, years[statement]]
            if one == unit:
                own_projects = content.projects[start : start + len(own)]
                content = replace(content, sections=(), goals=(), funding=(), projects=own_projects)
                keys = own
                break
            start += len(own)
            keys += own
        text = dump_content(content)
        yield (key, statement, unit, number, at, text, digest_of(text), keys, office)
