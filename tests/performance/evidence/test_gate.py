"""What is kept as evidence: whole files of three kinds that do nothing of their own."""

import struct
import zlib

import pytest

from departments.uploads.evidence_gate import LARGEST, check_evidence
from departments.uploads.refused_file import RefusedFile

PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SMALL = b"\xff\xd8 small picture \xff\xd9"  # as cameras put into the head of a large one
HEAD = b"\xff\xd8\xff\xe1" + struct.pack(">H", 2 + len(SMALL)) + SMALL
JPEG = HEAD + b"\xff\xda\x00\x02 picture \xff\xd9"


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + chunk(b"IDAT", b"data") + chunk(b"IEND")


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("合同.PDF", PDF, ".pdf"),
        ("现场.png", PNG, ".png"),
        ("现场.jpeg", JPEG + b"\0\0", ".jpeg"),
        ("手机.jpg", JPEG + b"SEFH of the telephone", ".jpg"),
        ("页.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction[1 0 R/XYZ null null 0]"), ".pdf"),
    ],
)
def test_a_whole_file_is_kept(name, content, suffix):
    assert check_evidence(content, name) == suffix


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.xlsx", PDF, "可以上传的是"),
        ("无后缀", PDF, "可以上传的是"),
        ("空.pdf", b"", "空的"),
        ("长" * 300 + ".pdf", PDF, "文件名有304字"),
        ("大.pdf", PDF + b"\0" * LARGEST, "超过 10 MB"),
        ("假.pdf", PNG, "内容不是 PDF"),
        ("半.pdf", PDF[:40], "不完整"),
        ("锁.pdf", PDF.replace(b"trailer<<", b"trailer<</Encrypt 2 0 R"), "密码"),
        ("动.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "打开时运行"),
        ("写.pdf", PDF.replace(b"/Catalog", b"/Catalog/#4AavaScript"), "打开时运行"),
        ("附.pdf", PDF.replace(b"/Catalog", b"/Catalog/EmbeddedFile"), "附件"),
        ("假.png", PDF, "内容不是 PNG"),
        ("半.png", PNG[:-5], "不完整"),
        ("改.png", PNG.replace(b"data", b"dat4"), "不完整"),
        ("后.png", PNG + b"<script>", "还有别的内容"),
        ("假.jpg", PNG, "内容不是 JPEG"),
        ("半.jpg", JPEG[:-2], "不完整"),
        ("断.jpg", JPEG[: len(HEAD)], "不完整"),
    ],
)
def test_everything_else_is_refused_with_a_reason_and_the_name(name, content, words):
    with pytest.raises(RefusedFile, match=words) as refusal:
        check_evidence(content, name)
    assert name[:3] in str(refusal.value)
