"""A reader that keeps a copy by the feed, and the triggers that a test of migrations may have taken away."""

import pytest
from django.db import connection

from indicators.models import Indicator
from performance.changes.feed import CursorLapsed, changes_since, present_cursor
from performance.changes.triggers import install, missing
from performance.models import MonitoringReport, PerformanceStatement, SelfEvaluation
from performance.models.changes import ChangeKind
from performance.statements.visible_indicators import visible_indicators
from projects.models import BudgetProject
from tests.performance.cast import cast, nothing_found

__all__ = ["cast", "nothing_found"]

MODELS = {
    ChangeKind.STATEMENT: PerformanceStatement,
    ChangeKind.PROJECT: BudgetProject,
    ChangeKind.INDICATOR: Indicator,
    ChangeKind.MONITORING_REPORT: MonitoringReport,
    ChangeKind.EVALUATION: SelfEvaluation,
}


@pytest.fixture(autouse=True)
def _watched(request):
    if {"db", "transactional_db"} & {*request.fixturenames} and missing(connection):
        install()


class Copy:
    """What a system would keep of what ``user`` may see: read once as a whole, then by what has changed."""

    def __init__(self, user, size=1000):
        self.user, self.size, self.told, self.lapsed = user, size, [], 0
        self.read_everything()

    def visible(self, kind):
        if kind == ChangeKind.INDICATOR:
            return visible_indicators(self.user)
        return MODELS[kind].objects.visible_to(self.user)

    def read_everything(self):
        self.cursor = str(present_cursor(self.user))
        self.rows = self.everything()

    def everything(self):
        return {
            (kind.value, row["id"]): row
            for kind in ChangeKind
            for row in self.visible(kind).order_by("pk").values()
        }

    def follow(self):
        """To the end of what there is; what was told, by kind, key and what happened."""
        self.told = []
        while True:
            try:
                page = changes_since(self.cursor, self.user, kinds=(), size=self.size)
            except CursorLapsed:
                self.lapsed += 1
                self.read_everything()
                return self.told
            self.told += [(one.kind, one.id, one.change.value) for one in page.changes]
            for kind in ChangeKind:
                self._take(kind, [one for one in page.changes if one.kind == kind])
            self.cursor = str(page.cursor)
            if not page.more:
                return self.told

    def _take(self, kind, changes):
        there = [one.id for one in changes if one.change != "deleted"]
        for gone in changes:
            self.rows.pop((kind.value, gone.id), None)
        read = self.visible(kind).filter(pk__in=there).values() if there else ()
        self.rows |= {(kind.value, row["id"]): row for row in read}
