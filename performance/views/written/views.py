"""The views of a paper, the same for cards and reports: its page, its saves, its steps and its files."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance.views.written.files import printed_file, uploaded_file
from performance.views.written.pages import autosaved, shown_or_saved, take_step


class Views(NamedTuple):
    page: object
    autosave: object
    step: object
    file: object
    upload: object


def views_of(face):
    @never_cache
    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pk):
        return shown_or_saved(request, face, pk)

    @never_cache
    @login_required
    @require_POST
    def autosave(request, pk):
        return autosaved(request, face, pk)

    @never_cache
    @login_required
    @require_POST
    def step(request, pk, step):
        return take_step(request, face, pk, step)

    @never_cache
    @login_required
    @require_safe
    def file(request, pk, suffix):
        return printed_file(request, face, pk, suffix)

    @csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
    @never_cache
    @login_required
    @require_POST
    def upload(request, pk):
        return uploaded_file(request, face, pk)

    return Views(page, autosave, step, file, upload)
