"""The two kinds of papers that have a workbook, and what differs between them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet

from performance.content.self_evaluation import CardContent
from performance.content.self_evaluation import from_plain as card_from_plain
from performance.importing.written import cards, reports
from performance.importing.written.identity import CardPapers, Papers, ReportPapers
from performance.importing.written.sheet import PaperSheet, laid_out
from performance.models import (
    EvaluationVersion,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
    PerformanceStatement,
    SelfEvaluation,
)
from performance.models.written import WrittenVersion
from performance.monitoring.content import ReportContent
from performance.monitoring.content import from_plain as report_from_plain
from performance.monitoring.report import Report
from performance.monitoring.services import unwritten, why_not_open
from performance.monitoring.writing import REPORT
from performance.self_evaluation.card import Card, blank_content
from performance.self_evaluation.services import not_open
from performance.self_evaluation.writing import CARD
from performance.steps.locks import CARD_OPEN, REPORT_OPEN
from performance.steps.vocabulary import Subject
from performance.written.people import Row
from performance.written.rows import Fault
from performance.written.saving import Kind
from performance.written.waiting import waiting_for

R = TypeVar("R", bound=Row)
Content = TypeVar("Content")
AnyPaper = TypeVar("AnyPaper")
Owner = TypeVar("Owner", MonitoringTask, PerformanceStatement)


class OfflineForm(ABC, Generic[R, Content, AnyPaper, Owner]):
    """``owner`` is whose papers one workbook holds: a period of monitoring, a text of the year."""

    key: str
    noun: str
    kind: Kind[R, Content]
    identity: type[Papers]
    owner: str  # what a version calls the row it is of
    subjects: Mapping[str, Subject]

    @abstractmethod
    def rows(self, owner: Owner, user: User) -> QuerySet[R]:
        """Those that the user sees, as far as anybody can write in them, in their order."""

    @abstractmethod
    def sheet(self, paper: AnyPaper) -> PaperSheet: ...

    @abstractmethod
    def blank(self, paper: AnyPaper) -> Content:
        """What stood in it before anybody had saved it."""

    @abstractmethod
    def from_plain(self, plain: Mapping[str, Any]) -> Content: ...

    @abstractmethod
    def versions(self, owner: Owner, user: User) -> QuerySet[WrittenVersion]:
        """All that were ever saved of its papers that the user sees, with the rows they are of."""

    def row_of(self, version: WrittenVersion) -> R:
        row: R = getattr(version, self.owner)
        return row

    @abstractmethod
    def faults(self, paper: AnyPaper) -> Iterable[Fault]:
        """What is wrong in what is written: kept all the same, and to be mended before it is handed in."""

    @abstractmethod
    def closed(self, owner: Owner) -> str:
        """Why nobody can write in any of them today, or nothing."""

    def written(self, owner: Owner, user: User) -> QuerySet[R]:
        """Those that are the user's to write now: what is open waits for whoever hands it in."""
        rows = waiting_for(user, self.rows(owner, user), **self.subjects)
        return rows.none() if self.closed(owner) else rows


class ReportForm(OfflineForm[MonitoringReport, ReportContent, Report, MonitoringTask]):
    key = "monitoring"
    noun = "监控报告"
    kind = REPORT
    identity = ReportPapers
    owner = "report"
    subjects = {"of_unit": Subject.MONITORING, "of_department": Subject.DEPARTMENT_MONITORING}

    def rows(self, owner: MonitoringTask, user: User) -> QuerySet[MonitoringReport]:
        around = ("task__office", "statement__department__office", "unit", "revision", "latest__person")
        seen = MonitoringReport.objects.visible_to(user).filter(task=owner, state__in=REPORT_OPEN)
        return seen.select_related(*around).order_by("statement__department__code", "position", "pk")

    def sheet(self, paper: Report) -> PaperSheet:
        return laid_out(reports.report_rows(paper), reports.WIDTHS)

    def blank(self, paper: Report) -> ReportContent:
        return unwritten(paper.promised, paper.before, paper.paid)

    def from_plain(self, plain: Mapping[str, Any]) -> ReportContent:
        return report_from_plain(plain)

    def versions(self, owner: MonitoringTask, user: User) -> QuerySet[MonitoringVersion]:
        seen = MonitoringVersion.objects.visible_to(user).filter(report__task=owner)
        return seen.select_related("report__task", "report__latest")

    def closed(self, owner: MonitoringTask) -> str:
        return why_not_open(owner)

    def faults(self, paper: Report) -> Iterable[Fault]:
        return paper.faults


class CardForm(OfflineForm[SelfEvaluation, CardContent, Card, PerformanceStatement]):
    key = "evaluation"
    noun = "自评表"
    kind = CARD
    identity = CardPapers
    owner = "evaluation"
    subjects = {"of_unit": Subject.EVALUATION, "of_department": Subject.DEPARTMENT_EVALUATION}

    def rows(self, owner: PerformanceStatement, user: User) -> QuerySet[SelfEvaluation]:
        seen = SelfEvaluation.objects.visible_to(user).filter(statement=owner, state__in=CARD_OPEN)
        return seen.select_related("statement__department__office", "unit", "revision").order_by(
            "position", "pk"
        )

    def sheet(self, paper: Card) -> PaperSheet:
        return laid_out(cards.card_rows(paper), cards.WIDTHS)

    def blank(self, paper: Card) -> CardContent:
        return blank_content(paper.promised, paper.scheme, paper.form)

    def from_plain(self, plain: Mapping[str, Any]) -> CardContent:
        return card_from_plain(plain)

    def versions(self, owner: PerformanceStatement, user: User) -> QuerySet[EvaluationVersion]:
        seen = EvaluationVersion.objects.visible_to(user).filter(evaluation__statement=owner)
        return seen.select_related("evaluation")

    def closed(self, owner: PerformanceStatement) -> str:
        return not_open(owner)

    def faults(self, paper: Card) -> Iterable[Fault]:
        return paper.unreadable


REPORTS, CARDS = ReportForm(), CardForm()
