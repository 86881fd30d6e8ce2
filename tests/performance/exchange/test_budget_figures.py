"""Lists of budget figures: previewed beside what is there, taken over by choice, and held against texts."""

import csv
import json
from decimal import Decimal
from io import StringIO
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from departments.permissions.roles import Role
from performance.documents.numbers import MoneyUnit
from performance.documents.readers import READ_HERE
from performance.exchange.figures import Group, plan_of, take_figures
from performance.exchange.figures_list import AMOUNTS, ListedFigure, NoFigures, figures_of, read_figures
from performance.findings.judgement import judge
from performance.models import BudgetFigure, BudgetRound, PerformanceStatement, Upload
from performance.statements.project_list import begin_statement
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_department, a_member, a_statement, a_unit

pytestmark = pytest.mark.django_db
HEAD = ("单位编码", "项目编码", "项目名称", "项目类别", "预算数（万元）", "一般公共预算（万元）")


@pytest.fixture
def statement():
    department = a_department()
    a_unit(department)
    return a_statement(department, projects=2)


@pytest.fixture
def office(statement):
    return statement.department.office


@pytest.fixture
def keeper(office):
    return a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)


def listed(*rows, head=HEAD):
    text = StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()


def rows_of(statement, **totals):
    unit = statement.department.units.first()
    return [
        (unit.code, one.code, one.name, "", totals.get(one.code, str(one.budget)), "")
        for one in statement.projects
    ]


def read(data, office):
    return read_figures(READ_HERE[".csv"](data), office)


def loaded(figures, office, by, groups=tuple(Group), step=BudgetRound.SECOND):
    digest = plan_of(figures, office, 2026, step).digest
    return take_figures(figures, office, 2026, step, groups=groups, digest=digest, by=by)


def drift(statement):
    """What the rules say of the budget, as one who opens the text finds it."""
    found = judge(PerformanceStatement.objects.get(pk=statement.pk)).findings
    return [finding.evidence for finding in found if finding.code == "C17"]


def test_a_list_is_held_against_what_is_there(statement, office, keeper):
    first, second = rows_of(statement)
    plan = loaded(read(listed(first, second), office), office, keeper)
    assert plan.counts == {"new": 2, "changed": 0, "renamed": 0, "gone": 0}
    new = (first[0], "NEW-1", "新项目", "", "3", "3")
    changed, renamed = (*first[:4], "13", ""), (*second[:2], "新名称", *second[3:])
    later = read(listed(changed, new), office)
    assert plan_of(later, office, 2026, BudgetRound.SECOND).counts == {
        "new": 1,
        "changed": 1,
        "renamed": 0,
        "gone": 1,
    }
    other = read(listed(first, renamed), office)
    plan = plan_of(other, office, 2026, BudgetRound.SECOND)
    assert (plan.counts["renamed"], plan.same) == (1, 1)
    assert plan_of(later, office, 2026, BudgetRound.FIRST).counts["new"] == 2


def test_only_what_was_chosen_is_taken_over(statement, office, keeper):
    first, second = rows_of(statement)
    loaded(read(listed(first, second), office), office, keeper)
    figures = read(listed((*first[:4], "13", "")), office)
    loaded(figures, office, keeper, groups=[Group.CHANGED])
    assert dict(BudgetFigure.objects.values_list("code", "total")) == {
        first[1]: Decimal(13),
        second[1]: Decimal("12.50"),
    }
    loaded(figures, office, keeper, groups=[Group.GONE])
    assert BudgetFigure.objects.get().code == first[1]


def test_nothing_is_written_on_a_plan_that_was_not_seen(statement, office, keeper):
    figures = read(listed(*rows_of(statement)), office)
    kwargs = {"groups": [Group.NEW], "by": keeper}
    with pytest.raises(Overtaken):
        take_figures(figures, office, 2026, BudgetRound.FIRST, digest="0", **kwargs)
    digest = plan_of(figures, office, 2026, BudgetRound.FIRST).digest
    stranger = a_member(Role.PERFORMANCE_SECTION_REVIEWER)
    with pytest.raises(Refused):
        take_figures(figures, office, 2026, BudgetRound.FIRST, digest=digest, groups=[Group.NEW], by=stranger)
    with pytest.raises(Refused):
        take_figures(figures, office, 2026, BudgetRound.FIRST, digest=digest, groups=[Group.GONE], by=keeper)
    assert not BudgetFigure.objects.exists()


def test_a_text_that_drifts_from_the_budget_is_told_with_both_figures(statement, office, keeper):
    first, second = rows_of(statement)
    assert drift(statement) == []
    loaded(read(listed((*first[:4], "13", ""), second), office), office, keeper, step=BudgetRound.FIRST)
    assert drift(statement) == ["文本12.5万元，一上13万元"]
    loaded(read(listed(first, (*second[:4], "14", "")), office), office, keeper)
    assert drift(statement) == ["文本12.5万元，二上14万元"]
    loaded(read(listed(first, second), office), office, keeper)
    assert drift(statement) == []
    statement.projects.filter(code=first[1]).update(budget=Decimal("11"))
    assert drift(statement) == ["文本11万元，二上12.5万元"]


