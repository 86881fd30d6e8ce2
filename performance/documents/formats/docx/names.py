"""The names of WordprocessingML that the reader knows, as the parser spells them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{MAIN}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH, PARAGRAPH_PROPERTIES, PARAGRAPH_STYLE = f"{_W}p", f"{_W}pPr", f"{_W}pStyle"
RUN, RUN_PROPERTIES, RUN_STYLE, VANISH = f"{_W}r", f"{_W}rPr", f"{_W}rStyle", f"{_W}vanish"
TEXT, TAB, POSITION_TAB, BREAK, RETURN = f"{_W}t", f"{_W}tab", f"{_W}ptab", f"{_W}br", f"{_W}cr"
HYPHEN, SYMBOL = f"{_W}noBreakHyphen", f"{_W}sym"
STRIKE, DOUBLE_STRIKE, RAISED = f"{_W}strike", f"{_W}dstrike", f"{_W}vertAlign"
FIELD_MARK, FIELD_CODE, DELETED_CODE, SIMPLE_FIELD = (
    f"{_W}{name}" for name in ("fldChar", "instrText", "delInstrText", "fldSimple")
)
DELETED, MOVED_AWAY, DELETED_TEXT = f"{_W}del", f"{_W}moveFrom", f"{_W}delText"
INSERTED, MOVED_HERE = f"{_W}ins", f"{_W}moveTo"
DRAWING, PICTURE, OBJECT, TEXT_BOX = f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}txbxContent"
RUBY_TEXT = f"{_W}rt"
CONTROL, CONTROL_PROPERTIES, CONTROL_CONTENT = f"{_W}sdt", f"{_W}sdtPr", f"{_W}sdtContent"
PLACEHOLDER, CUSTOM_XML = f"{_W}showingPlcHdr", f"{_W}customXml"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"

BODY = f"{_W}body"
TABLE, ROW, ROW_PROPERTIES, CELL, CELL_PROPERTIES = (f"{_W}{n}" for n in ("tbl", "tr", "trPr", "tc", "tcPr"))
COLUMNS_BEFORE, MERGED_DOWN, MERGED_ACROSS = (f"{_W}{n}" for n in ("gridBefore", "vMerge", "hMerge"))
SPAN = f"{_W}gridSpan"

STYLE, STYLE_ID, NAME, BASED_ON = f"{_W}style", f"{_W}styleId", f"{_W}name", f"{_W}basedOn"
LIST, LIST_NUMBER, LIST_LEVEL = f"{_W}numPr", f"{_W}numId", f"{_W}ilvl"
ABSTRACT_LIST, ABSTRACT_ID, NUMBER = f"{_W}abstractNum", f"{_W}abstractNumId", f"{_W}num"
LEVEL, LEVEL_OVERRIDE, START, START_OVERRIDE = (
    f"{_W}{name}" for name in ("lvl", "lvlOverride", "start", "startOverride")
)
LEVEL_TEXT, LEVEL_FORMAT = f"{_W}lvlText", f"{_W}numFmt"

VALUE, TYPE, FIELD_KIND, INSTRUCTION, CHARACTER, FONT = (
    f"{_W}{name}" for name in ("val", "type", "fldCharType", "instr", "char", "font")
)


def value_of(element: Element | None, name: str, default: str = "") -> str:
    """The value of a property: of the child ``name`` of the element."""
    child = None if element is None else element.find(name)
    return default if child is None else child.get(VALUE, default)


def number_of(element: Element | None, name: str, default: int = 0) -> int:
    """A property as a number; what is no small whole number is the default."""
    return whole(value_of(element, name), default)


def whole(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def is_on(element: Element | None, name: str) -> bool:
    """Whether a property that is on by its mere presence is set."""
    child = None if element is None else element.find(name)
    return child is not None and child.get(VALUE) not in ("0", "false", "off")
