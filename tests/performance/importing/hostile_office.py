"""Files for LibreOffice that want to fetch, run or fill something: rich text, open documents and Word's old containers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.departments.uploads.test_file_gate import OLE, an_archive

_TEXT = b"application/vnd.oasis.opendocument.text"
_SPACES = (
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    b' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    b' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
    b' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)
_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="' + _TEXT + b'"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def an_odt(body: bytes, *, before: bytes = b"", **more: bytes) -> bytes:
    content = (
        b'<?xml version="1.0"?>' + before + b"<office:document-content " + _SPACES + b">" + body
        + b"</office:document-content>"
    )  # fmt: skip
    parts = {"mimetype": _TEXT, "META-INF/manifest.xml": _MANIFEST, "content.xml": content}
    return an_archive(parts | more)


def in_text(piece: bytes) -> bytes:
    return b"<office:body><office:text>" + piece + b"</office:text></office:body>"


def linking(suffix: str, *addresses: str) -> bytes:
    """A sound document that draws in what stands elsewhere, in every way that its kind knows."""
    return _linking_rtf(addresses) if suffix == ".rtf" else _linking_odt(addresses)


def _linking_rtf(addresses: Sequence[str]) -> bytes:
    field = rb'{\field{\*\fldinst %b "%b"}{\fldrslt old}}'
    pieces = [
        field % (b"INCLUDETEXT", to) + field % (b"INCLUDEPICTURE", to) + rb"{\*\template %b}" % to
        for to in (address.encode() for address in addresses)
    ]
    return rb"{\rtf1\ansi " + b"".join(pieces) + b"}"


def _linking_odt(addresses: Sequence[str]) -> bytes:
    section = b'<text:section text:name="s%d"><text:section-source xlink:href="%b"/><text:p>old</text:p></text:section>'
    image = b'<text:p><draw:frame><draw:image xlink:href="%b" xlink:type="simple"/></draw:frame>old</text:p>'
    pieces = [section % (n, to.encode()) + image % to.encode() for n, to in enumerate(addresses)]
    return an_odt(in_text(b"".join(pieces)))


def hostile_office() -> Iterator[tuple[str, str, bytes]]:
    """What is wrong, file name and content; none of them is a text."""
    for suffix in (".rtf", ".odt"):
        yield f"office: links in {suffix}", f"文{suffix}", linking(suffix, "http://127.0.0.1:9/x")
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    event = b'<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:x.y?language=Basic"/></office:event-listeners></office:scripts>'
    for what, name, data in (
        ("rtf nested without end", "文.rtf", rb"{\rtf1" + b"{" * 200_000),
        ("rtf with a table without end", "文.rtf", rb"{\rtf1 " + rb"\trowd\cellx1\cell\row" * 60_000 + b"}"),
        ("rtf with an object", "文.rtf", rb"{\rtf1{\object\objautlink\objupdate{\*\objdata 0105000002000000}}}"),
        ("rtf with binary that is missing", "文.rtf", rb"{\rtf1\bin2147483647 x}"),
        ("rtf of control words", "文.rtf", rb"{\rtf1" + rb"\u-32768?" * 2_000 + b"}"),
        ("odt with an event", "文.odt", an_odt(event + in_text(b"<text:p>x</text:p>"))),
        ("odt with entities", "文.odt", an_odt(in_text(b"<text:p>&b;</text:p>"), before=entity)),
        ("odt with a bomb", "文.odt", an_odt(in_text(b"<text:p>" + b" " * 50_000_000 + b"</text:p>"))),
        ("odt nested without end", "文.odt", an_odt(in_text(b"<text:section>" * 20_000))),
        ("odt with macros", "文.odt", an_odt(in_text(b""), **{"Basic/Standard/M.xml": b"<x/>"})),
        ("a word container of nothing", "文.doc", OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le")),
        ("a word container of ones", "文.wps", OLE + b"\xff" * 4000 + "WordDocument".encode("utf-16-le")),
        ("an encrypted package", "文.doc", OLE + "EncryptedPackage".encode("utf-16-le") * 3),
        ("a workbook that says it is a text", "文.doc", OLE + "Workbook".encode("utf-16-le") * 3),
        ("an open format for print", "文.ofd", b"PK\x03\x04ofd"),
        ("slides", "文.dps", OLE + b"\0" * 504),
    ):  # fmt: skip
        yield f"office: {what}", name, data
