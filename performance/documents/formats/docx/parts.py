"""The parts of a Word file by what they are, not by their names: those differ from program to program."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from posixpath import dirname, join, normpath, split
from xml.etree.ElementTree import Element, ParseError, fromstring

from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.docx.names import MAIN

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MOST_ELEMENTS = 1_000_000  # a text of 1,300 projects has 970,000; a few bytes of file can be one of seventy
_DAMAGED = "Word 文件已损坏，无法读取。请用 Word 或 WPS 打开并另存为 .docx 后再上传。"


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Spares Python looking for garbage among the elements of a tree that grows or stands: half of the time of it.

    Only where nobody else is at work: the collector is the whole process's, and a worker has other threads.
    """
    collecting = gc.isenabled() and threading.active_count() == 1
    if collecting:
        gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Parts:
    """The document and what belongs to it. Raises RefusedFile for parts that cannot be read."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        documents = [target for kind, target in self._related("") if kind == "officeDocument"]
        if not documents or documents[0] not in parts:
            raise RefusedFile(_DAMAGED)
        self.document = self._parsed(documents[0])
        self._targets = list(self._related(documents[0]))

    def of_kind(self, kind: str) -> Iterator[Element]:
        """The parts that the document refers to as ``kind``, such as ``footer``, each once."""
        for target in dict.fromkeys(target for found, target in self._targets if found == kind):
            if target in self._parts:
                yield self._parsed(target)

    def _related(self, name: str) -> Iterator[tuple[str, str]]:
        folder, file = split(name)
        relations = join(folder, "_rels", f"{file}.rels")
        if relations not in self._parts:
            return
        for relation in self._parsed(relations):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else join(dirname(name), target)
                yield relation.get("Type", "").rpartition("/")[2], normpath(path)

    def _parsed(self, name: str) -> Element:
        xml = self._parts[name]
        if _STRICT in xml:
            xml = xml.replace(_STRICT, MAIN.encode())
        if xml.count(b"<") - xml.count(b"</") > MOST_ELEMENTS:
            raise RefusedFile(
                f"Word 文件的段落、单元格等超过{MOST_ELEMENTS}个，不能导入。请分成几个文件再上传。"
            )
        try:
            return fromstring(xml)  # noqa: S314 - the gate has refused entities
        except (ParseError, LookupError, ValueError) as error:
            raise RefusedFile(_DAMAGED) from error
