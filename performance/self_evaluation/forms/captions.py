"""What a printed caption stands for, and what else is printed on the forms besides answers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from indicators.text import normalise_label
from performance.documents.blocks import SourceRow
from performance.self_evaluation.forms.declaration import shipped_forms
from performance.written.files.list_rows import ListCaptions
from performance.written.files.sections import PaperCaptions

FILE = Path(__file__).with_name("captions.toml")
_ASIDE = re.compile(r"[（(](?:\d+(?:\.\d+)?分|(?:金额)?(?:单位:)?(?:人民币)?[百千万亿]*元|\d{2,4}年度?)[)）]")
_LETTER = re.compile(r"\([A-Z/÷×%]+\)$")
COLUMNS = (
    *("level1", "level2", "name", "sign", "target", "measured", "value"),
    *("points", "score", "standard", "reason", "measure", "source"),
)
_BEHIND = frozenset(("end", "conclusion", "problems", "measures"))
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．、]|[(（]?[一二三四五六七八九十]{1,2}[)）、])")


@cache
def keys() -> Mapping[str, tuple[str, ...]]:
    """What each caption may stand for, by the caption without its marks."""
    found: dict[str, tuple[str, ...]] = {}
    for key, labels in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for label in labels:
            found[plain_label(label)] = (*found.get(plain_label(label), ()), key)
    return found


def keys_of(label: str) -> tuple[str, ...]:
    return keys().get(plain_label(label), ())


def columns_of(row: SourceRow, wanted: Sequence[str]) -> dict[str, int]:
    """Where each of these captions stands in a row; the first one of each."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        key = next((key for key in keys_of(cell) if key in wanted and key not in found), None)
        if key is not None:
            found[key] = place
    return found


def plain_label(text: str) -> str:
    """A caption without blanks, colon, number, points, unit of money, letters of formulas, and “其中”."""
    label = normalise_label(text).rstrip(":：")
    label = _NUMBERED.sub("", label)
    label = _ASIDE.sub("", label).removeprefix("其中").lstrip(":：")
    return _LETTER.sub("", label).rstrip(":：")


@cache
def printed_words() -> frozenset[str]:
    """Every word that a declared form prints by itself; a number is none."""
    return frozenset(plain_label(word) for word in _words() if not word.isdigit())


def _words() -> Iterator[str]:
    for form in shipped_forms().values():
        tables = (form.rows, form.last, *(sheet.rows for sheet in form.sheets))
        yield from (cell.caption for rows in tables for row in rows for cell in row if cell.caption)
        yield from (head for _, head in form.columns)
        yield from (form.title, form.number, form.side, *form.judged)
        yield from (sheet.title for sheet in form.sheets)


def is_caption(text: str) -> bool:
    label = plain_label(text)
    return label in keys() or label in printed_words()


def is_head(row: SourceRow) -> bool:
    return {"name", "value"} <= columns_of(row, ("name", "value")).keys()


def _is_behind(row: SourceRow) -> bool:
    return any(_BEHIND.intersection(keys_of(cell)) for cell in row.cells[:2])


CARD = PaperCaptions(
    "自评表", "“三级指标”和“实际完成值”", is_head, is_subject=lambda label: "subject" in keys_of(label)
)
LIST = ListCaptions(lambda rows, number: columns_of(rows[number], COLUMNS), is_head, _is_behind)
