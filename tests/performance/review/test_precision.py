"""Every finding on the marked texts is marked by hand, and rules that ask for something are right."""

import tomllib
from collections import Counter

import pytest
from django.conf import settings

from performance.content.json import load_content
from performance.documents.convert import read_text
from performance.documents.forms.declaration import shipped_forms
from performance.review import OwnerKind, Severity, review, rule_set_for
from performance.review.families import is_printed_level1
from performance.review.findings import code_order
from performance.review.marked_precision import PRECISION_FILE, precision
from tests.performance.review.marks import KINDS, counted, marks
from tests.performance.review.own_texts import own_texts, planted
from tests.performance.review.published import TEXTS

DEMO = settings.BASE_DIR / "fixtures" / "demo" / "statements"
OWN = own_texts()
MARKS = marks()
LEAST = 0.95  # of the warnings


def places(text, content):
    """Rule, severity and place of every finding, as the table of marks names them."""
    found = Counter()
    for finding in review(content):
        place = finding.place
        row = "" if place.row is None else f".{place.row}"
        found[
            finding.code, finding.severity.value, f"{place.owner.value}{place.index}{row}.{place.field}"
        ] += 1
    return found


def marked(text):
    return Counter((mark.code, mark.severity, mark.place) for mark in MARKS if mark.text == text)


@pytest.mark.parametrize("text", OWN)
def test_every_finding_on_a_text_of_our_own_is_marked(text):
    assert places(text, OWN[text]) == marked(text)


@pytest.mark.parametrize("text", [name for name, faults in planted().items() if faults])
def test_every_fault_that_was_put_into_a_text_is_found(text):
    asked = [f.codes for f in review(OWN[text]) if f.severity is not Severity.HINT]
    for code, fault in planted()[text]:
        found = next((codes for codes in asked if code in codes), None)
        assert found, f"{code} {fault}"
        asked.remove(found)


@pytest.mark.parametrize("text", [name for name, faults in planted(hinted=True).items() if faults])
def test_every_fault_that_may_be_none_is_hinted_at(text):
    codes = {code for finding in review(OWN[text]) for code in finding.codes}
    assert {code for code, _ in planted(hinted=True)[text]} <= codes


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.json")), ids=lambda path: path.stem)
def test_every_finding_on_a_demo_text_is_marked(path):
    content = load_content(path.read_text(encoding="utf-8"))
    assert places(path.stem, content) == marked(f"demo/{path.stem}")


@pytest.mark.parametrize("text", TEXTS)
def test_every_finding_on_a_published_text_is_marked(text, seeds):
    content = read_text((seeds / f"{text}.txt").read_bytes(), f"{text}.txt").content
    assert places(text, content) == marked(text)


def test_every_mark_is_of_a_known_kind_and_has_a_reason():
    assert [mark for mark in MARKS if mark.mark not in KINDS or not mark.reason] == []
    known = {owner.value for owner in OwnerKind}
    assert [mark for mark in MARKS if mark.place.split(".")[0].rstrip("0123456789") not in known] == []


def test_there_are_many_texts_of_many_fields():
    assert len(OWN) >= 80


def test_every_form_that_can_be_read_has_a_text():
    forms = {each.form for content in OWN.values() for each in (content, *content.projects)}
    assert forms - {""} == set(shipped_forms())


def test_every_family_that_a_form_declares_is_known():
    known = rule_set_for("", "").parameters.other_level1
    declared = {label for form in shipped_forms().values() for label in form.families}
    assert [label for label in declared if not is_printed_level1(label) and label not in known] == []


def test_no_form_that_is_declared_is_judged_as_the_layouts_of_its_province():
    national = rule_set_for("", "").parameters
    forms = shipped_forms().values()
    assert {
        form.id for form in forms if rule_set_for(form.province, form.edition).parameters != national
    } == set()


def test_every_error_is_true():
    assert [mark for mark in MARKS if mark.severity == "error" and mark.mark != "true"] == []


@pytest.mark.parametrize("code", sorted(counted(), key=code_order))
def test_a_rule_that_asks_for_an_answer_is_right(code):
    true, number = counted()[code]
    assert true / number >= LEAST


@pytest.mark.parametrize("text", [name for name in OWN if "有错" not in name])
def test_a_sound_text_is_asked_for_nothing(text):
    requests = [mark for mark in MARKS if mark.text == text and mark.severity != "hint"]
    assert requests == []


def test_the_precision_that_is_shown_is_that_of_the_marks(request):
    counts = counted()
    written = "".join(f"{code} = [{true}, {number}]\n" for code, (true, number) in sorted(counts.items()))
    if request.config.getoption("--update-golden"):
        head = "# 标注结果：规则编号 = [属实, 全部]，只计错误和警告；由 tests/performance/review/test_precision.py 核对。\n"
        PRECISION_FILE.write_text(head + written, encoding="utf-8")
    assert tomllib.loads(PRECISION_FILE.read_text(encoding="utf-8")) == {
        code: list(pair) for code, pair in counts.items()
    }
    assert precision(next(iter(counts))) == counts[next(iter(counts))]
