"""However an office or a program draws a form, what it says is read; nothing is misread in silence."""

from random import Random

import pytest

from performance.documents.forms.declaration import shipped_forms
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.documents.forms.drawn import drawn_tables, facts, reading_of
from tests.performance.documents.forms.harmless import HARMLESS


@pytest.mark.sampled(5)
@pytest.mark.parametrize("ragged", [False, True], ids=["columns known", "columns counted"])
@pytest.mark.parametrize("way", HARMLESS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("form_id", sorted(shipped_forms()))
def test_a_form_drawn_otherwise_says_the_same(form_id, way, ragged):
    chance = Random(f"{form_id} {way.__name__}")  # noqa: S311 - a seed, no secret
    content = ContentMaker(shipped_forms()[form_id], chance).statement()
    read = reading_of(way(list(drawn_tables(content)), chance), ragged=ragged)
    assert (facts(read.content), read.report.complaints()) == (facts(content), [])
