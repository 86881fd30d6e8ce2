"""Text as runs and paragraphs of WordprocessingML: whatever stands in it, it stays text."""

from __future__ import annotations

import re
from functools import lru_cache

from performance.documents.formats.unprintable import Unprintable

GAP = "Gap"  # the style of the least possible paragraph, where Word asks for one and the form has none

_MARKUP = re.compile(r"[&<>\r\n\t]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNLIKE_TEXT = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_OPEN, _CLOSE = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\r": "&#13;",
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
}
_PLAIN = {**_WRITTEN, "\t": " ", "\n": " "}


def checked(text: str) -> str:
    """The text itself. Raises Unprintable for a character that no XML file can hold: none is dropped silently."""
    if found := _UNWRITABLE.search(text):
        raise Unprintable(
            f"文字“{text[:30]}”中有 Word 文件不能保存的控制字符（U+{ord(found[0]):04X}），请删去后再导出。"
        )
    return text


def plain(text: str) -> str:
    """Text for an element or field argument that holds one line."""
    return _MARKUP.sub(lambda match: _PLAIN[match[0]], checked(text))


def written(text: str) -> str:
    """What stands within a text element: line breaks and tabs part it in several."""
    if _UNLIKE_TEXT.search(text):  # one search of what is nearly always plain
        return _MARKUP.sub(lambda match: _WRITTEN[match[0]], checked(text))
    return text


def run(text: str) -> str:
    """One run; line breaks and tabs are elements of it."""
    return _OPEN + written(text) + _CLOSE if text else ""


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """A paragraph of ready-made runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


@lru_cache(maxsize=4096)  # forms repeat their captions and the words of their indicators
def cell_paragraphs(style: str, text: str, kept: bool = False) -> str:
    """The lines of a cell, a paragraph each; ``kept`` on the page of the row below."""
    opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}</w:pPr>'
    if "\n" not in text:
        return f"{opening}{run(text)}</w:p>"
    return "".join(f"{opening}{run(line)}</w:p>" for line in text.split("\n"))
