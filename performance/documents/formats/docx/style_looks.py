"""What the styles of a document do to the text of their runs: struck out, hidden or raised, through their parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from performance.documents.formats.docx import names as w
from performance.documents.formats.marked_text import STRUCK

HIDDEN = "隐藏文字"
RAISED = "superscript"
_SET_ASIDE = {w.VANISH: HIDDEN, w.STRIKE: STRUCK, w.DOUBLE_STRIKE: STRUCK}
_UNSET = ("0", "false", "off")
_T = TypeVar("_T")


def look_of(properties: Element, otherwise: str = "") -> str:
    """Why the text of a run is set aside, or that it is raised; ``otherwise`` is what its style does."""
    for piece in properties:
        if piece.tag in _SET_ASIDE:
            if piece.get(w.VALUE) not in _UNSET:
                return _SET_ASIDE[piece.tag]
            if otherwise == _SET_ASIDE[piece.tag]:
                otherwise = ""
        elif piece.tag == w.RAISED and (piece.get(w.VALUE) == RAISED or otherwise == RAISED):
            otherwise = RAISED if piece.get(w.VALUE) == RAISED else ""
    return otherwise


def style_looks(parts: Iterable[Element]) -> dict[str, str]:
    """By the identity of a style."""
    own: dict[str, str] = {}
    above: dict[str, str] = {}
    for part in parts:
        for style in part.iter(w.STYLE):
            identity = style.get(w.STYLE_ID, "")
            above[identity] = w.value_of(style, w.BASED_ON)
            properties = style.find(w.RUN_PROPERTIES)
            if properties is None:
                continue
            if look := look_of(properties):
                own[identity] = look
            elif any(piece.tag in _SET_ASIDE for piece in properties):
                own[identity] = ""  # takes away what its parent does
    return {identity: found for identity in above if (found := inherited(identity, own, above))}


def inherited(identity: str, own: Mapping[str, _T], above: Mapping[str, str]) -> _T | None:
    """What a style says itself, or the nearest of those that it is based on."""
    seen: set[str] = set()
    while identity and identity not in seen:
        if identity in own:
            return own[identity]
        seen.add(identity)
        identity = above.get(identity, "")
    return None
