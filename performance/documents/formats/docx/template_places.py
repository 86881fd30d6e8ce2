"""The places of a template within the texts of a paragraph, which Word cuts into runs as it likes."""

from __future__ import annotations

from typing import NamedTuple
from xml.dom.minidom import Element, Node


class Place(NamedTuple):
    """What is filled, from where to where of a paragraph's text."""

    start: int
    end: int
    name: str


def text_of(text: Element) -> str:
    return "".join(node.data for node in text.childNodes if node.nodeType == Node.TEXT_NODE)


def bring_together(texts: list[Element], places: list[Place]) -> None:
    """Each place, spelled plainly, where it begins; what else stood there stays."""
    if not places:
        return
    at = first = 0
    for text in texts:
        own = text_of(text)
        end = at + len(own)
        while first < len(places) and places[first].end <= at:
            first += 1
        last = first
        while last < len(places) and places[last].start < end:
            last += 1
        _write(text, _said_between(places[first:last], own, at, end))
        at = end


def _said_between(places: list[Place], own: str, start: int, end: int) -> str:
    text, at = "", start
    for place in places:
        if place.end <= start or place.start >= end:
            continue
        text += own[at - start : max(place.start, at) - start]
        if place.start >= start:
            text += f"{{{{{place.name}}}}}"
        at = min(place.end, end)
    return text + own[at - start :]


def _write(text: Element, written: str) -> None:
    for node in list(text.childNodes):
        text.removeChild(node)
    if text.ownerDocument:
        text.appendChild(text.ownerDocument.createTextNode(written))
    text.setAttribute("xml:space", "preserve")
