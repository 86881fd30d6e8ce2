"""Hostile and mistaken uploads: each is refused quickly, with a sentence that says why."""

import struct
import time
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest

from departments.uploads.file_gate import RefusedFile, check_office_file
from departments.uploads.limits import MEGABYTE
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.writer import xlsx_bytes
from tests.performance.a_printed_text import a_project, a_text

SOUND = xlsx_bytes(a_text(a_project()))
SHEET = "xl/worksheets/sheet3.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def an_archive(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method, compresslevel=1) as archive:  # bombs are packed whenever tests are read
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sound_with(**changes: bytes) -> bytes:
    """A sound workbook with some members replaced or added; names are given with ``__`` for a slash."""
    renamed = {name.replace("__", "/").replace("_dot_", "."): content for name, content in changes.items()}
    return an_archive(members_of(SOUND) | renamed)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_sheet(rows: str, prefix: str = "", before: str = "") -> bytes:
    tag = f"{prefix}:" if prefix else ""
    namespace = f'xmlns{":" if prefix else ""}{prefix}="{MAIN}"'
    xml = f"<{tag}worksheet {namespace}>{before}<{tag}sheetData>{rows}</{tag}sheetData></{tag}worksheet>"
    return an_archive(members_of(SOUND) | {SHEET: xml.encode()})


def in_strings(texts: list[str], rows: str, item: str = "si", before: str = "") -> bytes:
    namespaces = f'xmlns="{MAIN}" xmlns:x="{MAIN}"'
    items = "".join(f"<{item}><t>{text}</t></{item}>" for text in texts)
    sheet = f"<worksheet {namespaces}><sheetData>{rows}</sheetData></worksheet>"
    parts = {
        "xl/sharedStrings.xml": f"{before}<sst {namespaces}>{items}</sst>".encode(),
        SHEET: sheet.encode(),
    }
    return an_archive(members_of(SOUND) | parts, ZIP_STORED)


def patched(member: str, field: int, value: int, size: int = 4) -> bytes:
    """The sound workbook with one number of a member's entry in the central directory falsified."""
    content = bytearray(SOUND)
    entry = content.rindex(member.encode()) - 46
    content[entry + field : entry + field + size] = value.to_bytes(size, "little")
    return bytes(content)


