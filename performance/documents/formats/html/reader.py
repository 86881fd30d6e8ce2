"""A web page, or what the clipboard holds of one, as blocks: its tables as grids, its text as paragraphs.

What is only there to find one's way (menus, lists of links, feet of the page) and what a browser does not show is noise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from html.parser import HTMLParser
from itertools import takewhile

from departments.uploads.refused_file import RefusedFile
from indicators.text import words
from performance.documents.blocks import Grid, Noise, Source, SourcePlace, SourceRow
from performance.documents.formats.html.grid import MarkedCell, grid_from_rows
from performance.documents.formats.marked_text import STRUCK, raised

NAVIGATION = "网页导航"
HIDDEN = "网页中隐藏的文字"
_DROPPED = {"script", "style", "template", "noscript", "svg", "title", "iframe", "object", "select", "button"}
_STRUCK = {"del", "s", "strike"}
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_NAVIGATION = {"nav", "footer", "aside", "menu"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = frozenset(
    words(
        "p div section article header main body center form address blockquote pre h1 h2 h3 h4 h5 h6 ul ol li "
        "dl dt dd caption figure hr br table thead tbody tfoot tr td th fieldset legend"
    )
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BROKEN_LINE = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]\s*(?=[^\x00-\xff])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 2_000
_NEAR = 4  # tags around a text that may raise it
# What the beginning of a tag ends where its end was left out, and beyond which tags it ends nothing.
_LEFT_OPEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(("td", "th"), (_CELLS, frozenset({"table", "tr"}))),
    **dict.fromkeys(("tr", "tbody", "thead", "tfoot"), (_CELLS | {"tr"}, frozenset({"table"}))),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "p": (frozenset({"p"}), frozenset({"td", "th", "div", "li"})),
}
_MOST_LINKS = 0.8  # of a paragraph's text: then it leads somewhere else and says nothing itself
_SHORT = 40
_OF_THE_SITE = re.compile(
    r"(您|你)?(现在|当前)?的?(所在)?位置\s*[:：].*|.*(网站标识码|备案号|公网安备|ICP备|版权所有|网站地图|联系我们).*"
    r"|(主办|承办)(单位)?\s*[:：].*|.*(发布时间|发布日期|浏览次数|阅读次数|点击数)\s*[:：].*|(上一篇|下一篇)\s*[:：].*"
    r"|打印(本页)?|关闭(窗口)?|返回(顶部|首页)|分享(到|至)?.*|字体\s*[:：].*"
)
_MARKUP = re.compile(r"<\s*(!doctype|html|head|body|table|div|p|meta|span|!--)", re.IGNORECASE)


def read_html(content: bytes) -> Source:
    """Raises RefusedFile for what is no web page."""
    return source_of_markup(decoded(content))


def read_mht(content: bytes) -> Source:
    """A web page saved as one file. Raises RefusedFile where no page is in it."""
    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                charset = part.get_content_charset() or ""
                return source_of_markup(decoded(payload, charset))
    raise RefusedFile("单个文件网页（.mht）中没有网页内容，请用浏览器或 WPS 打开并另存后再上传。")


def decoded(content: bytes, charset: str = "") -> str:
    """The markup by its mark, its own word or what Chinese pages are usually written in."""
    declared = _CHARSET.search(content[:4096])
    names = [charset, declared[1].decode("ascii", "replace") if declared else "", "utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        names.insert(0, "utf-16")
    for name in filter(None, names):
        name = (
            "gb18030"
            if name.lower() in ("gb2312", "gbk")
            else "utf-8-sig"
            if name.lower() == "utf-8"
            else name
        )
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise RefusedFile("网页不是 UTF-8 或 GB18030 编码；请用浏览器打开并另存为 UTF-8 网页后再上传。")


def source_of_markup(markup: str) -> Source:
    if not _MARKUP.search(markup):
        raise RefusedFile("内容不是网页；请确认没有选错文件，或者把文字存成 .txt 后再上传。")
    reading = _Reading()
    reading.feed(markup)
    reading.close()
    reading.finish()
    if not reading.blocks:
        raise RefusedFile(
            "网页中没有文字或表格（内容可能在框架或附件里）；请打开正文页面另存，或直接上传附件。"
        )
    return Source(tuple(reading.blocks), tuple(reading.noise))


@dataclass
class _Table:
    rows: list[list[MarkedCell]] = field(default_factory=list)
    cell: MarkedCell | None = None
    holds_tables: bool = False


@dataclass
class _Text:
    """The pieces of a paragraph or of a cell's line, and how much of them leads elsewhere."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def text(self) -> str:
        text = _BROKEN_LINE.sub("", "".join(self.pieces))
        return _BLANKS.sub(" ", text.replace("\xa0", " ")).strip()


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[SourceRow | Grid] = []
        self.noise: list[Noise] = []
        self._open: list[tuple[str, str]] = []  # tags, and why what is in them is set aside
        self._tables: list[_Table] = []
        self._text = _Text()
        self._paragraphs = self._ordinal = self._links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag in _VOID:
            return
        self._end_what_writers_leave_open(tag)
        if len(self._open) >= _DEEPEST:
            raise RefusedFile("网页的标记嵌套过深，不能导入。")
        given = {name: value or "" for name, value in attrs}
        self._open.append((tag, _why_aside(tag, given) or (self._open[-1][1] if self._open else "")))
        self._links += tag == "a"
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in _CELLS and self._tables:
            self._begin_cell(given)

    def _end_what_writers_leave_open(self, tag: str) -> None:
        if tag not in _LEFT_OPEN:
            return
        ended, beyond = _LEFT_OPEN[tag]
        inside = takewhile(lambda name: name not in beyond, (name for name, _ in reversed(self._open)))
        if outermost := [name for name in inside if name in ended][-1:]:
            self.handle_endtag(outermost[0])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, _ = self._open.pop()
            self._links -= name == "a"
            if name in _CELLS and self._tables:
                self._tables[-1].cell = None
            if name == "table" and self._tables:
                self._end_table()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        why = self._open[-1][1] if self._open else ""
        if why == "dropped":
            return
        if why:
            if text := " ".join(data.split()):
                self.noise.append(Noise(why, text, SourcePlace(self._paragraphs + 1)))
            return
        self._text.pieces.append(
            raised(data) if any(tag == "sup" for tag, _ in self._open[-_NEAR:]) else data
        )
        if self._links:
            self._text.linked += len(data.strip())

    def finish(self) -> None:
        self._end_line()
        while self._tables:
            self._end_table()

    def _begin_table(self) -> None:
        for outer in self._tables:
            outer.holds_tables = True
            self._empty(outer)
        self._tables.append(_Table())

    def _empty(self, table: _Table) -> None:
        """What stands in a table so far that holds others: rows of short texts as such, all else line by line."""
        for row in table.rows:
            cells = [cell for cell in row if cell.lines]
            if len(cells) > 1 and all(len(cell.lines) == 1 for cell in cells):
                self._add_lines(tuple(cell.lines[0] for cell in cells))
            else:
                for line in (line for cell in cells for line in cell.lines):
                    self._add_lines((line,))
            for cell in cells:
                cell.lines.clear()

    def _add_lines(self, texts: tuple[str, ...]) -> None:
        self._paragraphs += 1
        self.blocks.append(SourceRow(texts, SourcePlace(self._paragraphs)))

    def _begin_cell(self, given: dict[str, str]) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        table.cell = MarkedCell(_span(given, "rowspan"), _span(given, "colspan"))
        table.rows[-1].append(table.cell)

    def _end_line(self) -> None:
        """What was written since the last line's end becomes a line of the cell, or a paragraph."""
        text, linked = self._text.text(), self._text.linked
        self._text = _Text()
        if not text:
            return
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.lines.append(text)
            return
        self._paragraphs += 1
        place = SourcePlace(self._paragraphs)
        if (linked > _MOST_LINKS * len(text) and len(text) < _SHORT) or _OF_THE_SITE.fullmatch(text):
            self.noise.append(Noise(NAVIGATION, text, place))
        else:
            self.blocks.append(SourceRow((text,), place))

    def _end_table(self) -> None:
        table = self._tables.pop()
        if table.holds_tables or _is_frame(table.rows):
            self._empty(table)
            return
        self._ordinal += 1
        grid = grid_from_rows(table.rows, self._ordinal)
        if grid is not None:
            self.blocks.append(grid)


def _why_aside(tag: str, given: dict[str, str]) -> str:
    if tag in _DROPPED:
        return "dropped"
    if "hidden" in given or _UNSEEN.search(given.get("style", "")) or given.get("aria-hidden") == "true":
        return HIDDEN
    if tag in _STRUCK or _LINE_THROUGH.search(given.get("style", "")):
        return STRUCK
    if tag in _NAVIGATION or given.get("role", "").lower() in (
        "navigation",
        "contentinfo",
        "banner",
        "search",
    ):
        return NAVIGATION
    return ""


def _span(given: dict[str, str], name: str) -> int:
    digits = re.match(r"\s*(\d{1,5})", given.get(name, ""))
    return max(int(digits[1]), 1) if digits else 1


def _is_frame(rows: Sequence[Sequence[MarkedCell]]) -> bool:
    """Whether a table is only there to hold something: it has one cell with text, if any."""
    return sum(bool(cell.lines) for row in rows for cell in row) < 2
