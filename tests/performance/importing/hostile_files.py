"""More than two hundred files that nobody should upload, generated: bombs, disguises, damage, traps in every part."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count, islice, takewhile

from departments.uploads.limits import MEGABYTE
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS
from performance.content.strict_json import MOST_VALUES
from performance.documents.formats.docx.names import MAIN as WORD
from performance.documents.formats.docx.parts import MOST_ELEMENTS
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.txt import MOST_LINES
from tests.departments.uploads.test_file_gate import (
    FAR,
    HOSTILE,
    OLE,
    SOUND,
    an_archive,
    members_of,
    with_sheet,
)
from tests.performance.a_printed_text import a_project, a_text

DOCX = docx_bytes(a_text(a_project()))
FOLDER = {".xlsx": "xl", ".docx": "word"}
SOUND_BY_SUFFIX = {".xlsx": SOUND, ".docx": DOCX}
XXE = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>',
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefg", "bcdefgh", strict=True)
    ) + "]>",
)  # fmt: skip
DISGUISES = {
    "pdf": b"%PDF-1.7\n%",
    "old office": OLE,
    "text": "项目,预算\n".encode(),
    "web page": b"<html><body><table><tr><td>1</td></tr></table>",
    "xml": b"<?xml version='1.0'?><Workbook/>",
    "rtf": b"{\\rtf1 x}",
    "png": b"\x89PNG\r\n\x1a\n\0\0",
    "gzip": b"\x1f\x8b\x08\0",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "rar": b"Rar!\x1a\x07",
    "elf": b"\x7fELF\x02\x01",
    "exe": b"MZ\x90\0",
    "nothing": b"",
    "blanks": b" \n\t ",
    "zeros": bytes(4096),
    "magic alone": b"PK\x03\x04",
    "end record alone": b"PK\x05\x06" + bytes(18),
}


def hostile_files() -> Iterator[tuple[str, str, bytes]]:
    """What it is, its name, its bytes."""
    for what, (data, suffix, _) in HOSTILE.items():
        yield what, f"a{suffix}", data
    for suffix in (".xlsx", ".docx", ".xls", ".doc", ".xlsm", ".json", ".zip", ""):
        for what, data in DISGUISES.items():
            yield f"{what} as {suffix or 'nothing'}", f"a{suffix}", data
    for suffix, sound in SOUND_BY_SUFFIX.items():
        yield from _traps_in_every_part(suffix, sound)
        yield from _damaged(suffix, sound)
        yield from _traps(suffix, sound)
    yield from _texts()
    yield from _as_large_as_are_read()


def _traps_in_every_part(suffix: str, sound: bytes) -> Iterator[tuple[str, str, bytes]]:
    members = members_of(sound)
    for number, (part, xml) in enumerate(members.items()):
        head, _, rest = xml.partition(b"?>")
        trap = XXE[number % len(XXE)].encode()
        spoilt = head + b"?>" + trap + rest if rest else trap + head
        yield f"entities in {part} of {suffix}", f"a{suffix}", an_archive({**members, part: spoilt})
        yield f"nothing in {part} of {suffix}", f"a{suffix}", an_archive({**members, part: b""})
        noughts = re.sub(rb'(?<==")(\w*?)(\d+)(?=")', rb"\g<1>" + b"0" * 5000 + rb"\g<2>", xml)
        yield f"many noughts in {part} of {suffix}", f"a{suffix}", an_archive({**members, part: noughts})
        yield f"half of {part} of {suffix}", f"a{suffix}", an_archive({**members, part: xml[: len(xml) // 2]})


def _damaged(suffix: str, sound: bytes) -> Iterator[tuple[str, str, bytes]]:
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    for share in range(1, 9):
        yield f"{share}/9 of {suffix}", f"a{suffix}", sound[: len(sound) * share // 9]
    for number in range(12):
        spoilt = bytearray(sound)
        for _ in range(20):
            spoilt[chance.randrange(4, len(spoilt))] = chance.randrange(256)
        yield f"damage {number} in {suffix}", f"a{suffix}", bytes(spoilt)


def _traps(suffix: str, sound: bytes) -> Iterator[tuple[str, str, bytes]]:
    members, folder = members_of(sound), FOLDER[suffix]
    nested = an_archive({"inner.zip": an_archive({"bomb": bytes(30 * MEGABYTE)})})
    added = {
        "a macro": {f"{folder}/vbaProject.bin": b"x"},
        "a macro elsewhere": {f"{folder}/deep/VBAPROJECT.BIN": b"x"},
        "a bomb": {f"{folder}/media/bomb.png": bytes(49 * MEGABYTE)},
        "bombs": {f"{folder}/media/{n}.bin": bytes(900 * 1024) for n in range(70)},
        "a nested archive": {f"{folder}/embeddings/a.zip": nested},
        "a path upwards": {"../../../etc/cron.d/x": b"x"},
        "many members": {f"{folder}/{n}": b"" for n in range(5001)},
        "deep markup": {f"{folder}/theme/deep.xml": b"<a>" * 200_000 + b"</a>" * 200_000},
        "other encodings": {f"{folder}/theme/a.xml": "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")},
    }  # fmt: skip
    for what, more in added.items():
        yield f"{what} in {suffix}", f"a{suffix}", an_archive({**members, **more})
    yield f"an archive in {suffix}", f"a{suffix}", nested
    yield f"text behind {suffix}", f"a{suffix}", sound + b"<script>"
    if suffix == ".xlsx":
        for row, cell in ((1_048_576, "XFD1048576"), (100_001, "A100001"), (1, "XFD1"), (99_999, "GR99999")):
            yield f"a far cell {cell}", "a.xlsx", with_sheet(FAR.format(row=row, cell=cell))


def _as_large_as_are_read() -> Iterator[tuple[str, str, bytes]]:
    """Files that say nothing, of as many pieces as the readers allow."""
    chance = random.Random(1)  # noqa: S311 - without it they would be taken for bombs
    body = "<w:p/>" * (MOST_ELEMENTS - 10) + f"<!--{chance.randbytes(200_000).hex()}-->"
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    members = members_of(DOCX) | {"word/document.xml": document.encode()}
    yield "as many paragraphs as are read", "a.docx", an_archive(members)
    numbers = (chance.randrange(10**9) for _ in range(MOST_CELLS * 49 // 50))
    rows = ("".join(f"<c><v>{number}</v></c>" for number in islice(numbers, MOST_COLUMNS)) for _ in count())
    sheet = "".join(f"<row>{row}</row>" for row in takewhile(bool, rows))
    blank = {f"xl/worksheets/sheet{number}.xml": b"<worksheet><sheetData/></worksheet>" for number in (1, 2)}
    workbook = an_archive(members_of(with_sheet(sheet)) | blank)
    yield "as many cells as are read", "a.xlsx", workbook
    named = re.sub(r"<c>.*?</c>", '<c t="inlineStr"><is><t>绩效指标</t></is></c>', sheet, count=1)
    for many, share in (
        ("as many cells as are read by their heads", 59),
        ("more cells than are read by their heads", 61),
    ):
        rows = named.split("</row>")[: share * 1000 // MOST_COLUMNS]
        small = an_archive(members_of(with_sheet("</row>".join(rows) + "</row>")) | blank)
        yield many, "a.xlsx", small
    yield "as many lines as are read", "a.txt", "项目编码\t1\t项目名称\t2\n".encode() * MOST_LINES
    yield "as many values as are read", "a.json", b"[" + b"{}," * MOST_VALUES + b"{}]"


def _texts() -> Iterator[tuple[str, str, bytes]]:
    yield "deep json", "a.json", b"[" * 100_000
    yield "deeper json", "a.json", b'{"a":' * 50_000
    yield "a number without end", "a.json", b"9" * 1_000_000
    yield "infinity", "a.json", b'{"year": Infinity}'
    yield "a list", "a.json", b"[1, 2]"
    yield "surrogates", "a.json", b'{"province": "\\ud800"}'
    yield "long lines", "a.txt", "字".encode() * 1_000_000
    yield "tabs", "a.txt", b"\t" * 2_000_000 + b"x"
    yield "zeros in a text", "a.txt", "预算规模及资金用途\0".encode()
    yield "half a character", "a.txt", "部门预算绩效文本".encode()[:-1]
    yield "a long name", "字" * 300 + ".xlsx", b"PK\x03\x04"
    yield "a name with a path", "../../a.xlsx", b"PK\x03\x04"
    yield "too much", "a.txt", b"x" * (21 * MEGABYTE)
