"""A card as the fields of its page: each text by the name of its field, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from performance.content.self_evaluation import (
    FUND_COLUMNS,
    FUND_LABELS,
    RESULT_FIELDS,
    TEXTS,
    CardContent,
    ResultRow,
)
from performance.scoring.schemes import Method
from performance.self_evaluation.card import more_field, result_field
from performance.self_evaluation.forms.declaration import asked_of_some_form
from performance.written.rows import fund_field

ANSWER = "answer-"
_ANSWER = re.compile(rf"{ANSWER}[0-9a-f]{{24}}")
UNUSED = "unused"
TICKED = "on"


def texts_of(content: CardContent) -> dict[str, str]:
    texts = {
        fund_field(row.source, column): getattr(row, column)
        for row in content.funds
        for column in FUND_COLUMNS
    }
    for place, row in enumerate(content.results):
        texts |= {result_field(place, name): getattr(row, name) for name in RESULT_FIELDS}
        texts[result_field(place, UNUSED)] = "" if row.applicable else TICKED
    texts |= {part_field(place): entered for place, (_, entered) in enumerate(content.parts)}
    texts |= {more_field(key): text for key, text in content.more}
    texts |= {name: getattr(content, name) for name in ("execution_entered", *TEXTS)}
    return texts | {f"{ANSWER}{key}": words for key, words in content.answers}


def labels_of(content: CardContent) -> dict[str, str]:
    labels = {
        fund_field(row.source, column): f"{FUND_LABELS[row.source]}的{label}"
        for row in content.funds
        for column, label in FUND_COLUMNS.items()
    }
    for place, row in enumerate(content.results):
        named = {**RESULT_FIELDS, UNUSED: "不适用"}
        labels |= {result_field(place, name): f"{row.name}：{label}" for name, label in named.items()}
    labels |= {part_field(place): f"{name}的得分" for place, (name, _) in enumerate(content.parts)}
    keys = asked_of_some_form()
    labels |= {more_field(key): keys[key].label if key in keys else key for key, _ in content.more}
    labels |= {f"{ANSWER}{key}": "对警告的说明" for key, _ in content.answers}
    return {**labels, "execution_entered": "预算执行率的得分", **TEXTS}


def saying(content: CardContent, texts: Mapping[str, str]) -> CardContent:
    """The content with what stands in the fields; a reason that is blank is none."""
    funds = tuple(
        replace(row, **{column: texts[fund_field(row.source, column)] for column in FUND_COLUMNS})
        for row in content.funds
    )
    results = tuple(_result(row, place, texts) for place, row in enumerate(content.results))
    parts = tuple((name, texts[part_field(place)]) for place, (name, _) in enumerate(content.parts))
    reasons = (
        (name.removeprefix(ANSWER), words)
        for name, words in texts.items()
        if _ANSWER.fullmatch(name) and words.strip()
    )
    named = {name: texts[name] for name in ("execution_entered", *TEXTS)}
    more = tuple((key, texts[more_field(key)]) for key, _ in content.more)
    return CardContent(funds, results, parts, **named, answers=tuple(reasons), more=more)


def _result(row: ResultRow, place: int, texts: Mapping[str, str]) -> ResultRow:
    written = {name: texts[result_field(place, name)] for name in RESULT_FIELDS}
    if written["method"] not in set(Method):
        written["method"] = ""
    return replace(row, **written, applicable=texts[result_field(place, UNUSED)] != TICKED)


def part_field(place: int) -> str:
    return f"part-{place}"
