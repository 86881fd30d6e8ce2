"""Commands that write texts obey the workflow as well."""

import pytest
from django.core.management import call_command

from performance.documents.convert import write_text
from performance.models import NarrativeSection, PerformanceStatement, StatementState
from performance.statements.selectors import statement_content


@pytest.mark.django_db
def test_loading_the_demo_again_leaves_alone_what_is_under_review(settings, capsys):
    settings.DEMO = True
    call_command("load_demo")
    NarrativeSection.objects.update(text="改过的内容。")
    PerformanceStatement.objects.update(state=StatementState.FIRST_REVIEW)
    call_command("load_demo")
    assert "已在审核流程中，未改动。部门部分目前已锁定" in capsys.readouterr().out
    assert set(NarrativeSection.objects.values_list("text", flat=True)) == {"改过的内容。"}


def test_importing_over_a_text_under_review_is_refused(cast, tmp_path, capsys):
    file = tmp_path / "text.json"
    file.write_bytes(write_text(statement_content(cast.statement), ".json"))
    NarrativeSection.objects.update(text="改过的内容。")
    cast.put(statement=StatementState.FIRST_REVIEW)
    with pytest.raises(SystemExit):
        call_command("import_text", str(file))
    assert "部门部分目前已锁定" in capsys.readouterr().err
