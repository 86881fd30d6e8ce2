"""The caption that tells the unit of a table's money: printed in 万元 by the form, in 元 by some offices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from indicators.text import normalise_label
from performance.documents.blocks import Anchor, Cell, Style
from performance.documents.cells import Spec, Values


@dataclass(frozen=True)
class MoneyLabel(Spec):
    """The caption 单位：万元, printed so by the form; other files count in 元."""

    field: str
    span: int = 1
    anchor: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return "单位：万元"

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def accepts(self, text: str) -> bool:
        return re.fullmatch(r"(金额)?单位:(万元|元)", normalise_label(text)) is not None

    def read(self, text: str) -> Values:
        return {self.field: normalise_label(text).rpartition(":")[2]} if text.strip() else {}

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return Cell(self.label, self.span, Style.BARE_RIGHT)
