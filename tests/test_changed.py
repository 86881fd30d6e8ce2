"""Which tests ``make check`` chooses."""

import re

import pytest

from tests.changed import REPOSITORY, concerned

TESTS = {
    "tests/api/test_comments.py": "from performance.models import Comment, Revision",
    "tests/operation/test_backup.py": 'SAMPLE = "environment.example"',
    "tests/performance/comments/test_pages.py": "from performance.comments.services import add_comment",
    "tests/performance/workflow/test_guards.py": "from performance.comments import services\nimport pytest",
    "tests/performance/overview/test_numbers.py": 'from performance.overview import money\ncall("send_reminders")',
    "tests/test_architecture.py": "",
    "tests/test_templates.py": "",
}
ARCHITECTURE = "tests/test_architecture.py"


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        (["docs/overview.md"], []),
        (["tests/performance/overview/test_numbers.py"], ["tests/performance/overview/test_numbers.py"]),
        (
            ["performance/comments/services.py"],
            ["tests/performance/comments/test_pages.py", "tests/performance/workflow/test_guards.py"],
        ),
        (
            ["templates/performance/comments/list.html"],
            ["tests/performance/comments/test_pages.py", "tests/test_templates.py"],
        ),
        (["performance/views/comments/views.py"], ["tests/performance/comments/test_pages.py"]),
        (["performance/overview/money.py"], ["tests/performance/overview/test_numbers.py"]),
        (["performance/admin/comments.py"], ["tests/performance/comments/test_pages.py"]),
        (["performance/api/comments.py"], ["tests/api/test_comments.py"]),
        (["performance/models/comments.py"], ["tests/api/test_comments.py"]),
        (
            ["performance/management/commands/send_reminders.py"],
            ["tests/performance/overview/test_numbers.py"],
        ),
        (["tests/performance/overview/conftest.py"], ["tests/performance/overview/test_numbers.py"]),
        (["config/operation/backup/making.py"], ["tests/operation/test_backup.py"]),
        (["templates/base.html"], ["tests/test_templates.py"]),
        (["deploy/environment.example"], ["tests/operation/test_backup.py"]),
    ],
)
def test_what_changed_chooses_its_tests(changed, chosen):
    assert sorted(concerned(changed, TESTS)) == sorted([*chosen, ARCHITECTURE])


def test_what_half_of_all_tests_import_is_left_to_all_of_them(capsys):
    importing = {f"tests/test_{number}.py": "from tests.factories import a_unit" for number in range(99)}
    assert concerned(["tests/factories.py"], {**TESTS, **importing}) == [ARCHITECTURE]
    assert "99个测试文件" in capsys.readouterr().err


def test_every_verb_of_the_makefile_is_phony():
    source = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):.*## ", source, re.MULTILINE))
    assert verbs <= set(re.search(r"^\.PHONY: (.*)$", source, re.MULTILINE)[1].split())