def with_a_lying_size() -> bytes:
    """A member that unpacks to 40 MB and declares ten bytes, whose checksum is that of those ten."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(40 * MEGABYTE)) + packer.flush()
    content = bytearray(an_archive(members_of(SOUND) | {"xl/media/a.bin": packed}, ZIP_STORED))
    checksum = zlib.crc32(bytes(10))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.index(signature, content.rindex(b"xl/media/a.bin") - 46 - 1 if offset == 10 else 0)
        while offset == 8 and content[start + 30 : start + 44] != b"xl/media/a.bin":
            start = content.index(signature, start + 4)
        content[start + offset : start + offset + 2] = (8).to_bytes(2, "little")
        struct.pack_into("<III", content, start + offset + 6, checksum, len(packed), 10)
    return bytes(content)


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>"
LONG = '<row><c t="s"><v>2</v></c></row>'
FAR = '<row r="{row}"><c r="{cell}"><v>1</v></c></row>'

HOSTILE = {
    "nothing": (b"", ".xlsx", "空的"),
    "another suffix": (SOUND, ".xlsm", "不支持扩展名为 .xlsm"),
    "an old workbook by its suffix": (SOUND, ".xls", "不支持扩展名为 .xls"),
    "too large": (SOUND + bytes(20 * MEGABYTE), ".xlsx", "超过 20 MB"),
    "PDF": (b"%PDF-1.7 ...", ".xlsx", "内容是 PDF"),
    "old Office": (OLE, ".xlsx", "旧版 Office"),
    "encrypted Office": (OLE + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "加了密码"),
    "plain text": ("项目,预算".encode(), ".xlsx", "纯文本"),
    "web page": (b"<html><table>", ".xlsx", "网页"),
    "RTF": (b"{\\rtf1", ".docx", "RTF"),
    "other bytes": (b"\x89PNG\0\0", ".xlsx", "无法识别"),
    "Word as Excel": (an_archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), ".xlsx", "内容是 Word"),
    "Excel as Word": (SOUND, ".docx", "内容是 Excel"),
    "an archive": (an_archive({"a.txt": b"a"}), ".xlsx", "压缩包"),
    "truncated": (SOUND[: len(SOUND) // 2], ".xlsx", "不完整"),
    "something behind the end": (SOUND + b"\0", ".xlsx", "不完整"),
    "no archive behind the magic": (b"PK\x03\x04" + b"x" * 50 + b"PK\x05\x06" + bytes(18), ".xlsx", "已损坏|压缩包"),
    "a wrong checksum": (patched(SHEET, 16, 1), ".xlsx", "校验不符"),
    "a false size": (patched(SHEET, 24, 99), ".xlsx", "校验不符"),
    "a member elsewhere": (patched(SHEET, 42, 5), ".xlsx", "已损坏"),
    "an encrypted member": (patched(SHEET, 8, 1, 2), ".xlsx", "加了密码"),
    "an unusual compression": (an_archive(members_of(SOUND), ZIP_BZIP2), ".xlsx", "压缩方法"),
    "macros": (sound_with(xl__vbaProject_dot_bin=b"x"), ".xlsx", "含有宏"),
    "old macros": (sound_with(xl__macrosheets__sheet1_dot_xml=b"<a/>"), ".xlsx", "含有宏"),
    "names alike": (sound_with(XL__WORKBOOK_dot_XML=b"<a/>"), ".xlsx", "同名"),
    "entities": (sound_with(xl__theme__theme1_dot_xml=BOMB.encode()), ".xlsx", "DTD"),
    "entities late": (sound_with(xl__a_dot_xml=b"<a/>" + b" " * 70_000 + b"<!ENTITY a 'b'>"), ".xlsx", "DTD"),
    "entities in disguise": (sound_with(xl__a_dot_xml=BOMB.encode("utf-16")), ".xlsx", "UTF-8"),
    "entities in a part without a telling name": (sound_with(xl__a_dot_bin=BOMB.encode()), ".xlsx", "DTD"),
    "a compression bomb": (sound_with(xl__media__a_dot_png=bytes(45 * MEGABYTE)), ".xlsx", "过大"),
    "many bombs": (sound_with(**{f"xl__{n}": bytes(900 * 1024) for n in range(60)}), ".xlsx", "过大"),
    "a bomb that lies about its size": (with_a_lying_size(), ".xlsx", "过大|校验不符"),
    "too many members": (an_archive({f"xl/{n}": b"" for n in range(5001)}), ".xlsx", "5001 个部件"),
    "a far cell": (with_sheet(FAR.format(row=1_048_576, cell="XFD1048576")), ".xlsx", "第1048576行、第16384列"),
    "a far column": (with_sheet(FAR.format(row=1, cell="GS1")), ".xlsx", "第201列"),
    "a far row": (with_sheet(FAR.format(row=100_001, cell="A100001")), ".xlsx", "第100001行"),
    "a far row not told by its row": (with_sheet(FAR.format(row=1, cell="A900000")), ".xlsx", "第900000行"),
    "a far cell in other letters": (with_sheet("<row r='1'><c  s='0' r = 'xfd9'><v>1</v></c></row>"), ".xlsx", "列"),
    "a far cell behind a bracket": (with_sheet('<row r="1"><c x=">" r="XFD9"><v>1</v></c></row>'), ".xlsx", "列"),
    "a far cell with a prefix": (with_sheet('<x:row r="1"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>', "x"), ".xlsx", "列"),
    "a far cell with a prefix of its own": (
        with_sheet(f'<row r="1"><x:c xmlns:x="{MAIN}" r="XFD9"><x:v>1</x:v></x:c></row>'), ".xlsx", "列"),
    "a far row with a prefix of its own": (
        with_sheet(f'<x:row xmlns:x="{MAIN}" r="900000"><x:c r="A900000"><x:v>1</x:v></x:c></x:row>'), ".xlsx", "第900000行"),
    "a far cell with a prefix in Chinese": (
        with_sheet('<表:row r="1"><表:c r="XFD9"><表:v>1</表:v></表:c></表:row>', "表"), ".xlsx", "列"),
    "a far cell behind a place that is none": (
        with_sheet("""<row r="1"><c x=" r='A1'" r="XFD9"><v>1</v></c></row>"""), ".xlsx", "列"),
    "a far cell behind many letters": (with_sheet(FAR.format(row=1, cell="A" * 500_000 + "1")), ".xlsx", "列"),
    "a far cell behind many noughts": (with_sheet(FAR.format(row=1, cell=f"A{'0' * 20}900000")), ".xlsx", "第900000行"),
    "a far cell behind a sheet that is none": (
        with_sheet(FAR.format(row=1, cell="XFD9"), before="<!--<sheetData></sheetData>-->"), ".xlsx", "列"),
    "a far cell beside texts that are none": (
        with_sheet(FAR.format(row=1, cell="XFD9"), before="<!--<sst></sst>-->"), ".xlsx", "列"),
    "a far cell in a part that has no markup's name": (
        sound_with(xl__sheet_dot_dat=f"\n<worksheet><sheetData>{FAR.format(row=1, cell='XFD9')}</sheetData></worksheet>".encode()),
        ".xlsx", "列"),
    "entities in a part that has no markup's name": (sound_with(xl__a_dot_dat=f"\n{BOMB}".encode()), ".xlsx", "实体"),
    "many cells without a place": (with_sheet("<row>" + "<c><v>1</v></c>" * 201 + "</row>"), ".xlsx", "第201列"),
    "many rows without a place": (with_sheet("".join(f"<row><c><v>{n * 7919}</v></c></row>" for n in range(100_001))), ".xlsx", "第100001行"),
    "a large rectangle": (with_sheet(FAR.format(row=99_999, cell="GR99999")), ".xlsx", "范围过大"),
    **{
        f"one long text in many cells{how}": (in_strings(["字" * 30_000] * 3, row * 5_000, *spelt), ".xlsx", "重复引用")
        for how, row, *spelt in (
            ("", LONG),
            (", behind a formula", '<row><c t="s"><f>A1</f><v>2</v></c></row>'),
            (", by a number in disguise", '<row><c t="s"><v>&#50;</v></c></row>'),
            (", with a prefix of their own", LONG, "x:si"),
            (", behind texts that are none", LONG.replace("2", "0"), "si", f"<!--{'<si/>' * 9}-->"),
            (", far behind in its part", LONG, "si", f"<!--{' ' * 5000}-->"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize(("content", "suffix", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_mistaken_file_is_refused_with_its_reason(content, suffix, reason):
    started = time.thread_time()
    with pytest.raises(RefusedFile, match=reason):
        check_office_file(content, suffix)
    assert time.thread_time() - started < 5


def by_openpyxl() -> bytes:
    stream = BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


SOUND_FILES = {
    "our workbook": (SOUND, ".xlsx"),
    "suffix in capitals": (SOUND, ".XLSX"),
    "a workbook by openpyxl": (by_openpyxl(), ".xlsx"),
    "a document": (an_archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), ".docx"),
    "a nested archive stays closed": (sound_with(xl__embeddings__a_dot_xlsx=SOUND), ".xlsx"),
    "the last cell allowed": (with_sheet(FAR.format(row=2_900, cell="GR2900")), ".xlsx"),
    "cells without a place": (with_sheet("<row><c><v>1</v></c></row>" * 100), ".xlsx"),
    "long texts each used once": (
        in_strings(["字" * 30_000] * 60, "".join(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(60)) + "<row/>" * 2_000),
        ".xlsx"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "suffix"), SOUND_FILES.values(), ids=SOUND_FILES)
def test_a_sound_file_passes(content, suffix):
    check_office_file(content, suffix)


def test_the_largest_size_is_the_callers_to_say():
    with pytest.raises(RefusedFile, match="上限"):
        check_office_file(SOUND, ".xlsx", largest=1024)


def test_a_workbook_of_two_thousand_sheets_passes():
    content = xlsx_bytes(a_text(*(a_project(number) for number in range(2000))))
    started = time.thread_time()
    check_office_file(content, ".xlsx")
    assert time.thread_time() - started < 5


BROKEN = {
    "no workbook": {"xl/workbook.xml": b"<a/>"},
    "cut markup": {"xl/workbook.xml": b"<workbook><sheets><sheet"},
    "a sheet that is none": {SHEET: b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99999</v>"},
    "styles that are none": {"xl/styles.xml": b"<styleSheet><cellXfs><xf"},
    "strings that are none": {"xl/sharedStrings.xml": b"<sst><si><t>"},
}


@pytest.mark.parametrize("parts", BROKEN.values(), ids=BROKEN)
def test_a_broken_workbook_is_refused(parts):
    with pytest.raises(RefusedFile, match="损坏"):
        read_xlsx(an_archive(members_of(SOUND) | parts))
