"""What a template must not bring along: anything that is fetched, run or counted anew when the letter is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.docx.names import MAIN

# Fields that say something of the page they stand on. A date of today would make another letter of it every day.
FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "REF", "PAGEREF", "HYPERLINK")
_LINKS = ("hyperlink",)  # the only things elsewhere: nobody follows them but a person
_ATTACHED = {
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "aFChunk": "并入的其他文件",
    "subDocument": "子文档",
    "control": "控件",
    "attachedTemplate": "另外的模板",
    "frame": "框架页",
}
_WORD = re.compile(r"[A-Za-z]+")
_W = f"{{{MAIN}}}"


def dangers(files: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        if name.endswith(".rels"):
            yield from _attached(_root(content))
        elif name.endswith(".xml") and MAIN.encode() in content:
            yield from _fields(_root(content))


def _root(content: bytes) -> Element:
    try:
        return fromstring(content)  # noqa: S314 - the gate has refused entities
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedFile(
            "Word 文件已损坏，无法读取。请用 Word 或 WPS 打开并另存为 .docx 后再上传。"
        ) from error


def _attached(relations: Element) -> Iterator[str]:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        if kind in _ATTACHED:
            yield f"模板带有{_ATTACHED[kind]}，请删去后再上传。"
        elif relation.get("TargetMode") == "External" and kind not in _LINKS:
            target = relation.get("Target", "")[:60]
            yield f"模板引用了别处的内容（{target}），请改为插入在文件里，或删去后再上传。"


def _fields(root: Element) -> Iterator[str]:
    for code in _codes(root):
        word = _WORD.search(code)
        if word is None or word[0].upper() not in FIELDS:
            yield f"模板里有会自己变动或执行的域“{code.strip()[:40]}”，请改为固定文字（选中后按 Ctrl+Shift+F9）再上传。"


def _codes(root: Element) -> Iterator[str]:
    """The instructions of all fields: Word cuts one into several pieces, and puts one into another."""
    opened: list[str] = []
    for element in root.iter():
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}instrText" and opened:
            opened[-1] += element.text or ""
        elif element.tag == f"{_W}instrText":
            yield element.text or ""
        elif element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "begin":
                opened.append("")
            elif kind == "end" and opened:
                yield opened.pop()
    yield from opened
