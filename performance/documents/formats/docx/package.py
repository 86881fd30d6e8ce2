"""The fixed parts of a Word file, and the archive that holds them: the same text gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.docx.styles import styles_xml
from performance.documents.formats.docx.text import plain

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-"
_WORD = f"{_TYPE}officedocument.wordprocessingml"

_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="{_TYPE}package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="{_TYPE}package.core-properties+xml"/></Types>"""

_PACKAGE_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""

_DOCUMENT_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{_RELATIONS}/footer" Target="footer1.xml"/></Relationships>"""

# updateFields: Word offers on opening to fill in the page numbers of the 目录, which only it can know.
_SETTINGS = f"""<w:settings xmlns:w="{_MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>\
<w:characterSpacingControl w:val="compressPunctuation"/><w:updateFields w:val="true"/><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>"""

_FOOTER = f"""<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>\
<w:r><w:t xml:space="preserve">— </w:t></w:r>\
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>"""


def package(title: str, body: Iterable[str], below: str = "") -> bytes:
    """A Word file of the paragraphs and tables of ``body``; the title is the only property it carries.

    ``below`` is the paragraphs that stand below the page numbers.
    """
    document = (
        f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    return _archive({
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{plain(title)}</dc:title></cp:coreProperties>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": f"{_FOOTER}{below}</w:ftr>",
    })  # fmt: skip


def _archive(parts: Mapping[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(archive_member(name), (_XML + xml).encode())
    return stream.getvalue()
