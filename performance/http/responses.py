"""Files as answers: named in Chinese, never guessed at by a browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

TYPES = {
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def attachment(written: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        written,
        content_type=TYPES[name[name.rindex(".") :].lower()],
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )
