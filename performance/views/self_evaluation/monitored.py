"""What monitoring said last of the project that a card is of: beside its fields and, if wanted, in those that are blank."""

from dataclasses import dataclass, replace

from performance.models import MonitoringReport
from performance.monitoring.report import Report
from performance.monitoring.services import report_of
from performance.self_evaluation.services import end_of


@dataclass(frozen=True)
class Monitored:
    report: Report

    @property
    def task(self):
        return self.report.row.task

    @property
    def is_final(self):
        """Whether the period ends with the year, so that what was reached then is what was reached."""
        return self.task.cutoff >= end_of(self.task.fiscal_year)

    def states_of(self, card):
        """For each indicator of the card; of two of one name nobody can say which it was."""
        named = {}
        for state in self.report.content.states:
            named.setdefault(state.key, []).append(state)
        return [
            found[0] if len(found := named.get(row.key, [])) == 1 else None for row in card.content.results
        ]

    def value_of(self, state):
        return (state.actual if self.is_final else state.forecast).strip()

    def words_of(self, card):
        """By the place of the indicator."""
        states = enumerate(self.states_of(card))
        return {
            place: f"{self.task}：执行情况 {state.actual or '未填'}，全年预计 {state.forecast or '未填'}"
            for place, state in states
            if state and (state.actual.strip() or state.forecast.strip())
        }


def monitored(row, user):
    """The last report that was saved, if this person may see it; None where nobody can say which project it was."""
    if row.unit_id is not None and row.project_id is None:
        return None
    named = {"project": row.project_id} if row.unit_id else {"unit__isnull": True}
    visible = MonitoringReport.objects.visible_to(user).filter(statement=row.statement_id, **named)
    around = ("task__office", "statement__department__office", "unit", "revision", "latest")
    saved = visible.filter(latest__isnull=False).select_related(*around)
    report = saved.order_by("-task__cutoff", "-task_id").first()
    return report and Monitored(report_of(report))


def filled_in(card, said):
    """The card with what monitoring said where nothing stands; how many fields that were."""
    results, number = [], 0
    for row, state in zip(card.content.results, said.states_of(card), strict=True):
        value = said.value_of(state) if state else ""
        taken = bool(value) and not row.value.strip()
        number += taken
        results.append(replace(row, value=value) if taken else row)
    return replace(card.content, results=tuple(results)), number
