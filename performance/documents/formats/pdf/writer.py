"""A printed text as a PDF for print and seal: the look of the Word document, fonts embedded, bookmarks, tags.

typst lays it out. It gets the text as data and is a package that not every machine can install, so it is
asked for only when a PDF is.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import msgspec

from performance.documents.blocks import Printed
from performance.documents.formats.pdf.fonts import families_to_use
from performance.documents.formats.pdf.pages import pages_of
from performance.documents.formats.unprintable import Unprintable

_TEMPLATE = Path(__file__).with_name("statement.typ")
# Characters of data; 20 project forms are some 60,000, and cost typst half a megabyte each.
_LONGEST = 1_500_000
_MOST_HELD = 1_000_000  # of all that typst may keep in memory before the next text comes
_PANICS = "pyo3_runtime"  # where the fault comes from that typst raises when it is wrong about itself
_FORGETTING = 11  # compilations after which typst drops what it laid out and did not need again


class NoTypst(Unprintable):
    """This machine cannot make PDF files at all; the sentence says what can be done."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有安装 typst 组件，不能生成 PDF。请管理员执行 pip install typst；"
            "该组件不支持本机的处理器时，请导出 Word 文件，再用 Word 或 WPS 另存为 PDF。"
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """What the pages say about their own standing. Whoever knows no approval claims none: 草案.

    ``trail_head`` is the last hash of the record of operations, by which an approved print can be verified.
    """

    draft: bool = True
    revision: str = ""
    trail_head: str = ""

    @property
    def approval(self) -> str:
        """The line below the page number."""
        named = (("第{}版", self.revision), ("操作记录校验值 {}", self.trail_head))
        return "　".join(words.format(value) for words, value in named if value)


DRAFT = Marks()


def pdf_bytes(printed: Printed, *, marks: Marks = DRAFT, font_folder: str | None = None) -> bytes:
    """The document; the same text with the same fonts gives the same bytes, as it holds no date.

    ``font_folder`` is searched besides the fonts of the system; by default the one that the environment
    names in FONT_FOLDER. Raises Unprintable, also where typst or every Chinese font is missing.
    """
    pages = pages_of(printed)
    return find_fonts(font_folder).print(
        {**pages, "marks": {"draft": marks.draft, "approval": marks.approval}}
    )


def find_fonts(font_folder: str | None = None) -> _TypstCompiler:
    """What prints, once its fonts are found. Raises Unprintable."""
    return _typst_compiler(os.environ.get("FONT_FOLDER", "") if font_folder is None else font_folder)


class _TypstCompiler:
    """typst with the fonts it found. It remembers what it laid out, so the next text is quicker."""

    def __init__(self, folder: str) -> None:
        try:
            import typst
        except ImportError:
            raise NoTypst from None
        fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[folder] if folder else [])
        self._families = families_to_use(fonts.families())
        self._compiler = typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts)
        self._blank = typst.Compiler()
        self._one_at_a_time = Lock()
        self._held = 0  # characters of the texts that typst has laid out since it last forgot

    def print(self, pages: dict[str, object]) -> bytes:
        statement = msgspec.json.encode({**pages, "fonts": self._families}).decode()
        if len(statement) > _LONGEST:
            raise Unprintable(
                "文本太长，不能印成一个 PDF（约可容纳 500 张项目表）。请按单位分开导出，或者导出 Word 文件。"
            )
        with self._one_at_a_time:
            pdf = self._laid_out(statement)
            self._held += len(statement)
            if self._held > _MOST_HELD:
                self._forget()
        if not isinstance(pdf, bytes):
            raise TypeError("typst gives one file for one text")
        return pdf

    def _laid_out(self, statement: str) -> object:
        """Some tables whose heads move to the next page make typst stop at the tags: these are printed without.

        What it stops with is no Exception, and would end the process of the server.
        """
        for tags in (True, False):
            try:
                return self._compiler.compile(
                    format="pdf", sys_inputs={"statement": statement}, pdf_tags=tags
                )
            except BaseException as stopped:
                if type(stopped).__module__ != _PANICS:
                    raise
        raise Unprintable("这份文本不能印成 PDF。请导出 Word 文件，再用 Word 或 WPS 另存为 PDF。")

    def _forget(self) -> None:
        """Else a dozen long texts, one after another, would hold more than a gigabyte."""
        for _ in range(_FORGETTING):
            self._blank.compile(b"", format="pdf")
        self._held = 0


_typst_compiler = lru_cache(maxsize=1)(_TypstCompiler)
