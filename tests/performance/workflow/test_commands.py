"""Commands that write texts obey the workflow as well."""

import pytest
from django.core.management import call_command

from performance.documents.convert import write_text
from performance.models import NarrativeSection, StatementState
from performance.statements.selectors import statement_content


def test_importing_over_a_text_under_review_is_refused(cast, tmp_path, capsys):
    file = tmp_path / "text.json"
    file.write_bytes(write_text(statement_content(cast.statement), ".json"))
    NarrativeSection.objects.update(text="改过的内容。")
    cast.put(statement=StatementState.FIRST_REVIEW)
    with pytest.raises(SystemExit):
        call_command("import_text", str(file))
    assert "部门部分目前已锁定" in capsys.readouterr().err
