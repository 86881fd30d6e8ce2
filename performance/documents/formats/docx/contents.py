"""The 目录: a field that Word updates, filled beforehand with the headings it will find.

Word finds headings by their styles. A form whose printed heading is not its line in the 目录 (every project
of a department stands under the same words) names that line in a hidden entry field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from indicators.text import normalise_label
from performance.documents.blocks import Block, Heading, Part
from performance.documents.formats.docx.text import GAP, paragraph, plain, run

TITLE = "目　　录"
_ENTRIES = ' TOC \\o "1-3" \\h \\z \\f A '
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the 目录. ``hidden``: its words are not those of the heading it leads to."""

    text: str
    level: int
    number: int
    hidden: bool = False

    @property
    def anchor(self) -> str:
        return f"_Toc{self.number:09}"

    def heading(self, text: str, properties: str = "") -> str:
        """The heading this line leads to."""
        style = "FormTitle" if self.hidden else f"Heading{self.level}"
        return paragraph(style, self._target(run(text) + (self._field() if self.hidden else "")), properties)

    def hidden_target(self) -> str:
        """The runs that this line leads to where nothing is printed above a form."""
        return self._target(self._field())

    def _target(self, runs: str) -> str:
        mark = f'w:id="{self.number}"'
        return f'<w:bookmarkStart {mark} w:name="{self.anchor}"/>{runs}<w:bookmarkEnd {mark}/>'

    def _field(self) -> str:
        text = self.text.replace("\\", "\\\\").replace('"', '\\"')
        pieces = (_mark("begin"), _code(f' TC "{plain(text)}" \\f A \\l {self.level} '), _mark("end"))
        return "".join(f"<w:r><w:rPr><w:vanish/></w:rPr>{piece}</w:r>" for piece in pieces)


def blocks_of(part: Part) -> list[Block]:
    """The blocks of a part, with its title as one heading where several lines print it."""
    blocks = list(part.blocks)
    first = [block for block in takewhile(_is_heading, blocks) if isinstance(block, Heading)]
    for count in range(2, len(first) + 1):
        lines = [heading.text for heading in first[:count]]
        if normalise_label("".join(lines)) == normalise_label(part.title):
            return [Heading("\n".join(lines), first[0].level), *blocks[count:]]
    return blocks


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading)


def entries_of(part: Part, numbers: Iterator[int]) -> list[Entry]:
    """The lines of a part: its headings, and its title where the first of them says something else."""
    blocks = blocks_of(part)
    headings = [block for block in blocks if isinstance(block, Heading)]
    entries = [Entry(heading.text, min(heading.level, _DEEPEST), next(numbers)) for heading in headings]
    if not blocks or not isinstance(blocks[0], Heading):
        return [Entry(part.title, 1, next(numbers), hidden=True), *entries]
    if normalise_label(headings[0].text) != normalise_label(part.title):
        entries[0] = Entry(part.title, 1, entries[0].number, hidden=True)
    return entries


def contents_xml(entries: Sequence[Entry]) -> str:
    """The 目录 with its title, in the frame by which Word knows a table of contents."""
    return "".join((
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>',
        "</w:docPartObj></w:sdtPr><w:sdtContent>",
        paragraph("TOCHeading", run(TITLE)),
        *_lines(entries),
        paragraph(GAP, _run(_mark("end"))),
        "</w:sdtContent></w:sdt>",
    ))  # fmt: skip


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    field = _run(_mark("begin", ' w:dirty="true"')) + _run(_code(_ENTRIES)) + _run(_mark("separate"))
    for entry in entries:
        page = _run(_mark("begin")) + _run(_code(f" PAGEREF {entry.anchor} \\h ")) + _run(_mark("separate"))
        line = run(entry.text.replace("\n", " ")) + _run("<w:tab/>") + page + _run(_mark("end"))
        link = f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{line}</w:hyperlink>'
        yield paragraph(f"TOC{entry.level}", field + link)
        field = ""


def _run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def _mark(kind: str, dirty: str = "") -> str:
    return f'<w:fldChar w:fldCharType="{kind}"{dirty}/>'


def _code(code: str) -> str:
    return f'<w:instrText xml:space="preserve">{code}</w:instrText>'
