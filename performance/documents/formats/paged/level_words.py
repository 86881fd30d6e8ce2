"""The words of the upper levels, by which indicators are grouped, as a page shows them."""

from __future__ import annotations

import re

_FAMILY = re.compile(r"(数量|质量|时效|成本|效益|效果|影响|满意度|产出|投入|过程|管理|发展)(指标)?")


def is_level(text: str) -> bool:
    bare = "".join(text.split())
    return bare.endswith("指标") or is_family_word(bare)


def is_family_word(bare: str) -> bool:
    return _FAMILY.fullmatch(bare) is not None
