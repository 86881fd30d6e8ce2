"""Goals that bring the number which the form prints come in as they are, are told of, and are cured by one click."""

from dataclasses import replace

import pytest
from django.urls import reverse

from performance.documents.convert import write_text
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.performance.importing.conftest import confirmed, sent


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


@pytest.mark.parametrize("suffix", [".docx", ".json"])
def test_goals_that_bring_numbers_are_kept_and_told_and_their_cure_is_a_click_away(
    reviewer_at, statement, suffix
):
    content = said(statement)
    goals = ("1.举办巡讲12场", "（2）编印讲义\n（3）培训讲师")
    wanted = replace(content, projects=(replace(content.projects[0], goals=goals), *content.projects[1:]))
    answer = sent(reviewer_at, write_text(wanted, suffix), f"文本{suffix}", statement)
    assert "的绩效目标自带编号，照原样导入" in answer.text
    confirmed(reviewer_at, answer)
    assert said(statement).projects[0].goals == goals
    page = reviewer_at.get(reverse("entry_mends", args=[statement.pk]))
    (kind,) = [kind for kind in page.context["kinds"] if kind.first.code == "A19"]
    mark = kind.first.fingerprint
    version = PerformanceStatement.objects.get().version
    reviewer_at.post(page.wsgi_request.path, {"mend": f"{mark}:0", "version": version})
    assert said(statement).projects[0].goals == ("举办巡讲12场", "编印讲义", "培训讲师")
    printed = write_text(said(statement), ".txt").decode()
    assert "1.举办巡讲12场" in printed
    assert "1.1." not in printed
