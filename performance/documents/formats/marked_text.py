"""Text that is drawn in a way that changes what it says: struck out, raised, or a sign of a font of signs."""

from __future__ import annotations

STRUCK = "划去的文字"
UNKNOWN_SIGN = "符号字体"

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SIGNS = {
    "Symbol": {0xF0A3: "≤", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B9: "≠", 0xF0BB: "≈", 0xF0B0: "°"},
    "Wingdings": {0xF0A8: "□", 0xF06F: "□", 0xF0FE: "☑", 0xF0FD: "☒", 0xF0FC: "√", 0xF0FB: "×"},
    "Wingdings 2": {0xF0A3: "□", 0xF052: "☑", 0xF053: "☒", 0xF050: "√", 0xF04F: "×"},
}


def raised(text: str) -> str:
    """Raised digits as such: 10² is not 102. Words stay as they are."""
    return text.translate(_RAISED) if text.strip("0123456789+-") == "" else text


def sign_of(font: str, number: int) -> str:
    """What a font of signs draws for a number of its own; nothing where that is not known."""
    signs = _SIGNS.get(font, {})
    return signs.get(number) or signs.get(number + 0xF000, "")
