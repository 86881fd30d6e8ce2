"""A damaged file of any form and any kind is read rightly, or something is said that was not said of the sound one."""

from collections import Counter
from functools import lru_cache
from itertools import count, product
from random import Random

import pytest

from performance.documents.convert import UnknownLayout
from performance.documents.forms.declaration import shipped_forms
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.documents.forms.damaged_files import FILES, read_as
from tests.performance.documents.forms.drawn import drawn_tables, facts
from tests.performance.documents.forms.harmful import HARMFUL
from tests.performance.documents.forms.test_damage import remarks

FORMS = sorted(shipped_forms())
# Of twenty thousand: as many as its kind is quickly made and read.
FULL = {".html": 5_000, ".csv": 5_000, ".txt": 5_000, ".xlsx": 4_000, ".docx": 600, ".pdf": 400}


def content_of(form_id, number):
    return ContentMaker(shipped_forms()[form_id], Random(f"{form_id} {number}")).statement()  # noqa: S311


@lru_cache(maxsize=64)
def sound_reading(form_id, number, suffix):
    return read_as(suffix, list(drawn_tables(content_of(form_id, number))))


def outcome(suffix, form_id, way, number):
    """``right``, ``said``, ``refused``, ``silent``; ``spared`` where the form has nothing to spoil so."""
    blocks = list(drawn_tables(content_of(form_id, number)))
    if not way(blocks, Random(f"{form_id} {number} {way.__name__} {suffix}")):  # noqa: S311 - a seed, no secret
        return "spared"
    try:
        sound = sound_reading(form_id, number, suffix)
        spoilt = read_as(suffix, blocks)
    except UnknownLayout:
        return "refused"
    if facts(spoilt.content) == facts(sound.content):
        return "right"
    return "said" if remarks(spoilt.report) - remarks(sound.report) else "silent"


def cases(suffix, wanted):
    """Contents with one way each, form after form, until enough of them were spoilt."""
    spoilt = 0
    for number in count():
        for form_id, way in _pairs(number, few=wanted < len(FORMS) * len(HARMFUL)):
            result = outcome(suffix, form_id, way, number)
            if result != "spared":
                yield (form_id, way.__name__, number), result
                spoilt += 1
            if spoilt >= wanted:
                return


def _pairs(number, *, few):
    """Every form with every way; where few are wanted, with another way for each number."""
    ways = [HARMFUL[number % len(HARMFUL)]] if few else HARMFUL
    return product(FORMS, ways)


@pytest.mark.figure(38)
@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.long
def test_no_damaged_file_is_misread_in_silence(trial, suffix):
    wanted = trial.times(min(18, FULL[suffix] // 50), FULL[suffix])
    found = dict(cases(suffix, wanted))
    counted = Counter(found.values())
    trial.count(f"损坏的 {suffix} 文件", len(found))
    trial.find("静默读错", counted["silent"])
    trial.measure(f"{suffix}：读对 {counted['right']}，指出 {counted['said']}，拒绝 {counted['refused']}")
    assert [case for case, result in found.items() if result == "silent"] == []
