"""What a filled card says, whoever filled it, on whatever form: found by its captions; what finds no place is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from performance.content.self_evaluation import CardContent
from performance.documents.blocks import Source
from performance.documents.numbers import read_number
from performance.documents.table_rows import rows_of
from performance.documents.uncertain import is_recognised
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card, result_field
from performance.self_evaluation.forms.captions import CARD, columns_of, is_caption, keys_of
from performance.self_evaluation.forms.card_texts import More, with_texts
from performance.self_evaluation.forms.funds import Funds, money_unit, score_of
from performance.self_evaluation.forms.results import Results
from performance.self_evaluation.page_fields import UNUSED, labels_of, saying, texts_of
from performance.written.blanks import kept_where_blank, said_of_blanks
from performance.written.files.account import RowAccount
from performance.written.files.sections import NoPaper, doubts_of, section_of, subject_in

__all__ = ["NoPaper", "ReadCard", "read_card"]


@dataclass(frozen=True)
class ReadCard:
    """``remarks`` are what was not put anywhere, or does not agree with what was approved; each with its row."""

    content: CardContent
    remarks: tuple[str, ...]


def read_card(source: Source, card: Card) -> ReadCard:
    """The same card with what the file says; what the file does not say or leaves blank stays. Raises NoPaper."""
    section = section_of(rows_of(source), card.row, CARD)
    account, head = RowAccount(section.rows, is_caption), section.head
    remarks = list(doubts_of(section, card.row, CARD))
    if is_recognised(source):
        remarks.append("文件是扫描件，文字由识别得来，请逐栏对照原件核对。")
    _skip_facts(account, head)
    unit = money_unit(account, head, remarks)
    funds = Funds(card, account, unit, remarks)
    content = funds.read(head)
    results = Results(replace(card, content=content), account, remarks)
    content = replace(content, results=results.read(head))
    content = replace(content, parts=tuple(results.parts()))
    if results.execution:
        content = replace(content, execution_entered=results.execution)
    content = with_texts(content, account, head)
    content = replace(content, more=More(replace(card, content=content), account, funds.unit).read())
    kept = kept_where_blank(texts_of(card.content), texts_of(content))
    for place, row in enumerate(content.results):
        if row.value.strip():  # what is done applies, whatever the page has said
            kept.pop(result_field(place, UNUSED), None)
    remarks += said_of_blanks(kept, labels_of(content))
    content = saying(content, texts_of(content) | kept)
    read = replace(card, content=_without_computed_scores(replace(card, content=content)))
    remarks += _other_total(read, account, head)
    return ReadCard(read.content, (*remarks, *account.left()))


def _skip_facts(account: RowAccount, head: int) -> None:
    """Names and officers are told by the system, the goal by the approved text."""
    for number in range(head):
        cells = account.rows[number].cells
        keys = [keys_of(cell) for cell in cells if cell.strip()]
        if (keys and {"subject", "around"} & set(keys[0])) or subject_in(
            account.rows[number], CARD
        ) is not None:
            account.skip(number)


def _without_computed_scores(card: Card) -> CardContent:
    """A printed score that is the computed one was not entered by anybody."""
    results = tuple(
        replace(row, entered="") if scored.computed is not None and scored.computed == scored.awarded else row
        for row, scored in zip(card.content.results, card.sheet.indicators, strict=True)
    )
    execution = card.sheet.execution
    entered = "" if execution.computed == execution.awarded else card.content.execution_entered
    return replace(card.content, results=results, execution_entered=entered)


def _other_total(card: Card, account: RowAccount, head: int) -> list[str]:
    """The printed total is held against that of what was read: a misreading would show in it."""
    found = []
    for number in range(head + 1, len(account.rows)):
        row = account.rows[number]
        if not any("end" in keys_of(cell) for cell in row.cells[:2]):
            continue
        column = columns_of(account.rows[head], ("score",)).get("score")
        printed = score_of(account.look(number, column)) if column is not None else ""
        account.skip(number)
        total = card.sheet.total
        if total is not None and (number_of := _number(printed)) is not None and number_of != total:
            found.append(
                f"{row.place}：文件的总分是 {printed}，按读入的内容和评分方案是 {plain(total)}，请核对各项得分。"
            )
    return found


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except ValueError:
        return None
