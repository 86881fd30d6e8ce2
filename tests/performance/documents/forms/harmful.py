"""What spoils a form: one cell, row, head or label of a sound one, so that it stands where it does not belong.

Each way takes the blocks of a printed content and chance, and spoils them in place; it answers whether it could.
"""

from functools import partial

from performance.documents.forms.words import head_of, label_of
from tests.performance.documents.forms.drawn import Drawn, head_row


class Listed:
    """The list of indicators of the first table that has one, by row and by what the heads say."""

    def __init__(self, blocks):
        self.cells, self.width, self.height = next(
            block for block in blocks if not isinstance(block, str) and head_row(block[0]) is not None
        )
        self.head = head_row(self.cells)
        self.columns = {}
        for cell in self.cells:
            key = head_of(cell.text) if cell.row == self.head else ""
            if key == "description" and not any(
                head_of(c.text) == "name" and c.row == self.head and c.column for c in self.cells
            ):
                key = "name"
            if key and key not in self.columns:
                self.columns[key] = cell.column

    def cell(self, row, key):
        column = self.columns.get(key)
        return next((c for c in self.cells if c.row == row and c.column == column), None)

    def rows(self, *keys):
        """The rows of records that have a text of their own under each of the heads."""
        for row in range(self.head + 1, self.height):
            cells = [self.cell(row, key) for key in keys]
            if all(cell is not None and cell.text for cell in cells):
                yield row, cells

    def chosen(self, chance, *keys):
        found = list(self.rows(*keys))
        return chance.choice(found) if found else None


def drop(key, blocks, chance):
    chosen = Listed(blocks).chosen(chance, key)
    if chosen:
        chosen[1][0].text = ""
    return bool(chosen)


def swap(one, other, blocks, chance):
    chosen = Listed(blocks).chosen(chance, one, other)
    if chosen and chosen[1][0].text != chosen[1][1].text:
        left, right = chosen[1]
        left.text, right.text = right.text, left.text
        return True
    return False


def shift(key, by, blocks, chance):
    """The texts of a row from a column onwards, each in the next column."""
    listed = Listed(blocks)
    chosen = listed.chosen(chance, key)
    if not chosen:
        return False
    row, (first,) = chosen
    cells = sorted(
        (c for c in listed.cells if c.row == row and c.column >= first.column), key=lambda c: c.column
    )
    texts = [cell.text for cell in cells]
    moved = [*texts[1:], ""] if by < 0 else ["", *texts[:-1]]
    if by > 0 and texts[-1]:
        return False  # what falls off the table is lost, not moved
    for cell, text in zip(cells, moved, strict=True):
        cell.text = text
    return moved != texts


def join(one, other, blocks, chance):
    chosen = Listed(blocks).chosen(chance, one, other)
    if chosen:
        left, right = chosen[1]
        left.text, right.text = left.text + right.text, ""
    return bool(chosen)


def split(key, blocks, chance):
    """A text over two rows: the second half stands alone below."""
    listed = Listed(blocks)
    chosen = listed.chosen(chance, key)
    if not chosen or len(chosen[1][0].text) < 4:
        return False
    row, (cell,) = chosen
    for other in listed.cells:
        if other.row > row:
            other.row += 1
        elif other.row + other.rows > row + 1:
            other.rows += 1
    listed.cells.append(Drawn(cell.text[3:], row + 1, cell.column, 1, cell.columns))
    cell.text = cell.text[:3]
    for number, block in enumerate(blocks):
        if block[0] is listed.cells:
            blocks[number] = (listed.cells, listed.width, listed.height + 1)
    return True


def twice(blocks, chance):
    """A row of the list a second time, right below itself."""
    listed = Listed(blocks)
    chosen = listed.chosen(chance, "name", "value")
    if not chosen:
        return False
    row = chosen[0]
    copies = []
    for other in listed.cells:
        if other.row > row:
            other.row += 1
        elif other.row == row and other.rows == 1:
            copies.append(Drawn(other.text, row + 1, other.column, 1, other.columns))
        elif other.row + other.rows > row:
            other.rows += 1
    listed.cells += copies
    for number, block in enumerate(blocks):
        if block[0] is listed.cells:
            blocks[number] = (listed.cells, listed.width, listed.height + 1)
    return True


def drop_head(key, blocks, _):
    listed = Listed(blocks)
    head = listed.cell(listed.head, key)
    if head is not None:
        head.text = ""
    return head is not None


def swap_heads(one, other, blocks, _):
    listed = Listed(blocks)
    left, right = listed.cell(listed.head, one), listed.cell(listed.head, other)
    if left is None or right is None:
        return False
    left.text, right.text = right.text, left.text
    return True


def _labelled(blocks, key):
    """The label of a card with this meaning, and the cell to its right."""
    for block in blocks:
        for cell in () if isinstance(block, str) else block[0]:
            label = label_of(cell.text) if cell.text else None
            if label is not None and key in (label.key, label.kind):
                beside = next(
                    (c for c in block[0] if (c.row, c.column) == (cell.row, cell.column + cell.columns)), None
                )
                if beside is not None and beside.text and label_of(beside.text) is None:
                    return cell, beside
    return None


def drop_label(key, blocks, _):
    found = _labelled(blocks, key)
    if found:
        found[0].text = ""
    return bool(found)


def swap_label(key, blocks, _):
    found = _labelled(blocks, key)
    if found:
        found[0].text, found[1].text = found[1].text, found[0].text
    return bool(found)


def lose_unit(blocks, _):
    """No word of the unit of money is left."""
    lost = False
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            lost = lost or "单位：" in block
            blocks[number] = block.partition("金额单位：")[0].partition("单位：")[0] or "附表"
            continue
        for cell in block[0]:
            for unit in ("（万元）", "（元）"):
                lost = lost or unit in cell.text
                cell.text = cell.text.replace(unit, "")
    return lost


def _named(way, *given):
    named = partial(way, *given)
    named.__name__ = " ".join((way.__name__, *map(str, given)))
    return named


HARMFUL = (
    *(_named(drop, key) for key in ("name", "value", "operator", "unit")),
    *(
        _named(swap, *keys)
        for keys in (
            ("level1", "level2"),
            ("level1", "name"),
            ("level2", "name"),
            ("level2", "value"),
            ("name", "value"),
            ("name", "operator"),
            ("name", "unit"),
            ("name", "weight"),
            ("operator", "value"),
            ("operator", "unit"),
            ("value", "unit"),
            ("unit", "weight"),
        )
    ),
    *(_named(shift, key, -1) for key in ("level1", "level2", "name", "operator")),
    *(_named(shift, key, 1) for key in ("level1", "level2", "name", "value")),
    *(
        _named(join, *keys)
        for keys in (("level2", "name"), ("name", "value"), ("operator", "value"), ("value", "unit"))
    ),
    *(_named(split, key) for key in ("name", "value")),
    _named(twice),
    *(_named(drop_head, key) for key in ("level1", "level2", "name", "value", "operator", "unit", "weight")),
    *(
        _named(swap_heads, *keys)
        for keys in (
            ("level1", "level2"),
            ("level2", "name"),
            ("name", "value"),
            ("operator", "unit"),
            ("value", "unit"),
        )
    ),
    *(_named(drop_label, key) for key in ("name", "goal", "fund")),
    *(_named(swap_label, key) for key in ("name", "goal", "fund")),
    _named(lose_unit),
)
