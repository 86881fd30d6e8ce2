"""Each sample printed again and laid beside itself, cell by cell."""

import re
from collections import Counter

import pytest

from indicators.text import normalise_label
from performance.documents.blocks import TableBlock
from tests.performance.documents.reprint_differences import EXPLAINED, Change


def printed_rows(printed):
    """The rows of a printed text as a source has them; the continuation of a merged cell is empty."""
    yield from ((line,) for line in (printed.title, *printed.cover))
    for block in (block for part in printed.parts for block in part.blocks):
        if isinstance(block, TableBlock):
            for row in block.rows:
                yield tuple("" if cell.below else cell.text.strip() for cell in row)
        else:
            yield from ((line,) for line in block.text.split("\n"))


def written(row):
    return tuple(normalise_label(cell) for cell in row if cell.strip())


def joker_texts(patterns, rows):
    """What stands for the ``*`` of the patterns in these rows, or None if they are other rows."""
    shapes = [tuple(len(row) for row in some) for some in (patterns, rows)]
    if shapes[0] != shapes[1]:
        return None
    found = []
    for pattern, row in zip(patterns, rows, strict=True):
        for expected, cell in zip(written(pattern), row, strict=True):
            match = re.fullmatch(re.escape(expected).replace(r"\*", "(.*)"), cell)
            if match is None:
                return None
            found += match.groups()
    return found


class Comparison:
    """Walks through both row by row and counts which explanations it needed."""

    def __init__(self, explained, source, printed):
        self.explained = explained
        self.source, self.printed = source, printed
        self.used = Counter()

    def differences(self):
        at, to = 0, 0
        while at < len(self.source) or to < len(self.printed):
            if self.same(self.source[at : at + 1], self.printed[to : to + 1]):
                at, to = at + 1, to + 1
                continue
            change = next((c for c in self.explained.changes if self.fits(c, at, to)), None)
            if change is None:
                yield self.source[at : at + 1], self.printed[to : to + 1]
                return  # behind an unexplained row nothing can be laid side by side
            self.used[change] += 1
            at, to = at + len(change.source), to + len(change.printed)

    def same(self, source, printed):
        if not source or not printed:
            return False
        one, other = source[0], printed[0]
        if self.explained.padded:
            one, other = ([cell for cell in row if cell.strip()] for row in (one, other))
        if len(one) != len(other):
            return False
        spellings = [self.spelling(a.strip(), b.strip()) for a, b in zip(one, other, strict=True)]
        if None in spellings:
            return False
        self.used.update(spelling for spelling in spellings if spelling)
        return True

    def spelling(self, cell, reprinted):
        """The entry of ``respelled`` that explains a cell; blank if none is needed, None if there is none."""
        if cell == reprinted:
            return ""
        entries = self.explained.respelled if normalise_label(cell) == normalise_label(reprinted) else ()
        return next((entry for entry in entries if re.fullmatch(entry, reprinted)), None)

    def fits(self, change, at, to):
        rows = self.source[at : at + len(change.source)], self.printed[to : to + len(change.printed)]
        before, after = (
            joker_texts(patterns, [written(row) for row in some])
            for patterns, some in zip((change.source, change.printed), rows, strict=True)
        )
        return before is not None and before == after


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_sample_is_printed_again_cell_by_cell(sample, name):
    explained = EXPLAINED[name]
    source = [row.cells for row in sample(name).source.rows]
    comparison = Comparison(explained, source, list(printed_rows(sample(name).reprinted)))
    assert list(comparison.differences()) == []
    needed = {change: change.times for change in explained.changes}
    assert {key: times for key, times in comparison.used.items() if isinstance(key, Change)} == needed
    assert {key for key in comparison.used if isinstance(key, str)} == set(explained.respelled)
