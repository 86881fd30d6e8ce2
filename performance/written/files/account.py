"""The rows of a paper in a file, and which of their cells somebody has asked for: what nobody did is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from performance.documents.blocks import SourceRow

DASHES = frozenset(("－", "-", "—", "/", "／", "……", "√"))
_ASIDE = re.compile(  # what stands around a paper
    r"签字|签章|盖章|负责人[:：]|填表人|^联系|^注[:：]|^填表?说明|^[（(]?20\d\d年|^评分方案|^财政复核得分|调整之前为|(?:自评|监控)表$|^报表编号|单位[:：]\S*元"
)
LONGEST_QUOTE = 40


class RowAccount:
    def __init__(self, rows: Sequence[SourceRow], is_caption: Callable[[str], bool]) -> None:
        self.rows, self._is_caption = rows, is_caption
        self._taken: set[tuple[int, int]] = set()

    def take(self, number: int, column: int | None) -> str:
        """What stands there; where there is no such cell, nothing."""
        if column is None or not 0 <= column < len(self.rows[number].cells):
            return ""
        self._taken.add((number, column))
        return self.rows[number].cells[column].strip()

    def __contains__(self, place: tuple[int, int]) -> bool:
        """Whether somebody has asked for the cell."""
        return place in self._taken

    def look(self, number: int, column: int) -> str:
        cells = self.rows[number].cells
        return cells[column].strip() if 0 <= column < len(cells) else ""

    def skip(self, number: int) -> None:
        """The row says nothing that is asked for."""
        self._taken |= {(number, column) for column in range(len(self.rows[number].cells))}

    def left(self) -> Iterator[str]:
        """A sentence for each row with words that nobody took."""
        for number, row in enumerate(self.rows):
            words = [
                cell.strip()
                for column, cell in enumerate(row.cells)
                if (number, column) not in self._taken and self._says(cell)
            ]
            if words:
                quoted = "”“".join(quote(word) for word in words)
                yield f"{row.place}：“{quoted}”没有读入，请看是否要填在别处。"

    def _says(self, cell: str) -> bool:
        text = cell.strip()
        return bool(text) and text not in DASHES and not self._is_caption(text) and not _ASIDE.search(text)


def quote(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_QUOTE else f"{joined[:LONGEST_QUOTE]}……"
