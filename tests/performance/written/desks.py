"""A card and a report, each open to two people of one unit."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse

from departments.permissions.roles import Role
from performance.views.monitoring.face import FACE as REPORT_FACE
from performance.views.self_evaluation.face import FACE as CARD_FACE
from performance.views.written.posted import base_of
from tests.factories import a_member
from tests.performance.monitoring.periods import a_period
from tests.performance.self_evaluation.years import an_open_year

TEXTS = {"evaluation": ("conclusion", "problems"), "monitoring_report": ("situation", "measures")}


@dataclass(frozen=True)
class Desk:
    """A row, and who may write it. ``one`` and ``other`` are two of its fields."""

    face: object
    row: object
    world: SimpleNamespace
    colleague: object

    @property
    def kind(self):
        return self.face.kind

    @property
    def one(self):
        return TEXTS[self.face.route][0]

    @property
    def other(self):
        return TEXTS[self.face.route][1]

    @property
    def address(self):
        return reverse(self.face.route, args=[self.row.pk])

    @property
    def autosave(self):
        return reverse(f"{self.face.route}_autosave", args=[self.row.pk])

    def texts(self):
        """As it is stored."""
        return self.kind.texts(self.kind.read(self.now()).content)

    def now(self):
        return type(self.row).objects.get(pk=self.row.pk)

    def page(self, mark="a page", **changes):
        """What a page sends that was opened now, with what is typed in it."""
        texts = self.texts()
        shown = {name: text for name, text in texts.items() if not (name.endswith("-unused") and not text)}
        sent = {"base": base_of(self.now(), texts), "version": self.now().version, "page": mark, "end": "1"}
        return {**shown, **sent, **changes}


def a_desk(kind, *, begun=True):
    """``begun``: somebody has saved it before."""
    if kind == "card":
        year = an_open_year()
        return Desk(CARD_FACE, year.finished(), year, a_member(Role.FILLER, at=year.unit))
    period = a_period()
    row = period.save(period.report) if begun else period.report
    return Desk(REPORT_FACE, row, period, a_member(Role.FILLER, at=row.unit))
