"""What the page of a card sends: every field of it, or it was cut off on its way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from performance.content.self_evaluation import FUND_COLUMNS, RESULT_FIELDS, TEXTS, CardContent, ResultRow
from performance.scoring.schemes import Method
from performance.self_evaluation.card import Card, fund_field, result_field

ANSWER = "answer-"
_ANSWER = re.compile(rf"{ANSWER}[0-9a-f]{{24}}")
END = "end"  # stands last on the page


def posted_content(card: Card, post: Mapping[str, str]) -> CardContent | None:
    """None where the page did not arrive as a whole."""
    if END not in post:
        return None
    funds = tuple(
        replace(row, **{column: _text(post, fund_field(row.source, column)) for column in FUND_COLUMNS})
        for row in card.content.funds
    )
    results = tuple(_result(row, place, post) for place, row in enumerate(card.content.results))
    parts = tuple((name, _text(post, f"part-{place}")) for place, (name, _) in enumerate(card.content.parts))
    texts = {name: _text(post, name) for name in TEXTS}
    answers = tuple(_answers(card, post))
    return CardContent(funds, results, parts, _text(post, "execution_entered"), **texts, answers=answers)


def _answers(card: Card, post: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The reasons for warnings; one that the page did not show stays as it is."""
    known = dict(card.content.answers)
    known |= {name.removeprefix(ANSWER): _text(post, name) for name in post if _ANSWER.fullmatch(name)}
    yield from ((key, words) for key, words in known.items() if words.strip())


def _result(row: ResultRow, place: int, post: Mapping[str, str]) -> ResultRow:
    written = {name: _text(post, result_field(place, name)) for name in RESULT_FIELDS}
    if written["method"] not in set(Method):
        written["method"] = ""
    return replace(row, **written, applicable=result_field(place, "unused") not in post)


def _text(post: Mapping[str, str], name: str) -> str:
    return post.get(name, "").replace("\r\n", "\n").replace("\x00", "")
