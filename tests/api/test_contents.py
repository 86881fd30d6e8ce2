"""Reading and writing what a statement says: on a version, within sight, into the trail."""

from dataclasses import replace

import pytest

from departments.models import BudgetUnit
from departments.permissions.roles import Role
from departments.trail.entry import Action, TrailEntry
from performance.content.json import to_plain
from performance.models import PerformanceStatement, StatementState, UnitState, UnitSubmission
from performance.statements.selectors import statement_content
from projects.models import BudgetProject
from tests.api.conftest import Program
from tests.factories import a_content, a_department, a_member, a_project_content, full_content


def content_at(cast):
    return f"statements/{cast.statement_pk}/content/"


def project_at(project):
    return f"projects/{project.pk}/content/"


def edits():
    return TrailEntry.objects.filter(action=Action.EDIT)


def test_what_is_read_is_the_shape_that_revisions_keep(cast):
    answer = cast.chief.get(content_at(cast))
    assert answer.json() == to_plain(statement_content(cast.statement))
    assert answer["ETag"] == cast.tag


def test_what_is_put_is_what_it_says_from_then_on(cast):
    wanted = replace(
        a_content(cast.department, year=2026),
        projects=(a_project_content(cast.other, code="13020026P000000000099"),),
    )
    answer = cast.chief.ask("PUT", content_at(cast), to_plain(wanted), match=cast.tag)
    assert answer.status_code == 200, answer.text
    assert answer.json() == to_plain(wanted) == to_plain(statement_content(cast.statement))
    assert answer["ETag"] == cast.tag
    assert "接口替换内容" in edits().get().details


def test_putting_what_is_there_changes_nothing(cast):
    before = cast.tag
    payload = cast.chief.get(content_at(cast)).json()
    assert cast.chief.ask("PUT", content_at(cast), payload, match=before).status_code == 200
    assert cast.tag == before
    assert not edits().exists()


def test_a_patch_replaces_the_members_that_it_names(cast):
    before = statement_content(cast.statement)
    patch = {"cover": {"mark": "定稿"}, "sections": []}
    answer = cast.chief.ask("PATCH", content_at(cast), patch, match=cast.tag)
    assert answer.status_code == 200, answer.text
    after = statement_content(cast.statement)
    assert (after.cover.mark, after.cover.filled_by, after.sections) == ("定稿", "", ())
    assert after == replace(before, cover=after.cover, sections=())


def test_a_filler_reads_the_own_projects_and_saves_past_the_others(cast):
    payload = cast.filler.get(content_at(cast)).json()
    (project,) = payload["projects"]
    assert project["unit_code"] == cast.own.code
    before = statement_content(cast.statement)
    payload["projects"] = [{**project, "purpose": "另有用途。"}, to_plain(a_project_content(cast.own))]
    answer = cast.filler.ask("PUT", content_at(cast), payload, match=cast.tag)
    assert answer.status_code == 200, answer.text
    after = statement_content(cast.statement)
    assert [project.purpose for project in after.projects] == [
        "另有用途。",
        "用于开展科普活动。",
        before.projects[1].purpose,
    ]
    assert after.projects[2] == before.projects[1]


def test_to_a_filler_the_other_units_do_not_exist(cast):
    payload = cast.filler.get(content_at(cast)).json()
    named = to_plain(a_project_content(cast.other))
    for unit in ((cast.other.code, "甲"), ("", cast.other.name), ("", "没有的"), ("zzz", ""), ("", "")):
        project = named | dict(zip(("unit_code", "unit_name"), unit, strict=True))
        changed = payload | {"projects": [*payload["projects"], project]}
        answer = cast.filler.ask("PUT", content_at(cast), changed, match=cast.tag)
        sentence = (
            f"第2个项目“{project['name']}”：不认识预算单位“{' '.join(unit).strip()}”，应为“{cast.own}”之一。"
        )
        own = unit == ("", "")  # who names no unit means the first one, which is the own
        assert answer.status_code == (200 if own else 400)
        assert own or [problem["message"] for problem in answer.json()["problems"]] == [sentence]


def test_to_a_filler_the_other_units_do_not_exist_when_a_text_is_begun(cast):
    values = {
        "department": cast.department.pk,
        "fiscal_year": 2031,
        "content": to_plain(full_content(cast.department)),
    }
    values["content"] |= {"year": 2031}
    answer = cast.filler.ask("POST", "statements/", values)
    assert answer.status_code == 400
    assert all(f"应为“{cast.own}”之一" in problem["message"] for problem in answer.json()["problems"])


