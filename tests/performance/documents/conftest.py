"""The published sample texts, each read once for all tests about documents."""

from functools import cache
from typing import NamedTuple

import pytest

from performance.content.model import StatementContent
from performance.documents.blocks import Printed, Source
from performance.documents.formats.txt import read_txt
from performance.documents.reading import Report
from performance.documents.recognition import layout_of, recognise


class Sample(NamedTuple):
    text: str
    source: Source
    content: StatementContent
    report: Report
    reprinted: Printed


@pytest.fixture(scope="session")
def sample(seeds):
    """A function from the name of a sample to its text, to what was read from it, and to that printed again."""

    @cache
    def read_sample(name):
        data = (seeds / f"{name}.txt").read_bytes()
        source = read_txt(data)
        province, edition = recognise(source)
        layout = layout_of(province, edition)
        read = layout.parse(source, edition)
        return Sample(
            data.decode("utf-8-sig"), source, read.content, read.report, layout.render(read.content)
        )

    return read_sample
