"""Which tests ``make check`` chooses."""

import re

import pytest

from tests.changed import REPOSITORY, concerned

TESTS = {
    "tests/performance/comments/test_pages.py": "from performance.comments.services import add_comment",
    "tests/performance/workflow/test_guards.py": "from performance.comments import services\nimport pytest",
    "tests/performance/overview/test_numbers.py": "from performance.overview import money",
    "tests/test_architecture.py": "",
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
        (["templates/performance/comments/list.html"], ["tests/performance/comments/test_pages.py"]),
        (["performance/views/comments/views.py"], ["tests/performance/comments/test_pages.py"]),
        (["performance/overview/money.py"], ["tests/performance/overview/test_numbers.py"]),
    ],
)
def test_what_changed_chooses_its_tests(changed, chosen):
    assert concerned(changed, TESTS) == [*chosen, ARCHITECTURE]


def test_every_verb_of_the_makefile_is_phony():
    source = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):.*## ", source, re.MULTILINE))
    assert verbs <= set(re.search(r"^\.PHONY: (.*)$", source, re.MULTILINE)[1].split())
