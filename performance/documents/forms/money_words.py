"""Labels of money that no table of synonyms can hold: offices put them together from a few words."""

from __future__ import annotations

import re

from performance.content.model import FundPeriod, FundSource

_WHEN = r"20\d\d年度?|年初|年度|当年|本年度|本年|今年|全年"
_DONE = "申请|申报|批复|批准|核定|审定|下达|拟安排|安排|拟投入|投入|计划|所需"
_WHAT = "预算|资金|经费|金额|投资"
_HOW = "总额|总量|总数|额度|额|数|规模|合计|总计|安排|投入|需求"
_LABEL = re.compile(
    rf"(?=.*(?:{_WHAT}))(?:项目|专项)?(?P<when>{_WHEN})?(?:项目|专项)?(?P<whole>总)?(?:{_WHAT}|{_DONE}|{_HOW}){{1,4}}(?<!计划)"
)
_DECIDED = re.compile("批复|批准|核定|审定|下达")


def money_named(label: str) -> tuple[str, FundSource, FundPeriod | None] | None:
    """Key, source and years of an amount whose label is made of words for money alone, such as 资金规模."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    if found["when"]:
        return "total annual", FundSource.TOTAL, FundPeriod.ANNUAL
    if found["whole"]:
        return "total whole", FundSource.TOTAL, FundPeriod.WHOLE
    return "total", FundSource.TOTAL, None


def year_of(label: str) -> int | None:
    """The year that a label begins with."""
    found = re.match(r"(20\d\d)年", label)
    return int(found[1]) if found else None


def is_decided(label: str) -> bool:
    """Whether a label says that its amount was granted, not only asked for."""
    return _DECIDED.search(label) is not None
