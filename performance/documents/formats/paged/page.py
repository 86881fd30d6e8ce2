"""A page as a reader of files sees it: glyphs and ruled lines, both measured in points from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from performance.documents.blocks import PagePicture

GAP = "\0"  # room between two glyphs where no blank was written


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Glyph(NamedTuple):
    """A character, or a piece of text that was recognised as one. ``run`` is the piece of text that it was drawn in."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float
    spaced: str = (
        ""  # what stands before it: blanks as they were written, GAPs, and the end of the line before
    )
    run: int = 0
    confidence: float = 1.0


class Rule(NamedTuple):
    """A straight line: ``at`` is its place across, ``start`` and ``stop`` are its ends."""

    at: float
    start: float
    stop: float


@dataclass
class Page:
    """``fills`` are coloured areas: where no line is drawn, their edges are what the reader's eye takes for one."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    picture: PagePicture | None = None  # where its text was recognised
    aside: list[tuple[str, str]] = field(
        default_factory=list
    )  # kind and text of what does not belong to the page
