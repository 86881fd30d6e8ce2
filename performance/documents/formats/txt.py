"""Plain text in the two dialects that text extractors write, and out again in the first.

One cell per line: a line that begins with a tab begins a cell, further lines continue it, an empty line ends
the row. One row per line: cells between tabs, padded to the grid. Lines without a tab are paragraphs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from performance.documents.blocks import (
    Block,
    Cell,
    Noise,
    Paragraph,
    Printed,
    Source,
    SourcePlace,
    SourceRow,
    Style,
    TableBlock,
)


class NotText(ValueError):
    """Bytes that are no text in a known encoding, or more of it than any form has."""


MOST_LINES = 150_000  # a text of 1,700 projects has 147,000
_MOST_QUOTED = 60  # lines of one quoted cell
MOST_CELLS = 200  # of a row; what is longer is no row of any form and is given in several

# A search that starts again inside what the last one looked through in vain takes a day for a hostile file:
# none of these patterns can run over its own beginning.
_FIELD_CODE = re.compile(r"(?<!\s)\s*\bTC\s(?:(?!\bTC\s)[^\n])*?\\f [A-Z] \\l \d+\s*")
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]]*\]")
_INLINE_NOISE = (("域代码", _FIELD_CODE), ("书签", _BOOKMARK))
_CONTENTS_TITLE = re.compile(r"目\s*录")
_CONTENTS_LINE = re.compile(r"((?<!\.)\.{3,}|(?<!…)…+|(?<!·)·{3,}|\t)\s*\d+\Z")
_CONTENTS_PART = re.compile(r"第[一二三]部分\s+\S+")
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*")
_MARKED_PAGE_NUMBER = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_BAR = re.compile(r"[|│┃║｜]")
_BARRED = re.compile(r"[^|│┃║｜\n]*[|│┃║｜][^|│┃║｜\n]*[|│┃║｜].*")
_DRAWN_RULE = re.compile(r"[\s|│┃║｜:+\-─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
_OUTER_BAR = re.compile(r"^[|│┃║｜]|[|│┃║｜]$")
_FEWEST_BARRED = 3  # lines
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text of UTF-8, GB18030 or marked UTF-16 bytes. Raises NotText with what was expected."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    raise NotText("内容不是 UTF-8 或 GB18030 编码的文本；请确认文件没有损坏，或另存为“UTF-8 纯文本”后再试。")


def read_txt(data: bytes) -> Source:
    """Rows and paragraphs of a text file, with field codes, bookmarks, contents and page numbers as noise."""
    noise: list[Noise] = []
    text = decode(data)
    if text.count("\n") > MOST_LINES:
        raise NotText(f"文件超过{MOST_LINES}行；一份文本只有几千行，请确认没有选错文件。")
    lines = list(_without_noise(text.split("\n"), noise))
    if not any("\t" in line for _, line in lines):
        lines = list(_bars_as_tabs(lines, noise))
    one_row_per_line = any("\t" in line.rstrip("\t").lstrip("\t") for _, line in lines)
    rows = _rows_per_line(lines) if one_row_per_line else _cells_per_line(lines)
    return Source(tuple(rows), tuple(noise))


def _without_noise(lines: list[str], noise: list[Noise]) -> Iterator[tuple[int, str]]:
    in_contents = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            yield number, line
            continue
        place = SourcePlace(number)
        cleaned = line
        for kind, pattern in _INLINE_NOISE:
            noise += [Noise(kind, match[0].strip(), place) for match in pattern.finditer(cleaned)]
            cleaned = pattern.sub("", cleaned)
        text = cleaned.strip()
        in_contents = bool(_CONTENTS_TITLE.fullmatch(text)) or (in_contents and _is_contents(text))
        if in_contents and text:
            noise.append(Noise("目录", text, place))
        elif _is_page_number(text, cleaned, lines, number):
            noise.append(Noise("页码", text, place))
        else:
            yield number, cleaned


def _bars_as_tabs(lines: list[tuple[int, str]], noise: list[Noise]) -> Iterator[tuple[int, str]]:
    """Tables whose cells stand between bars, as Markdown and terminals draw them; a rule between rows says nothing."""
    if sum(_BARRED.fullmatch(line) is not None for _, line in lines) < _FEWEST_BARRED:
        yield from lines
        return
    for number, line in lines:
        if ("-" in line or "─" in line or "═" in line or "━" in line) and _DRAWN_RULE.fullmatch(line):
            noise.append(Noise("表格线", line.strip(), SourcePlace(number)))
            continue
        if _BARRED.fullmatch(line):
            cells = _BAR.split(_OUTER_BAR.sub("", line.strip()))
            yield number, "\t".join(cell.strip() for cell in cells)
        else:
            yield number, line


def _is_contents(text: str) -> bool:
    return not text or bool(_CONTENTS_LINE.search(text) or _CONTENTS_PART.fullmatch(text))


def _is_page_number(text: str, line: str, lines: list[str], number: int) -> bool:
    """``- 3 -`` anywhere, or a bare number behind an empty line: a figure in a cell follows another line."""
    if "\t" in line:
        return False
    alone = number == 1 or not lines[number - 2].strip()
    return bool(_MARKED_PAGE_NUMBER.fullmatch(text) or (text and alone and _PAGE_NUMBER.fullmatch(text)))


def _unquoted(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines with those joined that a spreadsheet's quotes hold together: a copied cell of several lines."""
    waiting = list(reversed(lines))
    while waiting:
        number, line = waiting.pop()
        opened = line.rpartition("\t")[2].startswith('"') and line.rpartition("\t")[2].count('"') % 2
        if opened:
            behind = waiting[-1 : -_MOST_QUOTED - 1 : -1]
            closing = next((n for n, (_, text) in enumerate(behind) if text.count('"') % 2), None)
            for _ in range(closing + 1 if closing is not None else 0):
                line += f"\n{waiting.pop()[1]}"
        yield number, line


