"""Reports of monitoring and cards of self-evaluation leave with their text, as they were saved."""

import pytest

from performance.exchange.rows import rows_of
from performance.exchange.texts import exchanged_texts
from performance.models import PerformanceStatement
from tests.performance.exchange.packing import packed, read
from tests.performance.monitoring.periods import a_period
from tests.performance.self_evaluation.years import an_open_year

pytestmark = pytest.mark.django_db


def text_of(statement):
    (text,) = exchanged_texts(PerformanceStatement.objects.filter(pk=statement.pk))
    return text


def told(text, name):
    """The rows of a table by the names of its fields."""
    return [
        dict(zip(table.columns, cells, strict=True)) for table, cells in rows_of(text) if table.name == name
    ]


def test_a_report_leaves_with_what_was_promised():
    period = a_period()
    period.save(period.report)
    text = text_of(period.statement)
    first, *_ = told(text, "PAY_PERF_MONITOR_INFO")
    wanted = {
        "kpi_val": "≥8次",
        "perf_comp": "6次",
        "est_perf_annual": "10次",
        "pro_bgt_comp": "7.50",
        "ext_likelihood": "确定能",
        "agency_code": period.unit.code,
        "pro_code": period.report.code,
    }
    assert {name: first[name] for name in wanted} == wanted
    assert told(text, "PAY_PERF_MONITOR_TASK")[0]["task_end_date"] == period.task.due.isoformat()
    assert read(packed([text])) == [text]


def test_a_card_leaves_with_its_scores():
    year = an_open_year()
    card = year.finished()
    text = text_of(year.statement)
    (evaluation,) = told(text, "PM_PERF_SELF_EVAL")
    results = told(text, "PM_SELF_EVAL_INDICATOR")
    assert evaluation["total_eval_value"] == f"{card.total:.2f}"
    assert [row["ind_comp"] for row in results] == ["9次", "12.50万元", "12万人次", "96%"]
    assert results[2]["devi_analy"] == "7月连续暴雨，露天场地停用三周"
    assert {row["eval_id"] for row in results} == {evaluation["eval_id"]}
    (whole, *_) = told(text, "PM_PERF_SELF_BGT")
    assert (whole["reply_amt"], whole["cur_amt"], whole["year_adj_amt"]) == ("125000.00", "125000.00", "0.00")
    assert told(text, "PM_SELF_EVAL_GOAL")[0]["goal_comp"] == "全年活动按计划办完。"
    assert read(packed([text])) == [text]


@pytest.mark.parametrize("reports", [1, 2])
def test_queries_do_not_grow_with_the_reports(reports, django_assert_num_queries):
    period = a_period()
    rows = period.task.reports.filter(unit__isnull=False)
    for row, person in list(zip(rows, (period.filler, period.neighbour), strict=True))[:reports]:
        period.save(row, by=person)
    with django_assert_num_queries(9):
        text = text_of(period.statement)
    assert len(text.periods[0].reports) == reports
