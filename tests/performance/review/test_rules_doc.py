"""docs/rules.md says what the registry says."""

from django.conf import settings
from django.core.management import call_command

from performance.review import rules
from performance.review.rules_doc import FAMILIES, rules_page


def test_the_page_about_the_rules_is_current():
    page = (settings.BASE_DIR / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_page(), "run manage.py write_rules_doc"


def test_every_rule_has_an_entry_and_every_family_a_title():
    page = rules_page()
    assert [rule.code for rule in rules() if f"### {rule.code} {rule.title}\n" not in page] == []
    assert {rule.code[0] for rule in rules()} == FAMILIES.keys()


def test_the_command_writes_the_page(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    call_command("write_rules_doc")
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()
    assert "docs/rules.md" in capsys.readouterr().out