def test_a_text_that_is_begun_later_is_held_against_the_budget_too(office, keeper):
    department = a_department(office)
    unit = a_unit(department)
    loaded(read(listed((unit.code, "P-1", "项目", "", "3", "")), office), office, keeper)
    begun = begin_statement(department, 2026, by=a_member(Role.DEPARTMENT_REVIEWER, at=department))
    assert drift(begun) == ["二上：P-1 项目，3万元"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("?", "P", "项目", "", "3", ""), "单位编码“?”没有登记"),
        (("U", "", "项目", "", "3", ""), "“项目编码”空白"),
        (("U", "P", "项目", "", "", ""), "“预算数”空白"),
        (("U", "P", "项目", "", "三", ""), "“三”不是合理的金额"),
        (("U", "P", "项目", "", "-3", ""), "“-3”不是合理的金额"),
        (("U", "P", "项目", "", "0.0000001", ""), "不是合理的金额"),
        (("U", "P", "项目", "", "3", "2"), "各项资金之和2万元，不等于预算数3万元"),
        (("U", "P" * 65, "项目", "", "3", ""), "“项目编码”有65字，最多64字"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_place(office, row, sentence):
    a_unit(a_department(office), code="U")
    with pytest.raises(NoFigures) as fault:
        read(listed(("U", "Q", "好的", "", "1", ""), row), office)
    (problem,) = fault.value.problems
    assert problem.startswith("第3行")
    assert sentence in problem


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (listed(head=("单位编码", "项目编码", "项目名称", "预算数")), "没有写明金额单位"),
        (listed(head=("名称",)), "文件里没有“单位编码”"),
        (listed(), "名单里没有项目"),
    ],
)
def test_a_file_that_is_no_list_is_told(office, data, sentence):
    with pytest.raises(NoFigures) as fault:
        read(data, office)
    assert sentence in fault.value.problems[0]


def test_a_unit_of_two_departments_needs_its_department(office):
    units = [a_unit(a_department(office), code="SAME") for _ in range(2)]
    row = {"unit": "SAME", "code": "P", "name": "项目", "total": "1"}
    with pytest.raises(NoFigures, match="不止一个部门有这个单位"):
        figures_of([("第1行", row)], office, MoneyUnit.WAN)
    named = {**row, "department": units[1].department.code}
    (figure,) = figures_of([("第1行", named)], office, MoneyUnit.WAN)
    assert figure.unit == units[1].pk


def test_the_page_previews_and_takes_over(client, statement, office, keeper):
    client.force_login(keeper)
    first, second = rows_of(statement)
    file = SimpleUploadedFile("预算数.csv", listed((*first[:4], "13", ""), second))
    sent = {"office": office.pk, "year": 2026, "round": "second", "file": file}
    address = client.post(reverse("budget_figures"), sent).url
    page = client.get(address)
    assert "新增 2 个" in page.text
    upload = Upload.objects.get()
    digest = page.context["plan"].digest
    assert "没有选择" in client.post(address, {"digest": digest}).text
    assert client.post(address, {"digest": digest, "group": ["new"]}).status_code == 302
    assert BudgetFigure.objects.count() == 2
    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert "2026年二上" in client.get(reverse("budget_figures")).text
    bad = {**sent, "file": SimpleUploadedFile("预算数.csv", listed(("?", *first[1:])))}
    assert "没有登记" in client.post(reverse("budget_figures"), bad).text
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    assert client.get(reverse("budget_figures")).status_code == 403
    assert client.get(address).status_code == 404


def processor_time(work):
    """Seconds of the process for what is taken back at once, so that it can be done again."""
    with transaction.atomic():
        began = process_time()
        work()
        taken = process_time() - began
        transaction.set_rollback(True)
    return taken


def test_rows_take_no_more_than_three_bare_inserts(office, keeper):
    number, attempts = 2_000, 6
    unit = a_unit(a_department(office))
    amounts = (Decimal("12.50"), *(None,) * (len(AMOUNTS) - 1))
    figures = tuple(ListedFigure(unit.pk, f"P{n:06}", f"项目{n}", "", amounts) for n in range(number))

    def bare():
        rows = [
            BudgetFigure(
                office_code=office.division_code,
                unit=unit,
                fiscal_year=2025,
                round="first",
                code=one.code,
                name=one.name,
                total=one.amounts[0],
            )
            for one in figures
        ]
        return lambda: BudgetFigure.objects.bulk_create(rows, batch_size=2_000)

    floors, taken = [], []
    while len(taken) < attempts and (not taken or min(taken) >= 3 * min(floors)):
        floors.append(processor_time(bare()))
        taken.append(processor_time(lambda: loaded(figures, office, keeper)))
    assert min(taken) < 3 * min(floors)
    loaded(figures, office, keeper)
    assert BudgetFigure.objects.filter(fiscal_year=2026).count() == number


def test_the_interface_previews_takes_over_and_lists(client, statement, office, keeper):
    client.force_login(keeper)
    unit = statement.department.units.first()
    rows = [{"unit": unit.code, "code": "P-1", "name": "项目", "total": "3.50", "general_budget": "3.50"}]
    sent = {"office": office.pk, "fiscal_year": 2026, "round": "first", "rows": rows}
    preview = _posted(client, "api:budget_figure_preview", sent).json()
    assert preview["counts"] == {"new": 1, "changed": 0, "renamed": 0, "gone": 0}
    assert not BudgetFigure.objects.exists()
    assert (
        _posted(client, "api:budget_figures", {**sent, "digest": "0", "groups": ["new"]}).status_code == 412
    )
    taken = _posted(client, "api:budget_figures", {**sent, "digest": preview["digest"], "groups": ["new"]})
    assert taken.status_code == 200, taken.text
    (row,) = client.get(reverse("api:budget_figures")).json()["results"]
    assert (row["code"], row["total"], row["round"]) == ("P-1", "3.50", "first")
    wrong = {**sent, "rows": [{**rows[0], "unit": "?"}]}
    assert "没有登记" in _posted(client, "api:budget_figure_preview", wrong).text
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    assert _posted(client, "api:budget_figure_preview", sent).status_code == 403


def _posted(client, name, body):
    return client.post(reverse(name), json.dumps(body), content_type="application/json")
