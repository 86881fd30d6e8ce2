"""What 错误, 警告 and 提示 mean is said in one place, and everywhere in the same words."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from performance.findings.opinion import opinion
from performance.review import Severity, review
from performance.review.rules_doc import rules_page
from performance.statements.selectors import statement_content

TOGETHER = [f"{severity.label}{severity.consequence}" for severity in Severity]


def test_the_handbook_and_the_rules_say_what_the_pages_say():
    guide = Path(settings.BASE_DIR, "docs/user-guide.md").read_text(encoding="utf-8")
    assert all(f"{words}。" in guide for words in TOGETHER)
    rules = rules_page()
    assert all(f"**{severity.label}**：{severity.consequence}。" in rules for severity in Severity)


@pytest.mark.parametrize("name", ["statement", "entry", "entry_check"])
def test_every_page_that_speaks_of_findings_says_it(name, cast, client):
    client.force_login(cast.filler)
    page = client.get(reverse(name, args=[cast.statement_pk])).text
    for severity in Severity:
        assert f"<dt>{severity.label}</dt><dd>{severity.consequence}</dd>" in page


def test_the_printed_opinion_says_it(cast):
    content = statement_content(cast.statement)
    (part,) = opinion(content, review(content)).parts
    blocks = str(part.blocks)
    for severity in (Severity.ERROR, Severity.WARNING):
        assert f"（{severity.label}：{severity.consequence}）" in blocks


@pytest.mark.parametrize("folder", ["templates", "performance"])
def test_no_page_says_it_in_other_words(folder):
    others = ("必须改正后才能提交", "须改正或说明理由；", "“错误”必须改正，", "错误必须修改", "警告可以忽略")
    for path in Path(settings.BASE_DIR, folder).rglob("*"):
        if path.suffix in {".html", ".py", ".js"}:
            text = path.read_text(encoding="utf-8")
            assert not [words for words in others if words in text], path
