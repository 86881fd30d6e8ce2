"""One card: written by those whose it is, read by all who see it, with its steps and its files."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance.views.self_evaluation.face import FACE
from performance.views.written.files import printed_file, uploaded_file
from performance.views.written.pages import autosaved, shown_or_saved, take_step


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request, pk):
    return shown_or_saved(request, FACE, pk)


@never_cache
@login_required
@require_POST
def evaluation_autosave(request, pk):
    return autosaved(request, FACE, pk)


@never_cache
@login_required
@require_POST
def evaluation_step(request, pk, step):
    return take_step(request, FACE, pk, step)


@never_cache
@login_required
@require_safe
def evaluation_file(request, pk, suffix):
    return printed_file(request, FACE, pk, suffix)


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def evaluation_upload(request, pk):
    return uploaded_file(request, FACE, pk)
