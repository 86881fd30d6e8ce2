"""A printed text as the grids that a reader of files would yield, with what other offices and programs do to them."""

from dataclasses import dataclass

from performance.documents.blocks import Grid, GridCell, Heading, Paragraph, Source, SourcePlace, SourceRow
from performance.documents.convert import read_source
from performance.documents.forms.printing import render
from performance.documents.forms.words import head_of


@dataclass
class Drawn:
    """A cell as it is drawn; ``row`` and ``column`` may be changed before the grid is made."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def drawn_tables(content):
    """For each block of the printed content: a text, or the cells of a table with its width and height."""
    for part in render(content).parts:
        for block in part.blocks:
            if isinstance(block, Heading | Paragraph):
                yield block.text
            else:
                yield list(_cells(block)), len(block.widths), len(block.rows)


def _cells(block):
    above = {}
    for number, row in enumerate(block.rows):
        column, reached = 0, {}
        for cell in row:
            start = above.get(column) if cell.below else None
            if start is not None and start.columns == cell.span:
                start.rows = number - start.row + 1
                drawn = start
            else:
                drawn = Drawn(cell.text, number, column, 1, cell.span)
                yield drawn
            reached[column] = drawn
            column += cell.span
        above = reached


def source_of(blocks, *, ragged=False):
    built = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, str):
            built.append(SourceRow((block,), SourcePlace(number)))
        elif ragged:
            built += _ragged(*block, number)
        else:
            built.append(_grid(*block, number))
    return Source(tuple(built))


def _grid(cells, width, height, number):
    made = tuple(
        GridCell(
            c.text,
            c.row,
            c.column,
            c.rows,
            c.columns,
            SourcePlace(c.row + 1, table=number, column=c.column + 1),
        )
        for c in cells
    )
    return Grid(made, width, height, SourcePlace(1, table=number))


def _ragged(cells, width, height, number):
    for row in range(height):
        texts = [""] * width
        for cell in cells:
            if cell.row == row:
                texts[cell.column] = cell.text
        yield SourceRow(tuple(texts), SourcePlace(row + 1, table=number))


def facts(content):
    """What a reader would say of a content, however its form is drawn."""
    cards = [
        (
            p.name,
            p.budget,
            p.total_budget,
            tuple(p.goals),
            tree(p.indicators),
            tree(p.mid_term.indicators if p.mid_term else ()),
        )
        for p in content.projects
    ]
    goals = [(goal.kind, goal.text, tree(goal.indicators)) for goal in content.goals]
    tasks = [(task.name, task.text, tuple(line.amount for line in task.funds)) for task in content.tasks]
    return content.year, cards, goals, tasks


def tree(indicators):
    return tuple((i.level1, i.level2, i.name, i.target) for i in indicators)


def reading_of(blocks, **options):
    return read_source(source_of(blocks, **options))


def head_row(cells):
    """The first row of heads of indicators."""
    return next(iter(head_rows(cells)), None)


def head_rows(cells):
    rows = {}
    for cell in cells:
        rows.setdefault(cell.row, set()).add(head_of(cell.text))
    return [
        row
        for row, keys in sorted(rows.items())
        if {"name", "value"} <= keys or {"description", "value"} <= keys
    ]
