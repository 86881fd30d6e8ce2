"""A card as a file, and a filled file as a proposal that nobody has saved yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.self_evaluation.national_card.printing import printed_card
from performance.self_evaluation.national_card.reading import NoCard, read_card
from performance.self_evaluation.services import card_of, may_write, not_open
from performance.statement_pages.form_files import LARGEST, WRITERS, FormFileForm, source_of
from performance.views.self_evaluation.cards import card_page, visible_evaluation


@never_cache
@login_required
@require_safe
def evaluation_file(request, pk, suffix):
    row = visible_evaluation(request.user, pk)
    try:
        written = WRITERS[suffix](printed_card(card_of(row)))
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("evaluation", pk)
    record(Action.EXPORT, by=request.user, subject=row, details=f".{suffix}", request=request)
    return attachment(written, get_valid_filename(f"{row}.{suffix}"))


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def evaluation_upload(request, pk):
    row = visible_evaluation(request.user, pk)
    request.upload_handlers = [MemoryUpload(LARGEST)]
    return _proposed(request, row)


@csrf_protect
def _proposed(request, row):
    """The page with what the file says in its fields: looked over by whoever saves it."""
    form = FormFileForm(request.POST, request.FILES)
    try:
        if not may_write(row, request.user) or not_open(row.statement):
            raise RefusedFile("目前不能填报这张自评表。")
        if not form.is_valid():
            raise RefusedFile("请选择一个填好的自评表文件。")
        read = read_card(source_of(form.cleaned_data["file"]), card_of(row))
    except (RefusedFile, NoCard) as fault:
        messages.error(request, f"没有读入：{fault}")
        return redirect("evaluation", row.pk)
    messages.warning(request, "文件的内容已填在下面，还没有保存；请核对后按“保存并计分”。")
    for remark in read.remarks:
        messages.warning(request, remark)
    return card_page(request, row, read.content)
