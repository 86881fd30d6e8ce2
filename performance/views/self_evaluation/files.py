"""A card as a file, and a filled file as a proposal that nobody has saved yet."""

from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.readers import READ_HERE
from performance.documents.weight import SMALL, unpacked_size
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.self_evaluation.national_card.printing import printed_card
from performance.self_evaluation.national_card.reading import NoCard, read_card
from performance.self_evaluation.services import card_of, may_write, not_open
from performance.views.self_evaluation.cards import CARD_FILES, card_page, visible_evaluation

LARGEST = 2 * MEGABYTE
READ = (".xlsx", ".docx")
WRITERS = {
    "xlsx": xlsx_bytes,
    "docx": docx_bytes,
    "pdf": lambda printed: pdf_bytes(printed, marks=Marks(draft=False)),
}


class CardFileConverter:
    """The suffix at the end of an address; one that is not offered is 404."""

    regex = "|".join(CARD_FILES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class CardFileForm(forms.Form):
    file = forms.FileField(label="填好的自评表", max_length=255)


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
    form = CardFileForm(request.POST, request.FILES)
    try:
        if not may_write(row, request.user) or not_open(row.statement):
            raise RefusedFile("目前不能填报这张自评表。")
        if not form.is_valid():
            raise RefusedFile("请选择一个填好的自评表文件。")
        read = read_card(_source_of(form.cleaned_data["file"]), card_of(row))
    except (RefusedFile, NoCard) as fault:
        messages.error(request, f"没有读入：{fault}")
        return redirect("evaluation", row.pk)
    messages.warning(request, "文件的内容已填在下面，还没有保存；请核对后按“保存并计分”。")
    for remark in read.remarks:
        messages.warning(request, remark)
    return card_page(request, row, read.content)


def _source_of(file):
    """Small files of two kinds, which this process reads itself."""
    data, suffix = file.read(), PurePath(file.name).suffix.lower()
    if suffix not in READ:
        raise RefusedFile(f"可以读入的是 {'、'.join(READ)}。")
    if len(data) > LARGEST or unpacked_size(data) > SMALL:
        raise RefusedFile("文件太大，一张自评表不会有这么大。")
    return READ_HERE[suffix](data)