@pytest.mark.parametrize("change", [{"code": "999999"}, {"name": "改了名的单位"}, {"position": 9}])
def test_a_unit_may_be_called_otherwise_and_keeps_its_projects(cast, change):
    """An old text goes on naming it as it was called then."""
    before = list(BudgetProject.objects.order_by("pk").values_list("pk", "unit"))
    unit = f"units/{cast.own.pk}/"
    assert cast.keeper.ask("PATCH", unit, change, match=cast.keeper.get(unit)["ETag"]).status_code == 200
    answer = cast.chief.ask("PATCH", content_at(cast), {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert answer.status_code == 200
    assert list(BudgetProject.objects.order_by("pk").values_list("pk", "unit")) == before


def test_units_that_exchange_their_codes_do_not_exchange_their_projects(cast):
    before = list(BudgetProject.objects.order_by("pk").values_list("pk", "unit"))
    codes = cast.own.code, cast.other.code
    BudgetUnit.objects.filter(pk=cast.own.pk).update(code="in between")
    BudgetUnit.objects.filter(pk=cast.other.pk).update(code=codes[0])
    BudgetUnit.objects.filter(pk=cast.own.pk).update(code=codes[1])
    answer = cast.chief.ask("PATCH", content_at(cast), {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert answer.status_code == 200
    assert list(BudgetProject.objects.order_by("pk").values_list("pk", "unit")) == before


def test_a_unit_that_has_entered_something_does_not_change_its_department(cast):
    unit = f"units/{cast.other.pk}/"
    elsewhere = {"department": a_department(cast.department.office).pk}
    answer = cast.keeper.ask("PATCH", unit, elsewhere, match=cast.keeper.get(unit)["ETag"])
    assert answer.status_code == 400
    assert "已有预算项目或填报记录" in answer.text
    assert cast.statement.projects.count() == 2


def test_the_order_of_units_is_the_departments_whatever_else_is_changed(cast):
    PerformanceStatement.objects.update(state=StatementState.RETURNED_TO_UNIT)
    payload = cast.chief.get(content_at(cast)).json()
    first, second = payload["projects"]
    first["purpose"] = "改了的用途。"
    turned = payload | {"projects": [second, first]}
    assert cast.chief.ask("PUT", content_at(cast), turned, match=cast.tag).status_code == 409


def test_a_filler_may_not_touch_the_departments_part(cast):
    answer = cast.filler.ask("PATCH", content_at(cast), {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert answer.status_code == 409
    assert answer.json() == {"detail": "部门部分不由您填报，不能修改。"}
    assert not edits().exists()


def test_what_the_workflow_has_locked_is_refused_with_its_sentence(cast):
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(state=StatementState.FIRST_REVIEW)
    answer = cast.chief.ask("PATCH", content_at(cast), {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "部门部分目前已锁定（文本为“财政初审”），不能修改。"


@pytest.mark.parametrize(
    ("match", "status"),
    [
        (None, 428),
        ("*", 428),
        ('"99"', 412),
        ("nonsense", 412),
        ('"1", "2"', 412),
        ('W/"1"', 200),
        ('"1"', 200),
    ],
)
def test_a_change_names_the_version_it_was_made_on(cast, match, status):
    answer = cast.chief.ask("PATCH", content_at(cast), {"cover": {"mark": "定稿"}}, match=match)
    assert answer.status_code == status
    assert cast.statement.version == (2 if status == 200 else 1)


def test_of_two_who_read_the_same_the_second_is_told(cast):
    seen = cast.tag
    first, second = (
        cast.chief.ask("PATCH", content_at(cast), {"cover": {"mark": mark}}, match=seen) for mark in "甲乙"
    )
    assert (first.status_code, second.status_code) == (200, 412)
    assert second.json()["detail"].endswith("已被他人修改，请刷新后在最新内容上重新修改。")
    assert cast.statement.mark == "甲"


def test_faults_carry_the_path_to_the_field_all_at_once(cast):
    patch = {"sections": [{"kind": "nonsense"}], "projects": [{"budget": "许多"}], "state": "approved"}
    answer = cast.chief.ask("PATCH", content_at(cast), patch, match=cast.tag)
    assert answer.status_code == 400
    assert [problem["path"] for problem in answer.json()["problems"]] == [
        ".state",
        ".sections[0].kind",
        ".projects[0].budget",
    ]


def test_what_no_column_holds_is_refused_with_the_path_to_the_field(cast):
    patch = {"projects": [{"unit_code": cast.own.code, "name": "甲", "budget": "-1.00"}]}
    answer = cast.chief.ask("PATCH", content_at(cast), patch, match=cast.tag)
    assert answer.status_code == 400
    (problem,) = answer.json()["problems"]
    assert problem["path"] == ".projects[0].budget"
    assert "为负数" in problem["message"]


def test_a_project_is_replaced_by_itself(cast):
    response = cast.filler.get(project_at(cast.own_project))
    wanted = {**response.json(), "code": "13020026P000000000777", "name": "另一名称"}
    answer = cast.filler.ask("PUT", project_at(cast.own_project), wanted, match=response["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.json() == wanted
    assert answer["ETag"] != response["ETag"]
    cast.own_project.refresh_from_db()
    assert cast.own_project.name == "另一名称"
    assert "接口替换项目" in edits().get().details


def test_what_another_unit_saves_does_not_make_a_project_stale(cast):
    response = cast.chief.get(project_at(cast.own_project))
    elsewhere = cast.chief.ask(
        "PATCH",
        project_at(cast.other_project),
        {"purpose": "乙"},
        match=cast.chief.get(project_at(cast.other_project))["ETag"],
    )
    assert elsewhere.status_code == 200, elsewhere.text
    patched = cast.chief.ask("PATCH", project_at(cast.own_project), {"purpose": "甲"}, match=response["ETag"])
    assert patched.status_code == 200, patched.text
    assert (
        cast.chief.ask(
            "PATCH", project_at(cast.own_project), {"purpose": "丙"}, match=response["ETag"]
        ).status_code
        == 412
    )


def test_the_faults_of_a_project_have_paths_that_begin_at_it(cast):
    response = cast.filler.get(project_at(cast.own_project))
    answer = cast.filler.ask("PATCH", project_at(cast.own_project), {"locked": True}, match=response["ETag"])
    assert answer.json()["problems"] == [{"path": ".locked", "message": "没有这一项。"}]


def test_so_have_the_values_that_no_column_holds(cast):
    response = cast.chief.get(project_at(cast.other_project))
    answer = cast.chief.ask("PATCH", project_at(cast.other_project), {"budget": "-1"}, match=response["ETag"])
    assert [problem["path"] for problem in answer.json()["problems"]] == [".budget"]


def test_a_locked_project_is_refused(cast):
    UnitSubmission.objects.update_or_create(
        statement=cast.statement, unit=cast.own, defaults={"state": UnitState.SUBMITTED}
    )
    response = cast.filler.get(project_at(cast.own_project))
    answer = cast.filler.ask("PATCH", project_at(cast.own_project), {"purpose": "甲"}, match=response["ETag"])
    assert answer.status_code == 409
    assert "目前已锁定" in answer.json()["detail"]


def test_a_new_statement_is_made_once(cast):
    content = to_plain(a_content(cast.department, year=2027))
    body = {"department": cast.department.pk, "fiscal_year": 2027, "content": content}
    first, second = (cast.chief.ask("POST", "statements/", body) for _ in range(2))
    assert first.status_code == 201, first.text
    assert (first.json()["fiscal_year"], first.json()["state"], first.json()["version"]) == (
        2027,
        "drafting",
        1,
    )
    assert second.status_code == 409
    assert second.json()["detail"].endswith("已有2027年绩效文本。")
    assert edits().count() == 1


def test_a_filler_makes_no_statement(cast):
    content = to_plain(a_content(cast.department, year=2027))
    body = {"department": cast.department.pk, "fiscal_year": 2027, "content": content}
    assert cast.filler.ask("POST", "statements/", body).status_code == 409
    assert PerformanceStatement.objects.count() == 1


def test_problems_count_the_projects_that_were_sent(cast, client):
    """Not those out of sight before them, of which nobody is to learn that they are there."""
    filler = Program(client, a_member(Role.FILLER, at=cast.other))
    payload = filler.get(content_at(cast)).json()
    payload["projects"][0]["budget"] = "99999999999999"
    (problem,) = filler.ask("PUT", content_at(cast), payload, match=cast.tag).json()["problems"]
    assert problem["path"] == ".projects[0].budget"
    assert "第1个项目" in problem["message"]
