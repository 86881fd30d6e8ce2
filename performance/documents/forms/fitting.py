"""Whether a text may stand under a head: what contradicts its column is said, never placed in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from indicators.kinds import Comparator, ValueKind
from indicators.targets import QUALITATIVE
from indicators.text import normalise_label
from indicators.units import COUNT_UNITS, MEASURE_UNITS, MONEY_UNITS
from indicators.values import GRADES, parse_value
from performance.documents.forms.amounts import is_blank
from performance.documents.forms.words import is_level1, normalise, parents

OPERATORS = (
    frozenset(
        (
            "≥",
            "≤",
            ">",
            "<",
            "=",
            "≧",
            "≦",
            "⩾",
            "⩽",
            ">=",
            "<=",
            "=>",
            "=<",
            "》",
            "《",
            "≠",
            "＝",
            "正向",
            "反向",
            "/",
            "-",
            "—",
            "其他",
            "无",
        )
    )
    | QUALITATIVE
)
OPERATOR_WORDS = re.compile(
    r"(大于|小于|等于|不低于|不少于|不高于|不超过|高于|低于|大于等于|小于等于|大于或等于|小于或等于|区间|定[性量]指标|[≥≤><=].{0,4}|约等于|至少)"
)
SIGNS = frozenset(("≥", "≤", ">", "<", "=", ">=", "<=", "≧", "≦", "⩾", "⩽", "＝"))
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")
_SIGNED = re.compile(r"(≥|≤|≧|≦|⩾|⩽|>=|<=|=>|=<|>|<|=|》|《)\s*-?\d.*", re.DOTALL)
_TAIL = re.compile(r"[.．]\d+\D{0,4}|[%％‰]\S{0,2}")  # of a number that was cut in two
_BARE_PERCENT = re.compile(r"-?\d+(\.\d+)?\(?[%％‰]\)?")
_CHANGE = re.compile(
    r"(有所|明显|显著|持续|不断|逐步|稳步|进一步|有效|基本|较)?"
    r"(提升|提高|改善|增强|增加|减少|下降|降低|好转|完善|稳定|健全|正常|保障|及时)"
)
_DEADLINE = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?(?:之?前|以前|内)?")
_HEADS = frozenset(
    ("一级指标", "二级指标", "三级指标", "指标名称", "指标值", "目标值", "年度指标值", "计量单位", "度量单位")
)
_SIGN_BEHIND = re.compile(r"\d[≥≤≧≦⩾⩽]\D?$")
_BEHIND_PERCENT = re.compile(r"\d[%‰](?:[\d%‰]+|[-—–]+)$")
_FAMILY_BEHIND = re.compile("(数量|质量|时效|成本|效益|影响|满意度|产出)指标$")
_LONGEST_LEVEL = 40
_POINTS = re.compile(r"\(\d+(\.\d+)?[分%]?\)$")
_JOINED = re.compile(r"([^-—－–/／·、:：>→]{2,12})[-—－–/／·、:：>→]{1,2}([^-—－–/／·、:：>→]{2,20})")
_UNITS = frozenset((*MONEY_UNITS, *COUNT_UNITS, *MEASURE_UNITS))
_BARE_UNITS = _UNITS - {unit for unit in COUNT_UNITS if len(unit) > 1}  # 场次 and 人次 name what they count


def looks_like_value(text: str) -> bool:
    """Whether a text can hardly be a name: a sign with a number, a percentage, a number with its unit."""
    squeezed = normalise_label(text)
    if any(one.fullmatch(squeezed) for one in (_NUMBER, _BARE_PERCENT, _SIGNED, _TAIL)):
        return True
    value = parse_value(text)
    counted = value.kind in (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.RANGE) and not value.rest
    return counted and (value.comparator != Comparator.NONE or bool(value.unit)) and len(squeezed) < 16


def is_in_pieces(texts: Sequence[str]) -> bool:
    """Whether several cells below one head are the sign, the number and the unit of one value, in this order."""
    squeezed = [normalise_label(text) for text in texts]
    numbers = [n for n, text in enumerate(squeezed) if _NUMBER.fullmatch(text)]
    if len(texts) < 2 or len(numbers) != 1:
        return False
    before, after = squeezed[: numbers[0]], squeezed[numbers[0] + 1 :]
    signed = all(text in SIGNS for text in before) and len(before) < 2
    return signed and len(after) < 2 and all(map(is_unit, after))


def is_family(text: str) -> bool:
    """Whether a text is the printed name of a family: 数量指标, but not 质量."""
    printed = _POINTS.sub("", normalise(text))
    if printed.endswith("目标"):
        return is_level1(text)
    return printed.endswith("指标") and bool(is_level1(text) or parents(text))


def joined_levels(text: str) -> tuple[str, str] | None:
    """The two levels that one cell prints, such as 产出指标—数量指标."""
    found = _JOINED.fullmatch("".join(text.split()))
    if found and is_level1(found[1]) and parents(found[2]):
        return found[1], found[2]
    return None


def _level1(text: str) -> str:
    if parents(text) and not is_level1(text):
        return f"“{_short(text)}”是二级指标，不是一级指标"
    return _level(text)


def _level2(text: str) -> str:
    if is_level1(text) and not parents(text):
        return f"“{_short(text)}”是一级指标，不是二级指标"
    return _level(text)


def _level(text: str) -> str:
    squeezed = normalise_label(text)
    several = squeezed.count("指标") > 1 and joined_levels(text) is None
    if (
        several
        or looks_like_value(text)
        or len(squeezed) > _LONGEST_LEVEL
        or re.search("[，；。;]", squeezed)
    ):
        return f"“{_short(text)}”不像指标的类别"
    return ""


def _name(text: str) -> str:
    squeezed = normalise_label(text)
    if squeezed in GRADES or squeezed in _BARE_UNITS or squeezed in OPERATORS or _CHANGE.fullmatch(squeezed):
        return f"“{_short(text)}”不是指标名称"
    if is_family(text):
        return f"“{_short(text)}”是指标的类别，不是具体指标"
    if squeezed in _HEADS:
        return f"“{_short(text)}”是表头，不是指标名称"
    if _DEADLINE.fullmatch(squeezed):
        return f"“{_short(text)}”是时限，不是指标名称"
    return f"“{_short(text)}”像指标值，不像指标名称" if looks_like_value(text) else ""


def _value(text: str) -> str:
    squeezed = normalise_label(text)
    if _SIGN_BEHIND.search(squeezed):
        return f"“{_short(text)}”的符号在数字后面"
    if _BEHIND_PERCENT.search(squeezed):
        return f"“{_short(text)}”的百分号后面还有数字、百分号或横线"
    if _FAMILY_BEHIND.search(squeezed) and not is_family(text):
        return f"“{_short(text)}”的末尾是指标的类别"
    return f"“{_short(text)}”是指标的类别，不是指标值" if is_family(text) else ""


def _operator(text: str) -> str:
    known = normalise_label(text) in OPERATORS or OPERATOR_WORDS.fullmatch(normalise_label(text))
    return "" if known else f"“{_short(text)}”不是≥、≤、＝、定性一类的指标性质"


def is_unit(text: str) -> bool:
    """Whether a text is a unit of money, count or measure, or one per another."""
    parts = re.split("[/·]", normalise_label(text))
    return all(part in _UNITS or part.removeprefix("万") in _UNITS or part in ("%", "‰") for part in parts)


def is_bare_unit(text: str) -> bool:
    """Whether a text is a unit that says no number and is no word of its own."""
    return normalise_label(text) in _BARE_UNITS


def _unit(text: str) -> str:
    squeezed = normalise_label(text)
    wrong = (
        (squeezed in OPERATORS and not is_blank(squeezed))
        or _NUMBER.fullmatch(squeezed)
        or _SIGNED.fullmatch(squeezed)
        or is_family(text)
        or len(squeezed) > 20
    )
    return f"“{_short(text)}”不像计量单位" if wrong else ""


def _weight(text: str) -> str:
    squeezed = normalise_label(text).removesuffix("%").removesuffix("分")
    return "" if _NUMBER.fullmatch(squeezed) else f"“{_short(text)}”不是数字，不像权重"


def _attribute(text: str) -> str:
    wrong = looks_like_value(text) or is_family(text) or len(normalise_label(text)) > 20
    return f"“{_short(text)}”不像指标属性" if wrong else ""


def _prose(text: str) -> str:
    squeezed = normalise_label(text)
    wrong = (
        (_SIGNED.fullmatch(squeezed) and len(squeezed) < 12)
        or _BARE_PERCENT.fullmatch(squeezed)
        or is_family(text)
    )
    return f"“{_short(text)}”像是别的栏目的内容" if wrong else ""


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "level1": _level1,
    "level2": _level2,
    "name": _name,
    "value": _value,
    "operator": _operator,
    "unit": _unit,
    "weight": _weight,
    "attribute": _attribute,
    "direction": _attribute,
    "description": _prose,
    "standard": _prose,
    "basis": _prose,
    "data_source": _prose,
    "evidence": _prose,
}


def misfit(key: str, text: str, level2: str = "") -> str:
    """Why a text cannot stand in a column, or ``""``; some name an indicator as the ``level2`` beside it."""
    check = _CHECKS.get(key)
    if level2 and key in ("name", "description") and normalise(text) == normalise(level2):
        return ""
    return check(text) if check and text.strip() else ""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else flat[:30] + "…"
