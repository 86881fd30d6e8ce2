"""Each shipped form has a sample: it prints as it did, in its own form, and is read back equal from every format."""

from dataclasses import replace

import pytest

from performance.content.json import load_content
from performance.documents.convert import read_text, write_text
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.printing import form_for
from tests.conftest import REPOSITORY
from tests.performance.entry.test_round_trip import through_forms

SAMPLES = REPOSITORY / "fixtures" / "forms"
FORMS = sorted(shipped_forms())
FORMATS = (".xlsx", ".docx", ".txt", ".pdf")


def sample(form_id):
    return load_content((SAMPLES / f"{form_id}.json").read_text(encoding="utf-8"))


def test_every_form_has_its_sample():
    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == FORMS


@pytest.mark.parametrize("form_id", FORMS)
def test_a_sample_prints_as_it_did_in_its_own_form(form_id, golden):
    content = sample(form_id)
    card = content.projects[0] if content.projects else None
    assert form_for(content, card).id == form_id
    golden(f"forms/{form_id}.txt", write_text(content, ".txt").decode("utf-8"))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_sample_is_read_back_from_every_format_and_page(form_id):
    content = sample(form_id)
    assert through_forms(content) == content
    for suffix in FORMATS:
        read = read_text(write_text(content, suffix), f"表{suffix}")
        assert replace(read.content, year=content.year) == content, suffix
        assert not read.report.problems
