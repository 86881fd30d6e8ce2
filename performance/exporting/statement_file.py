"""A statement as a file: which formats are offered, and the bytes of one."""

from dataclasses import dataclass

from performance.documents.approved_title import as_approved
from performance.documents.convert import write_text
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import pdf_bytes
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import layout_of
from performance.exporting.approval import marks_of


@dataclass(frozen=True)
class Download:
    suffix: str
    label: str
    content_type: str


DOWNLOADS = (
    Download("xlsx", "工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Download("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Download("pdf", "PDF", "application/pdf"),
    Download("txt", "文本", "text/plain; charset=utf-8"),
    Download("json", "数据", "application/json; charset=utf-8"),
)


def file_of(statement, content, suffix):
    """An approved text is printed as one; the formats for machines say nothing of approval."""
    if suffix in (".txt", ".json"):
        return write_text(content, suffix)
    marks = marks_of(statement, content)
    shown = content if marks.draft else as_approved(content)
    printed = layout_of(content.province, content.edition).render(shown)
    if suffix == ".pdf":
        return pdf_bytes(printed, marks=marks)
    return (xlsx_bytes if suffix == ".xlsx" else docx_bytes)(printed, approval=marks.approval)
