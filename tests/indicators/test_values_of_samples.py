from collections import Counter

import pytest

from indicators.values import parse_value
from performance.documents.formats.txt import read_txt
from performance.documents.recognition import layout_of, recognise


@pytest.mark.parametrize(
    ("sample", "kinds"),
    [
        ("chengde-2023", {"number": 37}),
        ("dingzhou-2020", {"number": 13, "phrase": 5}),
        ("ezhou-2024", {"percent": 55, "grade": 46, "number": 36, "phrase": 9}),
        ("liupanshui-2024", {"number": 27, "percent": 6, "deadline": 2, "phrase": 4}),
        ("tangshan-2026", {"number": 59, "percent": 40, "deadline": 20}),
    ],
)
def test_every_value_of_a_published_text_is_read_as_what_it_is(seeds, sample, kinds):
    """Indicator values and those of earlier years; each deadline is found with its day."""
    source = read_txt((seeds / f"{sample}.txt").read_bytes())
    province, edition = recognise(source)
    content = layout_of(province, edition).parse(source, edition).content
    printed = [
        text
        for indicator in content.indicators()
        for text in (indicator.value, *(earlier.value for earlier in indicator.earlier_values))
    ]
    values = [parse_value(text, content.year) for text in printed]
    assert Counter(value.kind.value for value in values) == kinds
    assert [str(value) for value in values] == printed
    assert all(value.deadline for value in values if value.precision)