def _rows_per_line(lines: list[tuple[int, str]]) -> Iterator[SourceRow]:
    for number, line in _unquoted(lines):
        if line.strip():
            yield from _rows(line.split("\t"), number)


def _cells_per_line(lines: list[tuple[int, str]]) -> Iterator[SourceRow]:
    cells: list[list[str]] = []  # the lines of each cell
    start = 0
    for number, line in [*lines, (0, "")]:
        if line.startswith("\t"):
            start = start if cells else number
            cells.append([line[1:]])
        elif cells and line:
            cells[-1].append(line)
        else:
            yield from _rows(["\n".join(cell) for cell in cells], start)
            cells = []
            if line.strip():
                yield SourceRow((line.strip(),), SourcePlace(number))


def _rows(cells: list[str], line: int) -> Iterator[SourceRow]:
    """The row of these cells, or several where there are more than any form has; none of blanks alone."""
    for first in range(0, len(cells), MOST_CELLS):
        row = tuple(cells[first : first + MOST_CELLS])
        if any(cell.strip() for cell in row):
            yield SourceRow(row, SourcePlace(line))


def write_txt(printed: Printed) -> bytes:
    """The text in the dialect of one cell per line; a blank line inside a cell is written as one space."""
    lines = [printed.title, *printed.cover]
    for part in printed.parts:
        for block in part.blocks:
            lines += ["", *_block_lines(block)]
    return ("\n".join(lines) + "\n").encode()


def _block_lines(block: Block) -> Iterator[str]:
    if not isinstance(block, TableBlock):
        yield from block.text.split("\n") if isinstance(block, Paragraph) else [block.text]
        return
    for row in _with_heads_of_one_row(block.rows):
        for cell in row:
            yield "\t" + "\n".join(line or " " for line in cell.text.split("\n")).strip()
        yield ""


def _with_heads_of_one_row(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Plain text knows no merged cells: of a head of two rows, each lower head is written behind its upper one."""
    waiting: tuple[Cell, ...] | None = None
    for row in rows:
        if waiting is not None and any(cell.below and cell.style is Style.CAPTION for cell in row):
            yield tuple(_joined(waiting, row))
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = row
    if waiting is not None:
        yield waiting


def _joined(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> Iterator[Cell]:
    over = {start: cell for cell, start in zip(upper, _starts(upper), strict=True)}
    above = Cell()
    for cell, start in zip(lower, _starts(lower), strict=True):
        above = over.get(start, above)
        yield above if cell.below else cell._replace(value=f"{above.text}·{cell.text}")


def _starts(row: tuple[Cell, ...]) -> Iterator[int]:
    start = 0
    for cell in row:
        yield start
        start += cell.span
