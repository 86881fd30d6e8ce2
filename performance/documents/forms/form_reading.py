"""What a reading of a source in any form has come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.draft import Draft
from performance.documents.forms.surrounding_text import Head as TextHead
from performance.documents.reading import Likely, Unplaced


@dataclass
class FormReading:
    """All that was read of a source, and what was not."""

    drafts: list[Draft] = field(default_factory=list)
    head: TextHead = field(default_factory=TextHead)
    account: ReadingAccount = field(default_factory=ReadingAccount)
    unplaced: list[Unplaced] = field(default_factory=list)
    taken: int = 0  # tables of performance
    of_results: bool = False  # whether one of them tells what became of targets
    set_aside: int = 0  # tables of something else
    likely: list[Likely] = field(default_factory=list)
