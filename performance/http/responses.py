"""Answers of many views: files, named in Chinese and never guessed at by a browser; and to whoever asks too often."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
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


def asked_too_often(request: HttpRequest, wait: float) -> HttpResponse:
    answer = render(request, "429.html", {"wait": round(wait)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(round(wait))
    add_never_cache_headers(answer)
    return answer
