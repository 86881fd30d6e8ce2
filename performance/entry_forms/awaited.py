"""Between which sign and unit a value that is still to be written will stand: the library says it of its indicators."""

from __future__ import annotations

from collections import defaultdict

from indicators.models import IndicatorTemplate
from performance.entry.answers import Answers
from performance.entry.controls import Awaited
from performance.entry_forms.opened_form import FormPage


def awaited_values(form: FormPage, shown: Answers) -> dict[str, Awaited]:
    """By the name of the field; nothing where the library has none of the name, or several that differ."""
    waiting = {
        f"{group}-{number}-value": row["name"]
        for group, rows in shown.records.items()
        for number, row in enumerate(rows)
        if row.get("name") and row.get("value") == ""
    }
    if not waiting:
        return {}
    office = form.statement.department.office.division_code
    offered = IndicatorTemplate.objects.offered_to(office, form.content.province)
    known: dict[str, set[Awaited]] = defaultdict(set)
    for template in offered.filter(name__in=set(waiting.values())):
        known[template.name].add(Awaited(template.name, template.sign, template.unit))
    found = {field: known.get(name, set()) for field, name in waiting.items()}
    return {field: next(iter(entries)) for field, entries in found.items() if len(entries) == 1}
