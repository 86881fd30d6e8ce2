"""Small whole texts, judged by the folder they lie in: should_pass has no 错误, should_fail/CODE has only that one."""

from pathlib import Path

import pytest

from performance.documents.convert import read_text
from performance.review import Severity, review, rules

TESTS = Path(__file__).resolve().parents[2]
PASSING = sorted((TESTS / "should_pass").iterdir())
FAILING = sorted((TESTS / "should_fail").glob("*/*"))


def errors(path):
    findings = review(read_text(path.read_bytes(), path.name).content)
    return {finding.code for finding in findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("path", PASSING, ids=lambda path: path.name)
def test_a_text_that_should_pass_has_no_error(path):
    assert errors(path) == set()


@pytest.mark.parametrize("path", FAILING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_text_that_should_fail_has_the_error_of_its_folder_and_no_other(path):
    assert errors(path) == {path.parent.name}


def test_every_rule_that_blocks_has_a_text_that_fails():
    assert {path.parent.name for path in FAILING} == {
        rule.code for rule in rules() if rule.severity is Severity.ERROR
    }
