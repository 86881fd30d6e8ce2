"""Is an indicator called what a promise of the prose says, in other or fewer words?"""

from __future__ import annotations

import re

from indicators.units import ANY_COUNT_UNIT
from performance.review.rule_sets import Parameters, any_word
from performance.review.similarity import core, is_subsequence
from performance.review.tables import Row

_LEAST = 4  # characters of a name, for it to be known again where others stand between them
_REACHED = re.compile(
    "(?:降低|下降|压降|压缩|压减|提高|提升|增加|增长|控制|保持|稳定|维持|缩短|扩大|降|升|压|增|减)?[到至在为]$"
)
_CHANGED = re.compile("(?:提高|提升|增长|增加|上升|降低|下降|减少|压减)[率了约]?$")
_ADDED = re.compile("新增|新建|增加")


def bare(name: str, parameters: Parameters) -> str:
    """What is counted, without the words that go with any count."""
    endings = (*parameters.claim_fillers, *parameters.kinds_of_names)
    return any_word(endings).sub("", _counted(name, parameters))


def _counted(name: str, parameters: Parameters) -> str:
    """The name without what only says that it is counted, and without the verb that leads to the number."""
    named = _REACHED.sub("", core(name))
    return re.sub(
        f"(?:{any_word(tuple(parameters.kinds_of_names)).pattern}|(?:{ANY_COUNT_UNIT})?数量?|(?:平均|最长)?(?:时间|时限|时长|用时))$",
        "",
        named,
    )


def is_called(row: Row, noun: str) -> bool:
    """A change is not a state, and what is added is not all there is."""
    noun = _REACHED.sub("", core(noun))
    if bool(_CHANGED.search(row.name)) != bool(_CHANGED.search(noun)):
        return False
    if _ADDED.search(row.name) and not _ADDED.search(noun):
        return False
    if len(row.name) >= _LEAST and noun.endswith(row.name):
        return True
    if len(row.name) > 1 and _counted(row.name, row.parameters) == _counted(noun, row.parameters):
        return True
    return any(
        len(short) >= _LEAST and is_subsequence(short, long)
        for short, long in (
            sorted((said(row.name, row.parameters), said(noun, row.parameters)), key=len)
            for said in (bare, _counted)
        )
    )


def is_called_nothing_else(row: Row, noun: str) -> bool:
    """Also by a short name, where it stands at the end of the other: 早诊率, 筛查早诊率."""
    short, long = sorted((_counted(row.name, row.parameters), _counted(noun, row.parameters)), key=len)
    return (len(short) > 1 and long.endswith(short)) or is_called(row, noun)
