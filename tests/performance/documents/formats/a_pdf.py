"""A PDF as other programs see it: poppler's tools read its pages, tags, bookmarks and fonts."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

TOOLS = ("pdffonts", "pdfinfo", "pdftohtml", "pdftoppm", "pdftotext")
MISSING = [tool for tool in TOOLS if not shutil.which(tool)] + ([] if find_spec("typst") else ["typst"])
needs_pdf_tools = pytest.mark.skipif(bool(MISSING), reason=f"PDF tests need {', '.join(MISSING)}")

_TAG = re.compile(r" *(Document|P|Span|H\d|Link|TOCI?|Table|T[RDH])\b")
_SPAN = re.compile(r"/(Col|Row)Span (\d+)")
POINTS = 72 / 25.4  # in a millimetre


class TaggedCell(NamedTuple):
    text: str
    colspan: int
    rowspan: int


def _run(tool, data, tmp_path, *words, after=()):
    path = tmp_path / "text.pdf"
    path.write_bytes(data)
    done = subprocess.run([tool, *words, path, *after], capture_output=True, check=True)  # noqa: S603
    return done.stdout


class Pdf:
    def __init__(self, data, tmp_path):
        self.data, self.folder = data, tmp_path

    def _told(self, tool, *words, after=()):
        return _run(tool, self.data, self.folder, *words, after=after).decode(errors="replace")

    def pages(self):
        """The text of each page."""
        return self._told("pdftotext", "-layout", after=("-",)).split("\f")[:-1]

    def facts(self):
        lines = self._told("pdfinfo").splitlines()
        return {name: fact.strip() for name, _, fact in (line.partition(":") for line in lines)}

    def sizes(self):
        """Width and height of each page in millimetres."""
        lines = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", self._told("pdfinfo", "-l", "9999"))
        return [tuple(round(float(side) / POINTS) for side in size) for size in lines]

    def fonts(self):
        """Name, and whether it is embedded, subset, and can be copied as text."""
        for line in self._told("pdffonts").splitlines()[2:]:
            name, *_, embedded, subset, copied, _, _ = line.split()
            yield name.partition("+")[2], (embedded, subset, copied)

    def words(self):
        """Page number and box (in millimetres) and text of each word."""
        html = self._told("pdftotext", "-bbox", after=("-",))
        for number, page in enumerate(html.split("<page ")[1:], 1):
            for box, text in re.findall(r"<word ([^>]*)>(.*?)</word>", page):
                yield number, {k: float(v) / POINTS for k, v in re.findall(r'(\w+)="([\d.]+)"', box)}, text

    def outline(self):
        """The bookmarks with their depth and page."""
        xml = self._told("pdftohtml", "-xml", "-i", "-stdout")
        found = re.search(r"<outline>.*</outline>", xml, re.S)
        return list(_items(ElementTree.fromstring(found[0]), 1)) if found else []  # noqa: S314

    def picture(self, dpi=40):
        return _run("pdftoppm", self.data, self.folder, "-r", str(dpi), "-gray", "-png", "-singlefile")

    def structure(self):
        """Tables as rows of cells, and every other tagged text, in the order in which they are read aloud."""
        found, texts, cell, row = [], None, None, None
        for line in self._told("pdfinfo", "-struct-text").splitlines():
            if quoted := re.fullmatch(r'\s*"(.*)"', line):
                texts.append(quoted[1])
            elif span := _SPAN.search(line):
                cell[span[1]] = int(span[2])
            elif tag := _TAG.match(line):
                texts = []
                if tag[1] == "Table":
                    found.append([])
                elif tag[1] == "TR":
                    row = []
                    found[-1].append(row)
                elif tag[1] in ("TD", "TH"):
                    cell = {"Col": 1, "Row": 1, "texts": texts}
                    row.append(cell)
                else:
                    found.append(texts)
        return [_tagged(one) for one in found if one]


def _tagged(one):
    if isinstance(one[0], str):
        return "".join(one)
    return [[TaggedCell("".join(c["texts"]), c["Col"], c["Row"]) for c in row] for row in one]


def _items(outline, depth):
    for item in outline:
        if item.tag == "item":
            yield depth, item.text, int(item.get("page"))
        else:
            yield from _items(item, depth + 1)
