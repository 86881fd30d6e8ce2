"""Whatever statement a step or an import is broken off behind, nothing of it stands."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from performance.content.json import dump_content
from performance.differences.opened import OpenedKind
from performance.importing.applying import confirm
from performance.importing.taking_in import take_in_several
from performance.models import (
    Action,
    AlertState,
    EvaluationState,
    MonitoringReport,
    StatementState,
    UnitState,
)
from performance.monitoring.answering import answer_alert
from performance.monitoring.origins import origin_named, origin_of
from performance.monitoring.recalculation import recalculate
from performance.monitoring.services import report_of, save_report
from performance.monitoring.transitions import perform as hand_in
from performance.self_evaluation.rechecking import Checked, recheck
from performance.self_evaluation.services import card_of, save_card
from performance.self_evaluation.transitions import perform as walk_card
from performance.self_evaluation.uses import Decided, decide
from performance.statements.selectors import statement_content
from performance.workflow.applications import Application, NamedPart
from performance.workflow.request_steps import apply_for
from performance.workflow.services import perform
from tests.performance.cast import all_passed, cast, nothing_found
from tests.performance.monitoring.periods import a_period, written
from tests.performance.monitoring.test_transitions import behind, explained
from tests.performance.self_evaluation.cards import done
from tests.performance.self_evaluation.test_rechecking import FULL
from tests.performance.self_evaluation.test_transitions import put
from tests.performance.self_evaluation.years import an_open_year
from tests.trust.snapshot import snapshot

__all__ = ["all_passed", "cast", "nothing_found"]

ENVELOPE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")  # what makes it whole is not part of it


class BrokenOff(Exception):
    """The process is gone, as far as the code can tell."""


@contextmanager
def broken_off_behind(number):
    """Yields the statements that were run; behind that of this number everything ends."""
    run = []

    def execute(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if not sql.startswith(ENVELOPE):
            run.append(sql)
            if len(run) == number:
                raise BrokenOff
        return answer

    with connection.execute_wrapper(execute):
        yield run


def step(cast, action, by):
    statement = cast.statement
    return lambda: perform(statement, action, by=by, expected_version=statement.version)


def submit(cast):
    return step(cast, Action.SUBMIT, cast.chief)


def approve(cast):
    cast.put(statement=StatementState.APPROVAL)
    return step(cast, Action.APPROVE, cast.approver)


def take_a_file_in(cast):
    content = statement_content(cast.statement)
    edited = replace(content.projects[0], purpose="另一用途")
    data = dump_content(replace(content, projects=(edited,))).encode()
    cast.put(units=UnitState.FILLING)
    cast.statement.projects.update(locked=False)
    upload = take_in_several([(data, "文本.json")], user=cast.chief, statement=cast.statement)
    values = {"sha256": upload.sha256, "version": str(upload.version), "acknowledged": True}
    return lambda: confirm(upload.pk, user=cast.chief, **values)


OPERATIONS = {"报送": submit, "批复": approve, "导入": take_a_file_in}


def save_a_report():
    period = a_period()
    row, content = period.report, written(report_of(period.report))
    return lambda: save_report(row, content, by=period.filler, expected_version=row.version)


def hand_a_report_in():
    """With warnings, which are raised and told with the step."""
    period = a_period()
    row = period.save(period.report, explained(period.report, spent="1", shortfall="采购流标"))
    return lambda: hand_in(row, Action.SUBMIT, by=period.filler, expected_version=row.version)


def answer_a_warning():
    period = a_period()
    alert = behind(period).alerts.get(code="MO8")
    until = timezone.localdate() + timedelta(days=30)
    return lambda: answer_alert(alert, answer="continue", reason="重新招标", until=until, by=period.filler)


def renew_warnings():
    row = behind(a_period())
    MonitoringReport.objects.filter(pk=row.pk).update(money_light="none", basis="")
    row.alerts.update(words="以前的算式", state=AlertState.LAPSED)
    return lambda: recalculate(MonitoringReport.objects.all())


def apply_from_a_warning():
    period = a_period()
    alert = behind(period).alerts.get(code="MO8")
    origin = origin_named(origin_of(alert), period.statement, period.filler)
    parts = (NamedPart(OpenedKind.PROJECT_MONEY.value, period.report.project_id),)
    application = Application(parts, origin=origin)
    return lambda: apply_for(
        period.statement, application, by=period.filler, unit=period.unit, reason="采购流标"
    )


def save_a_card():
    year = an_open_year()
    card = year.made()
    content = done(card_of(card))
    return lambda: save_card(card, content, by=year.filler, expected_version=card.version)


def hand_a_card_in():
    year = an_open_year()
    card = year.finished()
    return lambda: walk_card(card, Action.SUBMIT, by=year.filler, expected_version=card.version)


def at_finance():
    year = an_open_year()
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    return year, card


def check_a_card():
    year, card = at_finance()
    checked = Checked(FULL, "问题写得不够")
    return lambda: recheck(card, checked, by=year.section)


def grade_a_card():
    year, card = at_finance()
    return lambda: walk_card(card, Action.GRADE, by=year.performance, expected_version=card.version)


def decide_on_a_card():
    year, card = at_finance()
    walk_card(card, Action.GRADE, by=year.performance, expected_version=card.version)
    card.refresh_from_db()
    decided = Decided("compress", percent="20", reason="人数没有达到")
    return lambda: decide(card, decided, by=year.performance)


AFTER_APPROVAL = {
    "保存监控报告": save_a_report,
    "报送监控报告": hand_a_report_in,
    "答复预警": answer_a_warning,
    "重新计算预警": renew_warnings,
    "由预警申请调整": apply_from_a_warning,
    "保存自评表": save_a_card,
    "报送自评表": hand_a_card_in,
    "复核自评表": check_a_card,
    "评定等次": grade_a_card,
    "结果应用": decide_on_a_card,
}


@pytest.mark.figure(10)
@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_broken_off_leaves_nothing_behind(name, cast, all_passed, trial):
    assert broken_off_everywhere(name, OPERATIONS[name](cast), trial, every=trial.times(7, 1)) > 10


@pytest.mark.figure(10)
@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.parametrize("name", AFTER_APPROVAL)
def test_nor_does_what_follows_upon_an_approval(name, trial):
    assert broken_off_everywhere(name, AFTER_APPROVAL[name](), trial, every=trial.times(15, 1)) > 5


def broken_off_everywhere(name, operation, trial, *, every):
    """How many statements it has, when it is left in peace at last."""
    before = snapshot()
    number = 1
    while True:
        with broken_off_behind(number) as run:
            try:
                operation()
            except BrokenOff:
                left = [table for table, digest in snapshot().items() if digest != before[table]]
                trial.count(f"{name}中断处", 1)
                trial.find("半途状态", len(left))
                assert left == [], run[-1]
            else:
                break
        number += every
    trial.measure(f"{name}共 {len(run)} 条 SQL")
    assert snapshot() != before
    return len(run)
