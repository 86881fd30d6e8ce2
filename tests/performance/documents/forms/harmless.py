"""What other offices and programs do to a form without changing what it says."""

from performance.documents.forms.words import head_of, label_of, tables
from tests.performance.documents.forms.drawn import Drawn, head_row, head_rows


def unmerged(blocks, _):
    """Merged cells undone, their text at the top."""
    for block in blocks:
        if not isinstance(block, str):
            for cell in block[0]:
                cell.rows = 1
    return blocks


def filled(blocks, _):
    """Merged cells copied down, as a browser or a spreadsheet fills them."""
    result = []
    for block in blocks:
        if isinstance(block, str):
            result.append(block)
            continue
        cells, width, height = block
        head = head_row(cells)
        copies = []
        for cell in cells:
            if cell.rows > 1 and head is not None and cell.row > head:
                copies += [
                    Drawn(cell.text, row, cell.column, 1, cell.columns)
                    for row in range(cell.row + 1, cell.row + cell.rows)
                ]
                cell.rows = 1
        result.append((cells + copies, width, height))
    return result


def renamed(blocks, chance):
    """Labels and heads called by another of their names."""
    labels, heads = {}, {}
    for name, meaning in tables().labels.items():
        labels.setdefault(meaning, []).append(name)
    for name, key in tables().heads["indicator"].items():
        heads.setdefault(key, []).append(name)
    for block in blocks:
        head = None if isinstance(block, str) else head_row(block[0])
        for cell in () if head is None else block[0]:
            if cell.row == head:
                cell.text = _other_head(cell.text, heads, chance)
            else:
                cell.text = _other_label(cell.text, labels, chance)
    return blocks


def _other_head(text, heads, chance):
    key = head_of(text)
    if key in ("", "own", "name", "unit") or label_of(text) is not None:
        return text
    return chance.choice(heads[key])


def _other_label(text, labels, chance):
    label = label_of(text)
    if label is None or label.kind != "field" or label.key in ("start_date", "end_date") or "（" in text:
        return text
    return chance.choice([name for name in labels["field", label.key] if not head_of(name)] or [text])


def numbered(blocks, _):
    """A column 序号 before the levels."""
    result = []
    for block in blocks:
        if isinstance(block, str) or len(head_rows(block[0])) != 1:
            result.append(block)
            continue
        cells, width, height = block
        head = head_row(cells)
        for cell in cells:
            cell.column += 1
        lines = [Drawn("序号", head, 0)] + [Drawn(str(n), head + n, 0) for n in range(1, height - head)]
        result.append((cells + lines, width + 1, height))
    return result


def cut_by_pages(blocks, chance):
    """The table in two, the head repeated on the second page below a page number."""
    result = []
    for block in blocks:
        head = None if isinstance(block, str) else head_row(block[0])
        if head is None or block[2] - head < 4 or len(head_rows(block[0])) > 1:
            result.append(block)
            continue
        cells, width, height = block
        cut = chance.randrange(head + 2, height)
        above = [
            Drawn(c.text, c.row, c.column, min(c.rows, cut - c.row), c.columns) for c in cells if c.row < cut
        ]
        heads = [Drawn(c.text, 0, c.column, 1, c.columns) for c in cells if c.row == head]
        below = [Drawn(c.text, c.row - cut + 1, c.column, c.rows, c.columns) for c in cells if c.row >= cut]
        going = [
            Drawn("", 1, c.column, c.row + c.rows - cut, c.columns)
            for c in cells
            if c.row < cut < c.row + c.rows and c.row != head
        ]
        result += [(above, width, cut), "— 2 —", (heads + going + below, width, height - cut + 1)]
    return result


def noted(blocks, _):
    """Notes, who filled the form in, and a seal around the tables."""
    return ["附件2", *blocks, "填表人：甲　　联系电话：0000-0000000", "注：指标值应当可以衡量。"]


def starred(blocks, _):
    """Stars before required labels."""
    for block in blocks:
        if not isinstance(block, str):
            for cell in block[0]:
                if cell.text and (label_of(cell.text) or head_of(cell.text)) and cell.rows == 1:
                    cell.text = f"*{cell.text}"
    return blocks


def broken(blocks, _):
    """Labels broken over the lines of narrow cells."""
    for block in blocks:
        if not isinstance(block, str):
            for cell in block[0]:
                if cell.text and (label_of(cell.text) or head_of(cell.text)) and len(cell.text) > 3:
                    cell.text = f"{cell.text[:2]}\n{cell.text[2:]}"
    return blocks


def prefixed(blocks, _):
    """指标1： before each name, as the annex prints it."""
    for block in blocks:
        head = None if isinstance(block, str) else head_row(block[0])
        columns = (
            [c.column for c in block[0] if c.row == head and head_of(c.text) == "name"]
            if head is not None
            else []
        )
        for cell in block[0] if columns else ():
            if cell.row > head and cell.column in columns and cell.text:
                cell.text = f"指标{cell.row}：{cell.text}"
    return blocks


def titled(blocks, _):
    """The title in a row of the table, over its whole width."""
    result = []
    for block in blocks:
        if isinstance(block, str) or not result or not isinstance(result[-1], str):
            result.append(block)
            continue
        cells, width, height = block
        title = result.pop()
        for cell in cells:
            cell.row += 1
        result.append(([Drawn(title, 0, 0, 1, width), *cells], width, height + 1))
    return result


def on_one_sheet(blocks, _):
    """All tables below one another on one grid, titles in rows of their own."""
    cells, row, widest = [], 0, max((b[1] for b in blocks if not isinstance(b, str)), default=1)
    for block in blocks:
        if isinstance(block, str):
            cells.append(Drawn(block, row, 0, 1, widest))
            row += 1
            continue
        for cell in block[0]:
            cell.row += row
        cells += block[0]
        row += block[2] + 1
    return [(cells, widest, row)]


HARMLESS = (
    unmerged,
    filled,
    renamed,
    numbered,
    cut_by_pages,
    noted,
    starred,
    broken,
    prefixed,
    titled,
    on_one_sheet,
)
