"""Which indicator of the approved text a row of a file is: by its name, its target and its level."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from indicators.readings import reading
from indicators.text import normalise_label
from performance.content.model import IndicatorContent
from performance.written.files.list_rows import TableRow

_NUMBERED = re.compile(r"^(?:★|☆)?(?:指标\d+[:：]?|\d{1,2}[.．、](?!\d))?")


def plain_name(text: str) -> str:
    return _NUMBERED.sub("", normalise_label(text))


class Names:
    """The names of the indicators that were promised, as a file may print them; and their levels, ``plain``ly."""

    def __init__(self, promised: Sequence[IndicatorContent], plain: Callable[[str], str]) -> None:
        self._promised = promised
        self._names = [plain_name(one.name) for one in promised]
        self._levels = [plain(one.level2) for one in promised]

    def known(self, name: str) -> bool:
        return plain_name(name) in self._names

    def place(self, waiting: Sequence[int], name: str, target: str, level2: str) -> int | None:
        """The first ``waiting`` one of that name, rather one with that target, and of those rather one of the same level."""
        wanted = plain_name(name)
        named = [place for place in waiting if wanted and self._names[place] == wanted]
        same = [place for place in named if same_target(target, self._promised[place].target)] or named
        beside = [place for place in same if self._levels[place] == level2]
        return next(iter(beside or same), None)

    def found(
        self, row: TableRow, waiting: Sequence[int], level2: str, agrees: Callable[[int, int], bool]
    ) -> tuple[int, int | None]:
        """By how many cells a row stands beside its captions, and which indicator it is; a shifted one ``agrees``."""
        place = self.place(waiting, row.cell("name"), row.cell("target"), level2)
        if place is not None:
            return 0, place
        for column, cell in enumerate(row.cells):
            shift = column - row.columns["name"]
            place = (
                self.place(waiting, cell.strip(), row.cell("target", shift), level2) if cell.strip() else None
            )
            if place is not None and agrees(shift, place):
                return shift, place
        return 0, None


def same_target(text: str, promised: str) -> bool:
    text_now, own = (
        normalise_label(one).replace("百分比", "%").replace("＝", "=") for one in (text, promised)
    )
    return (
        text_now == own
        or text_now.lstrip("=") == own.lstrip("=")
        or (bool(text_now) and reading(text_now) == reading(own) != "")
    )
