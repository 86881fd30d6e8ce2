"""The history over the interface: told, brought back, undone; on the version that was read."""

from dataclasses import replace

import pytest

from performance.models.history import Source
from performance.statements.project_list import remove_project
from performance.statements.selectors import statement_content
from performance.statements.services import save_content


@pytest.fixture
def first(cast):
    """What the statement said before both projects were changed."""
    content = statement_content(cast.statement)
    changed = replace(content, projects=tuple(replace(one, purpose="改过") for one in content.projects))
    statement = cast.statement
    save_content(
        changed,
        department=statement.department,
        year=statement.fiscal_year,
        by=cast.chief.user,
        source=Source.FORM,
    )
    return content


def history(cast):
    return f"statements/{cast.statement_pk}/history/"


def test_a_change_is_told_by_field_and_brought_back(cast, first):
    (act,) = cast.chief.get(history(cast)).json()
    assert (act["person"], act["source"], len(act["rows"])) == (cast.chief.user.username, "form", 2)
    (field,) = act["rows"][0]["changes"]
    assert (field["old"], field["new"]) == (first.projects[0].purpose, "改过")
    address = f"{history(cast)}{act['id']}/restore/"
    answer = cast.chief.ask("POST", address, {"place": field["place"]}, match=cast.tag)
    assert (answer.status_code, answer.json()["changed"]) == (200, True)
    assert [one.purpose for one in statement_content(cast.statement).projects] == [
        first.projects[0].purpose,
        "改过",
    ]
    answer = cast.chief.ask("POST", address, {"what": "all"}, match=answer.headers["ETag"])
    assert answer.status_code == 200
    assert statement_content(cast.statement) == first


def test_a_filler_is_told_of_the_own_unit_and_undoes_no_other(cast, first):
    (act,) = cast.filler.get(history(cast)).json()
    assert [row["title"] for row in act["rows"]] == [first.projects[0].name]
    address = f"{history(cast)}{act['id']}/restore/"
    assert cast.filler.ask("POST", address, {"place": "project:1:purpose"}, match=cast.tag).status_code == 409
    assert cast.filler.ask("POST", address, {"what": "undo"}, match=cast.tag).status_code == 200
    assert [one.purpose for one in statement_content(cast.statement).projects] == [
        first.projects[0].purpose,
        "改过",
    ]


def test_what_was_removed_is_in_the_bin(cast):
    first = statement_content(cast.statement)
    remove_project(cast.statement, cast.own_project, by=cast.filler.user)
    (one,) = cast.filler.get(f"statements/{cast.statement_pk}/recycle-bin/").json()
    assert (one["kind"], one["title"]) == ("预算项目", first.projects[0].name)
    address = f"{history(cast)}{one['earlier']}/restore/"
    assert cast.filler.ask("POST", address, {"place": one["place"]}, match=cast.tag).status_code == 200
    assert statement_content(cast.statement) == first


def test_nothing_is_done_unseen_or_to_what_is_not_there(cast, first):
    (act,) = cast.chief.get(history(cast)).json()
    address = f"{history(cast)}{act['id']}/restore/"
    assert cast.chief.ask("POST", address, {"what": "all"}).status_code == 428
    assert cast.chief.ask("POST", address, {"what": "all"}, match='"0"').status_code == 412
    assert cast.chief.ask("POST", address, {"place": "nothing"}, match=cast.tag).status_code == 400
    assert cast.chief.ask("POST", address, {"what": "everything"}, match=cast.tag).status_code == 400
    for other in (cast.stranger, cast.section, cast.auditor):
        assert other.get(history(cast)).status_code == 404
        assert other.ask("POST", address, {"what": "all"}, match=cast.tag).status_code == 404
