"""What a file says beside or below a caption: the texts of a card, and what only some forms ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance.content.self_evaluation import TEXTS, CardContent, from_plain, to_plain
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.captions import columns_of, is_caption, keys_of, plain_label
from performance.self_evaluation.forms.declaration import Answer, Figures
from performance.written.files.account import RowAccount
from performance.written.files.units import in_unit, units_in, units_said

_BESIDE = tuple(name for name in TEXTS if name != "goal_result")


def with_texts(content: CardContent, account: RowAccount, head: int) -> CardContent:
    """What became of the goal stands below its caption, or beside it; the other texts beside theirs."""
    told: dict[str, str] = {}
    for number in range(len(account.rows)):
        for name, text in _texts(account, number):
            told.setdefault(name, text)
        if number < head and (found := _goal_result(account, number, head)):
            told.setdefault("goal_result", found)
    return from_plain({**to_plain(content), **{key: text for key, text in told.items() if text}})


def _texts(account: RowAccount, number: int) -> Iterator[tuple[str, str]]:
    filled = [(place, cell.strip()) for place, cell in enumerate(account.rows[number].cells) if cell.strip()]
    if not filled:
        return
    place, first = filled[0]
    label, colon, rest = first.replace("：", ":").partition(":")
    for name in keys_of(first):
        if name in _BESIDE and len(filled) > 1 and not is_caption(filled[1][1]):
            yield name, account.take(number, filled[1][0])
    if colon and rest.strip():
        for name in keys_of(label):
            if name in _BESIDE:
                account.take(number, place)
                yield name, first[len(label) + 1 :].strip()


def _goal_result(account: RowAccount, number: int, head: int) -> str:
    row = account.rows[number]
    columns = columns_of(row, ("goal_result", "goal"))
    place = columns.get("goal_result")
    if place is None:
        return ""
    if "goal" in columns and number + 1 < head:
        account.take(number + 1, columns["goal"])
        return account.take(number + 1, place)
    filled = [at for at, cell in enumerate(row.cells) if at > place and cell.strip()]
    if filled and not is_caption(row.cells[filled[0]]):
        return account.take(number, filled[0])
    return account.take(number + 1, place) if number + 1 < head else ""


class More:
    """Reads what only the form of the card asks."""

    def __init__(self, card: Card, account: RowAccount, unit: str) -> None:
        self.card, self.account, self.unit = card, account, unit
        self.told: dict[str, str] = {}

    def read(self) -> tuple[tuple[str, str], ...]:
        if self.card.form.figures:
            self._figures(self.card.form.figures)
        beside: dict[str, list[Answer]] = {}
        for answer in self.card.form.answers:
            beside.setdefault(plain_label(answer.caption), []).append(answer)
        for number, row in enumerate(self.account.rows):
            for column, cell in enumerate(row.cells):
                for answer in beside.get(plain_label(cell), ()) if cell.strip() else ():
                    self._answer(answer, number, column, beside)
        now = dict(self.card.content.more)
        return tuple((now | {key: text for key, text in self.told.items() if text}).items())

    def _answer(self, answer: Answer, number: int, column: int, known: Mapping[str, object]) -> None:
        """The first text that is no caption, on the side where the form has it."""
        if answer.key in self.told:
            return
        place = self._below(number, column) if answer.above else self._right(number, column)
        if place is None or place in self.account:
            return
        text = self.account.look(*place)
        if not text or is_caption(text) or plain_label(text) in known:
            return
        self.account.take(*place)
        self.told[answer.key] = in_unit(text, self.unit) if answer.amount else text

    def _below(self, number: int, column: int) -> tuple[int, int] | None:
        return (number + 1, column) if number + 1 < len(self.account.rows) else None

    def _right(self, number: int, column: int) -> tuple[int, int] | None:
        cells = self.account.rows[number].cells
        places = (place for place in range(column + 1, len(cells)) if cells[place].strip())
        found = next(places, None)
        return None if found is None else (number, found)

    def _figures(self, figures: Figures) -> None:
        labels = {plain_label(label): key for key, label in figures.rows.items()}
        heads = {plain_label(label): key for key, label in figures.columns.items()}
        columns: dict[str, int] = {}
        unit = above = self.unit
        for number, row in enumerate(self.account.rows):
            above = next(iter(units_said(row)), above)
            here = {
                heads[label]: at for at, cell in enumerate(row.cells) if (label := plain_label(cell)) in heads
            }
            if len(here) == len(heads):
                columns = here
                unit = next(iter(units_in(self.account, range(max(0, number - 1), number + 1))), above)
                self.account.skip(number)
                continue
            first = min(columns.values(), default=0)
            named = [labels[label] for cell in row.cells[:first] if (label := plain_label(cell)) in labels]
            for column, place in columns.items() if named else ():
                key = f"{named[-1]}-{column}"
                if key not in self.told:
                    self.told[key] = in_unit(self.account.take(number, place), unit)
