"""Labels and their texts in one cell or line, and what kind of text an own field holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indicators.text import normalise_label
from performance.content.model import FieldKind
from performance.documents.forms.amounts import looks_like_amount
from performance.documents.forms.boxes import Box
from performance.documents.forms.words import Label, label_of

_INLINE = re.compile(r"([^：:\n]{2,24})[：:]\s*(.*)", re.DOTALL)
_OF_WHICH = re.compile(r"^其中[：:]\s*(?=[^：:\n]{2,24}[：:])")
_GAP = re.compile(r"[ \t　]{2,}|\n")
_NEXT_LABEL = re.compile(r"[ \t　，,；;]([^\s：:，,；;]{2,24})(?=[：:])")

ONLY_MONEY = re.compile(
    r"[(（]?(金额|货币|计量)?单位[:：]?[(（]?(人民币)?(亿元|百万元|万元|千元|元)[)）]?[)）]?"
)


def inline_pairs(text: str) -> Iterator[tuple[Label, str]]:
    """The labels that a text names itself, each with what stands behind its colon; none unless it begins so."""
    pairs: list[tuple[Label, str]] = []
    for piece in _pieces(text):
        found = _INLINE.fullmatch(_OF_WHICH.sub("", piece.strip()))
        label = label_of(found[1]) if found else None
        if ONLY_MONEY.fullmatch(normalise_label(piece)):
            continue
        if label is not None and found is not None:
            pairs.append((label, found[2].strip()))
        elif pairs and piece.strip():
            last, value = pairs[-1]
            pairs[-1] = last, f"{value}\n{piece.strip()}" if value else piece.strip()
        elif piece.strip():
            return
    yield from pairs


def _pieces(text: str) -> Iterator[str]:
    """The text parted at breaks and wide gaps, and at any blank or comma behind which a known label and its colon stand."""
    for piece in _GAP.split(text):
        start = 0
        for found in _NEXT_LABEL.finditer(piece):
            if label_of(found[1]) is not None:
                yield piece[start : found.start()]
                start = found.start(1)
        yield piece[start:]


def fields_named(boxes: Sequence[Box]) -> set[str]:
    """The fields that a row names, by a label of its own or before a colon."""
    alone = [label_of(box.text) for box in boxes]
    inside = [
        label for box, own in zip(boxes, alone, strict=True) if not own for label, _ in inline_pairs(box.text)
    ]
    return {label.key for label in (*alone, *inside) if label is not None and label.kind == "field"}


def kind_of(text: str) -> FieldKind:
    if re.search("[□☑☐√✓]", text):
        return FieldKind.BOXES
    if re.fullmatch(r"\d{4}[年/.-]\d{1,2}[月/.-]?(\d{1,2}日?)?", text.strip()):
        return FieldKind.DATE
    return FieldKind.AMOUNT if looks_like_amount(text) else FieldKind.TEXT
