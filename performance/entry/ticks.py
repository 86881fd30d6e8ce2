"""Boxes to tick: the printed text of a cell such as ``新增项目√　延续项目□``, and what a browser posts of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from performance.entry.sheet import Question

TICKED, BLANK = "√", "□"
_GAP = "\u3000"
_ANY_TICK = "√✓☑■"
_BOXES = f"□☐{_ANY_TICK}"


@dataclass(frozen=True)
class Tick:
    """``name`` is how the box is posted."""

    name: str
    label: str
    ticked: bool


def ticks_of(question: Question, text: str, number: int = 0) -> tuple[Tick, ...]:
    """The boxes of a field; a word that stands there without boxes ticks its own."""
    ticked = ticked_words(text)
    name = question.name(number)
    return tuple(
        Tick(f"{name}-tick-{n}", choice, choice in ticked or short_word(choice) in ticked)
        for n, choice in enumerate(question.field_spec.choices)
    )


def ticked_words(text: str) -> set[str]:
    """The words whose box is ticked, whether it stands before them or behind."""
    if not re.search(f"[{_BOXES}]", text):
        return {text.strip()} if text.strip() else set()
    boxes_first = re.match(rf"\s*[{_BOXES}]", text) is not None
    pattern = rf"([{_BOXES}])\s*([^{_BOXES}\s]+)" if boxes_first else rf"([^{_BOXES}\s]+)\s*([{_BOXES}])"
    pairs = re.findall(pattern, text)
    return {
        word
        for one, other in pairs
        for box, word in [(one, other) if boxes_first else (other, one)]
        if box in _ANY_TICK
    }


def posted_ticks(question: Question, post: Mapping[str, str]) -> str:
    """The text that the posted boxes print; as it stood where the boxes say the same, or none is ticked."""
    stood = post.get(f"{question.name()}-stood", "")
    boxes = ticks_of(question, stood)
    ticked = [box.name in post for box in boxes]
    if ticked == [box.ticked for box in boxes]:
        return stood
    return (
        _GAP.join(f"{box.label}{TICKED if on else BLANK}" for box, on in zip(boxes, ticked, strict=True))
        if any(ticked)
        else ""
    )


def short_word(choice: str) -> str:
    """What forms print of a choice where there is little room."""
    return choice.removesuffix("项目")
