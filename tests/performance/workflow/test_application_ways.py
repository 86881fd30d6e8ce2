"""Whatever way a change comes by, an adjustment takes what it opened and names the place of what it did not."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from performance.content.json import to_plain
from performance.differences.opened import OpenedKind
from performance.documents.convert import write_text
from performance.entry_forms.opened_form import open_form
from performance.evidence.services import Offered, add_supporting, remove_evidence
from performance.evidence.supporting import Supported
from performance.exporting.gathering import supporting_bytes, supporting_files
from performance.importing.template.workbook import WorkbookOptions, template
from performance.models import (
    Action,
    AdjustmentPart,
    AdjustmentRequest,
    Evidence,
    PerformanceStatement,
    RequestState,
    StatementState,
    UnitState,
    UnitSubmission,
    WorkflowEvent,
)
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.steps.refusals import Refused
from tests.api.conftest import Program
from tests.performance.entry_forms.conftest import fields_of
from tests.performance.evidence.test_gate import PDF, PNG
from tests.performance.importing.conftest import cell_under, confirmed, edited, sent

pytestmark = pytest.mark.usefixtures("nothing_found")
REFUSED = "本次调整没有开放"


@pytest.fixture
def adjusted(cast):
    """Under way, with the money of the project open and nothing else."""
    statement = cast.approved().put(statement=StatementState.ADJUSTING, units=UnitState.PASSED).statement
    UnitSubmission.objects.filter(statement=statement, unit=cast.busy).update(state=UnitState.FILLING)
    filed = WorkflowEvent.objects.create(
        statement=statement,
        action=Action.ADJUST,
        label="申请调整",
        source=StatementState.APPROVED,
        target=StatementState.REQUESTED,
        actor=cast.chief,
        actor_name="部门审核人",
        round=1,
        version=1,
    )
    allowed = cast.arrived(
        StatementState.ADJUSTING, source=StatementState.REQUESTED, action=Action.ALLOW, by=cast.performance
    )
    request = AdjustmentRequest.objects.create(
        statement=statement,
        filed=filed,
        forwarded=filed,
        allowed=allowed,
        state=RequestState.ALLOWED,
        version=2,
    )
    AdjustmentPart.objects.create(
        request=request, kind=OpenedKind.PROJECT_MONEY.value, project=statement.projects.get()
    )
    assert take_revision(statement, None, statement_content(statement)) == statement.approved_revision
    return cast


def said(cast):
    return statement_content(PerformanceStatement.objects.get(pk=cast.statement_pk)).projects[0]


def by_form(cast, client, **changed):
    client.force_login(cast.filler)
    project = cast.statement.projects.get()
    fields = fields_of(open_form(cast.statement, project=project))
    words = {name: str(value) for name, value in changed.items()}
    return client.post(reverse("entry_project", args=[cast.statement_pk, project.pk]), fields | words).text


def by_autosave(cast, client, **changed):
    client.force_login(cast.filler)
    project = cast.statement.projects.get()
    fields = fields_of(open_form(cast.statement, project=project))
    words = {name: str(value) for name, value in changed.items()}
    answer = client.post(reverse("autosave_project", args=[cast.statement_pk, project.pk]), fields | words)
    return answer.content.decode("unicode_escape", errors="replace") + answer.text


def by_interface(cast, client, **changed):
    words = {name: str(value) for name, value in changed.items()}
    address = f"projects/{cast.statement.projects.get().pk}/content/"
    program = Program(client, cast.filler)
    tag = program.get(address)["ETag"]
    answer = program.ask("PATCH", address, words, match=tag)
    return answer.json().get("detail", "") if answer.status_code != 200 else ""


def by_import(cast, client, **changed):
    client.force_login(cast.chief)
    content = statement_content(cast.statement)
    wanted = replace(content, projects=(replace(content.projects[0], **changed),))
    answer = sent(client, write_text(wanted, ".json"), "a.json", cast.statement)
    confirmed(client, answer)
    return answer.text


WAYS = [by_form, by_autosave, by_interface, by_import]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_opened_is_refused_with_its_place(way, adjusted, client):
    before = said(adjusted)
    refusal = way(adjusted, client, purpose="另一用途")
    assert said(adjusted) == before
    assert REFUSED in refusal
    assert "资金用途" in refusal


@pytest.mark.parametrize("way", WAYS)
def test_what_is_opened_is_taken(way, adjusted, client):
    way(adjusted, client, fiscal_funds=Decimal("9.5"))
    assert said(adjusted).fiscal_funds == Decimal("9.5")


def test_the_offline_workbook_is_held_to_it_too(adjusted, client):
    client.force_login(adjusted.filler)
    statement = adjusted.statement
    book = template(statement, adjusted.busy, adjusted.filler, WorkbookOptions(blank=0))
    name = said(adjusted).name

    def change(caption, value):
        def write(workbook):
            cell_under(workbook[name], caption, right=1).value = value

        return edited(book, write)

    before = said(adjusted)
    answer = sent(client, change("预算数", 77), statement=statement)
    confirmed(client, answer)
    assert said(adjusted).budget == Decimal("77")
    assert replace(said(adjusted), budget=before.budget) == before


def test_an_api_program_applies_and_reads_what_became_of_it(adjusted, client):
    AdjustmentRequest.objects.all().delete()
    adjusted.put(statement=StatementState.APPROVED, units=UnitState.PASSED)
    project = adjusted.statement.projects.get().pk
    program = Program(client, adjusted.chief)
    address = f"statements/{adjusted.statement_pk}"
    body = {"reason": "年中追加", "parts": [{"kind": "project_money", "owner": project, "new": "20万元"}]}
    tag = f'"{adjusted.statement.version}"'
    taken = program.ask("POST", f"{address}/steps/adjust/", body, match=tag)
    assert taken.status_code == 200, taken.text
    (payload,) = program.get(f"{address}/adjustments/").json()
    assert (payload["standing"], payload["parts"][0]["new"]) == ("待财政同意", "20万元")
    assert to_plain(statement_content(adjusted.statement))["projects"]


def test_the_files_beside_a_project_that_was_not_opened_stay_as_they_are(adjusted, client):
    statement, project = adjusted.statement, adjusted.statement.projects.get()
    (file,) = add_supporting(
        statement, [Offered("立项批复.pdf", PDF)], project=project.pk, by=adjusted.filler
    )
    page = reverse("supporting_files", args=[statement.pk])
    client.force_login(adjusted.filler)
    assert "确认移除" in client.get(page).text
    AdjustmentPart.objects.update(kind=OpenedKind.ADDITION.value, project=None, unit=adjusted.busy)
    with pytest.raises(Refused, match=REFUSED):
        add_supporting(statement, [Offered("现场.png", PNG)], project=project.pk, by=adjusted.filler)
    with pytest.raises(Refused, match=REFUSED):
        remove_evidence(Supported.by(file), file, by=adjusted.filler)
    shown = client.get(page).text
    assert "立项批复.pdf" in shown
    assert "确认移除" not in shown
    assert f'<option value="{project.pk}"' not in shown


def test_the_approved_text_is_packed_with_the_files_of_its_approval(adjusted):
    statement, project = adjusted.statement, adjusted.statement.projects.get()
    approved = adjusted.arrived(
        StatementState.APPROVED,
        source=StatementState.SECOND_REVIEW,
        action=Action.APPROVE,
        by=adjusted.performance,
    )
    WorkflowEvent.objects.filter(pk=approved.pk).update(revision=statement.approved_revision)
    offered = [Offered("立项批复.pdf", PDF), Offered("现场.png", PNG)]
    old, _ = add_supporting(statement, offered, project=project.pk, by=adjusted.filler)
    Evidence.objects.filter(pk=old.pk).update(at=approved.at)
    remove_evidence(Supported.by(old), old, by=adjusted.filler)
    texts = PerformanceStatement.objects.filter(pk=statement.pk)
    assert [file.name for file in supporting_files(texts)[statement.pk]] == ["立项批复.pdf"]
    assert supporting_bytes(texts) == len(PDF)
    texts.update(approved_revision=None)
    assert [file.name for file in supporting_files(texts)[statement.pk]] == ["现场.png"]
