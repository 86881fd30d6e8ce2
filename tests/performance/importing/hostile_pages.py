"""More than sixty files for the readers of PDF, pictures, web pages and old office files that nobody should upload."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.departments.uploads.test_file_gate import OLE, an_archive


def noise(size: int) -> bytes:
    return random.Random(18).randbytes(size)  # noqa: S311 - the same files each time


def hostile_pages() -> Iterator[tuple[str, str, bytes]]:
    """What is wrong, file name and content."""
    yield from _pdfs()
    yield from _spoilt_pdfs()
    yield from _pictures()
    yield from _pages()
    yield from _office()
    yield from _tables()


def a_pdf(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first being its catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        len(body),
    )
    return body + table + end


def a_page(
    content: bytes, *, extra: bytes = b"", resources: bytes = b"<<>>", box: bytes = b"0 0 595 842"
) -> bytes:
    packed = zlib.compress(content)
    return a_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R/Resources" + resources + b">>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        ]
    )


SOUND_PDF = a_page(b"0 0 m 100 100 l S")


def _pdfs() -> Iterator[tuple[str, str, bytes]]:
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    launch = b"/OpenAction<</S/Launch/F(/bin/sh)>>"
    for what, content in {
        "nothing but its mark": b"%PDF-1.7\n",
        "mark and noise": b"%PDF-1.7\n" + noise(5000),
        "no pages": a_pdf([b"<</Type/Catalog>>"]),
        "pages without any": a_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        "pages in a circle": a_pdf(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]
        ),
        "a count that lies": a_pdf(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2147483647>>"]
        ),
        "ten thousand pages": a_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[" + b"3 0 R " * 10_000 + b"]/Count 10000>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ]
        ),
        "a password": a_pdf(
            [b"<</Type/Catalog>>", b"<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -1>>"],
            trailer=b"/Encrypt 2 0 R/ID[(a)(a)]",
        ),
        "a script": a_page(b"", extra=script),
        "a program to start": a_page(b"", extra=launch),
        "a stream that swells": a_page(b"0 0 m " * 3_000_000),
        "a million strokes": a_page(b"0 0 m 9 9 l S " * 1_000_000),
        "a grid of 400 by 400": a_page(
            b"".join(b"%d 0 m %d 800 l 0 %d m 800 %d l S " % (n, n, n, n) for n in range(0, 2000, 5))
        ),
        "a page without a size": a_page(b"", box=b"0 0 0 0"),
        "a page as large as a town": a_page(b"", box=b"0 0 99999999 99999999"),
        "a page of no number": a_page(b"", box=b"nan nan inf inf"),
        "a drawing within itself": a_page(b"/X Do", resources=b"<</XObject<</X 4 0 R>>>>"),
        "brackets without end": a_pdf([b"[" * 100_000]),
        "a dictionary without end": a_pdf([b"<</A" * 50_000]),
        "names without end": a_pdf([b"<</" + b"A" * 1_000_000 + b" 1>>"]),
        "an object that is itself": a_pdf([b"1 0 R"]),
        "a filter upon filters": a_pdf(
            [b"<</Length 3/Filter[" + b"/FlateDecode" * 5000 + b"]>>stream\nabc\nendstream"]
        ),
        "a web page": b"<html><body>" + b"x" * 500,
        "a workbook": b"PK\x03\x04" + b"\0" * 500,
        "an old office file": OLE + b"\0" * 600,
    }.items():
        yield f"PDF: {what}", "文本.pdf", content


def _spoilt_pdfs() -> Iterator[tuple[str, str, bytes]]:
    rng = random.Random(18)  # noqa: S311 - the same files each time
    for n in range(10):
        at = rng.randrange(9, len(SOUND_PDF))
        yield f"PDF cut at {at}", "文本.pdf", SOUND_PDF[:at]
        spoilt = bytearray(SOUND_PDF)
        for _ in range(12):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        yield f"PDF spoilt, {n}", "文本.pdf", bytes(spoilt)


def a_png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def _pictures() -> Iterator[tuple[str, str, bytes]]:
    sound = BytesIO()
    Image.new("L", (60, 40), 255).save(sound, "PNG")
    whole = sound.getvalue()
    for what, name, content in (
        ("pixels without end", "扫描.png", a_png(60_000, 60_000, b"\0" * 1000)),
        ("a picture without size", "扫描.png", a_png(0, 0)),
        ("more pixels than it holds", "扫描.png", a_png(300, 300, b"\0")),
        ("a cut picture", "扫描.png", whole[: len(whole) // 2]),
        ("no picture", "扫描.jpg", b"\xff\xd8\xff" + b"\0" * 100),
        ("a text", "扫描.tif", "文字".encode()),
        ("a drawing in markup", "扫描.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a directory in a circle", "扫描.tif", b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
        ("PostScript", "扫描.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/bin/sh) run\n"),
    ):
        yield f"picture: {what}", name, content


def _pages() -> Iterator[tuple[str, str, bytes]]:
    for what, content in {
        "markup without end": b"<div>" * 100_000,
        "tables in tables": b"<table><tr><td>" * 5_000,
        "spans without end": b"<table>" + b"<tr><td rowspan=99999 colspan=99999>x" * 300 + b"</table>",
        "cells without end": b"<table><tr>" + b"<td>x" * 300_000,
        "attributes without end": b"<table " + b"a=b " * 300_000 + b"><tr><td>x",
        "an open comment": b"<html><!--" + b"-" * 500_000,
        "an open script": b"<html><script>" + b"<" * 500_000,
        "references": b"<html><p>" + b"&#x41;" * 200_000,
        "an unknown alphabet": b"<meta charset=x-nothing><html><table><tr><td>1<td>2",
        "scripts": b"<html><table><tr><td><script>alert(1)</script><td><img src=x onerror=alert(1)>2",
        "entities": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><table><tr><td>&e;<td>2',
    }.items():
        yield f"web page: {what}", "网页.html", content
    boundary = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    yield "page in one file: nothing", "网页.mht", boundary
    yield "page in one file: parts in parts", "网页.mht", (boundary + b"--b\r\n") * 500
    yield (
        "page in one file: bad packing",
        "网页.mht",
        boundary
        + b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--b--",
    )


def _office() -> Iterator[tuple[str, str, bytes]]:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    space = b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'

    def ods(body: bytes, **more: bytes) -> bytes:
        content = b"<office:document-content " + space + b">" + body + b"</office:document-content>"
        return an_archive({"mimetype": mimetype, "content.xml": content} | more)

    row = b'<table:table table:name="a"><table:table-row table:number-rows-repeated="%b"><table:table-cell table:number-columns-repeated="%b"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    for what, name, content in (
        ("rows without end", "表.ods", ods(row % (b"1048576", b"1"))),
        ("columns without end", "表.ods", ods(row % (b"1", b"16384"))),
        ("both without end", "表.ods", ods(row % (b"9999999", b"9999999"))),
        ("macros", "表.ods", ods(b"", **{"Basic/Standard/Module1.xml": b"<x/>"})),
        ("no content", "表.ods", an_archive({"mimetype": mimetype})),
        (
            "entities",
            "表.ods",
            an_archive({"mimetype": mimetype, "content.xml": b'<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'}),
        ),
        ("a bomb", "表.ods", ods(b"<text:p>" + b" " * 60_000_000 + b"</text:p>")),
        ("an empty container", "表.xls", OLE + b"\0" * 504),
        ("a container of noise", "表.xls", OLE + noise(4096)),
        ("records of noise", "表.et", b"\x09\x08\x10\x00" + noise(4096)),
        ("a container in a circle", "表.xls", OLE + struct.pack("<48sHH", b"\0" * 48, 9, 6) + b"\0" * 450),
        ("an archive of nothing", "表.xlsb", an_archive({"xl/workbook.bin": b"\0" * 50})),
        ("nothing but noise", "表.xlsb", noise(2048)),
        ("a text of noise", "文.doc", b"noise" * 100),
        ("nothing but noise", "文.wps", noise(2048)),
        ("an archive of nothing", "文.odt", an_archive({"a": b"b"})),
    ):
        yield f"office: {what}", name, content


def _tables() -> Iterator[tuple[str, str, bytes]]:
    for what, content in {
        "an open quote": b'"' + b"a" * 2_000_000,
        "columns without end": b"," * 100_000,
        "rows without end": b"1\n" * 200_000,
        "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "formulas": b"=1+1,@SUM(A1),+cmd|' /C calc'!A0\n",
    }.items():
        yield f"table: {what}", "表.csv", content
