"""What is said of a reading as a whole, whatever its form: sheets left out, formulas without a value, money too large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from performance.content.model import ProjectContent, StatementContent
from performance.documents.blocks import HIDDEN, OVERPRINTED, Grid, Source
from performance.documents.cleaning import EXAMPLE
from performance.documents.formats.marked_text import STRUCK, UNKNOWN_SIGN
from performance.documents.formats.xlsx.reader import DICTIONARY, HIDDEN_SHEET, IDENTITY, UNCOMPUTED
from performance.documents.reading import Read, ReadingRemark
from performance.documents.uncertain import uncertain_cells

LARGEST_IN_WAN = Decimal(1_000_000)  # ten thousand million yuan: no county's department has as much
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|名称\?)|Err:\d{3}|(?P<narrow>#{3,})")
_ERROR_WORDS = (
    "这一格的公式出错，没有算出值；请在 Excel 或 WPS 中改正、保存后再试",
    "这一格的列太窄，印出来的只有“#”；请在 Excel 或 WPS 中加宽这一列后再试",
)
_OURS = frozenset((IDENTITY, DICTIONARY))


def looked_over(read: Read, source: Source) -> Read:
    """The reading with what the source and the amounts give reason to say."""
    report = read.report
    notices = (
        *report.notices,
        *_hidden_sheets(source),
        *_examples(source),
        *_hidden_cells(source),
        *_struck(source),
        *_unknown_signs(source),
        *_large_amounts(read.content),
        *_twice(read.content),
    )
    problems = (*report.problems, *_uncomputed(source), *_errors(source), *_overprinted(source))
    uncertain = (*report.uncertain, *uncertain_cells(source))
    if uncertain:
        notices = (
            *notices,
            ReadingRemark(None, "", f"文字由扫描件识别，有{len(uncertain)}格没有把握，请对照原件核对。"),
        )
    return replace(read, report=replace(report, notices=notices, problems=problems, uncertain=uncertain))


def _hidden_sheets(source: Source) -> Iterator[ReadingRemark]:
    sheets = dict.fromkeys(piece.place.sheet for piece in source.noise if piece.kind == HIDDEN_SHEET)
    for sheet in sheets:
        if sheet not in _OURS:
            yield ReadingRemark(
                None, "", f"工作表“{sheet}”是隐藏的，没有读入；如果要读，请在 Excel 中取消隐藏后再试。"
            )


def _examples(source: Source) -> Iterator[ReadingRemark]:
    for sheet in dict.fromkeys(piece.place.sheet for piece in source.noise if piece.kind == EXAMPLE):
        yield ReadingRemark(None, "", f"工作表“{sheet}”按名称是填写示例，没有读入；如果要读，请改名后再试。")


def _twice(content: StatementContent) -> Iterator[ReadingRemark]:
    """A sheet that was copied and not yet changed says a project twice."""
    seen: dict[str, list[ProjectContent]] = {}
    for project in content.projects:
        alike = seen.setdefault(project.name, [])
        if project.indicators and project in alike:
            message = f"“{project.name}”读到两次，内容完全相同，像是同一张表复制了一份，请核对。"
            yield ReadingRemark(None, "项目名称", message)
        alike.append(project)


def _hidden_cells(source: Source) -> Iterator[ReadingRemark]:
    """Rows and columns that nobody sees are read: they may be of the form, or what somebody meant to leave out."""
    for block in source.blocks:
        cells = [cell for cell in block.cells if cell.mark == HIDDEN] if isinstance(block, Grid) else []
        if cells:
            quoted = "、".join(dict.fromkeys(f"“{cell.text[:12]}”" for cell in cells[:3]))
            message = f"这里起有{len(cells)}格在隐藏的行或列里（{quoted}），仍读入；不应读入的，请在 Excel 中删去后再试。"
            yield ReadingRemark(cells[0].place, "", message)


def _struck(source: Source) -> Iterator[ReadingRemark]:
    for piece in source.noise:
        if piece.kind == STRUCK:
            message = f"“{piece.text[:30]}”印有删除线，没有读入；仍有效的，请去掉删除线后再试。"
            yield ReadingRemark(piece.place, "", message)


def _unknown_signs(source: Source) -> Iterator[ReadingRemark]:
    """A sign of a font of signs may be ≥ as well as a bullet: what it draws is not in the file."""
    for piece in source.noise:
        if piece.kind == UNKNOWN_SIGN:
            message = (
                f"这里有一个符号字体的符号（{piece.text}），认不出是什么，没有读入；请改成普通文字后再试。"
            )
            yield ReadingRemark(piece.place, "", message)


def _uncomputed(source: Source) -> Iterator[ReadingRemark]:
    for piece in source.noise:
        if piece.kind == UNCOMPUTED:
            message = "这一格是公式，文件里没有存下算出的值；请用 Excel 或 WPS 打开、保存后再试。"
            yield ReadingRemark(piece.place, "", message, piece.text)


def _errors(source: Source) -> Iterator[ReadingRemark]:
    """A cell shows that its formula failed, or that its column was too narrow: what it should say is not in the file."""
    for row in source.rows:
        for column, text in enumerate(row.cells, 1):
            if ("#" in text or "Err:" in text) and (found := _ERROR.fullmatch(text.strip())):
                place = replace(row.place, column=row.place.column or column)
                yield ReadingRemark(place, "", f"{_ERROR_WORDS[bool(found['narrow'])]}。", text.strip())


def _overprinted(source: Source) -> Iterator[ReadingRemark]:
    """A row too low for its text prints it into the next one: nobody can tell what belongs where."""
    for block in source.blocks:
        for cell in block.cells if isinstance(block, Grid) else ():
            if cell.mark == OVERPRINTED:
                message = (
                    "文字超出了单元格，与相邻的格印在一起，可能读混；请对照原件，或改用 Word、Excel 原文件。"
                )
                yield ReadingRemark(cell.place, "", message, cell.text)


def _large_amounts(content: StatementContent) -> Iterator[ReadingRemark]:
    for label, amount in _amounts(content):
        if amount is not None and abs(amount) >= LARGEST_IN_WAN:
            yield ReadingRemark(
                None, label, f"{amount:f}万元大得少见，请核对原表是不是以元计而没有印出单位。"
            )
            return


def _amounts(content: StatementContent) -> Iterator[tuple[str, Decimal | None]]:
    for line in content.funding:
        yield line.item, line.amount
    for fund in content.funds:
        yield fund.label, fund.amount
    for project in content.projects:
        yield project.name, project.budget
        yield project.name, project.annual_budget
