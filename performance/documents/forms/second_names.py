"""What names a project where nothing is printed as its name: the money, the transfer or the work that the table is of."""

from __future__ import annotations

import re

from performance.documents.blocks import Source
from performance.documents.forms.words import LONGEST, OwnWords, label_of, normalise

# Beside 项目名称 they name something else, and stay what they are.
_SECOND_NAME = re.compile(
    r"(?:(?:中央|省级|市级|县级|对地方|财政|专项|共同|事权|一般性|补助|奖补|扶持)*(?:资金|补助|经费|转移支付|专款)|采购项目|工程|任务|活动)名称"
)
_NAME = ("field", "name")


def second_names(source: Source) -> OwnWords | None:
    """In a source without any label of a project's name, those labels are one."""
    seconds: set[str] = set()
    for row in source.rows:
        for cell in filter(None, row.cells):
            if len(cell) > 3 * LONGEST:
                continue
            if (label := label_of(cell)) is not None and (label.kind, label.key) == _NAME:
                return None
            if _SECOND_NAME.fullmatch(name := normalise(cell)):
                seconds.add(name)
    return OwnWords(dict.fromkeys(seconds, _NAME), {}) if len(seconds) == 1 else None
