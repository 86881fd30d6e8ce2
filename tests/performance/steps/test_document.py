"""docs/workflow.md says what the table says."""

from django.conf import settings
from django.core.management import call_command

from performance.models import EvaluationState, StatementState, UnitState
from performance.steps.document import workflow_page
from performance.steps.table import STEPS, targets_of


def test_the_page_about_the_workflow_is_current():
    page = (settings.BASE_DIR / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert page == workflow_page(), "run manage.py write_workflow_doc"


def test_every_arrow_and_every_state_is_drawn():
    page = workflow_page()
    arrows = {
        f"    {source.value} --> {target.value}: {step.label}\n"
        for step in STEPS
        for source in step.sources
        for target in targets_of(step)
    }
    assert [arrow for arrow in arrows if arrow not in page] == []
    assert [
        state
        for state in (*StatementState, *UnitState, *EvaluationState)
        if f'"{state.label}" as {state.value}' not in page
    ] == []


def test_the_command_writes_the_page(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    call_command("write_workflow_doc")
    assert (tmp_path / "docs" / "workflow.md").read_text(encoding="utf-8") == workflow_page()
    assert "docs/workflow.md" in capsys.readouterr().out
