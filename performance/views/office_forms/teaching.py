"""Teaching a form: an example comes in, each label and head is confirmed, and the form is tried on the example."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from departments.models import FinanceOffice
from departments.uploads.limits import LARGEST_FILE
from performance.http.upload_handlers import MemoryUpload
from performance.models import OfficeForm, OfficeFormState
from performance.office_forms.services import may_keep
from performance.office_forms.teaching import (
    correct,
    lesson_of,
    named_by,
    read_example,
    teach,
    trial_of,
)
from performance.steps.refusals import Refused
from performance.views.office_forms.forms import SeenForm
from performance.views.office_forms.teaching_form import ExampleForm, TeachingForm

KEEPERS = "本局表样由本局系统管理员或财政绩效科审核人管理。"


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def teach_office_form(request, pk):
    """Which example; sent, a draft of what it shows."""
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if not may_keep(request.user, office):
        raise PermissionDenied(KEEPERS)
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _from_example(request, office)


@csrf_protect
def _from_example(request, office):
    form = ExampleForm(request.POST, request.FILES) if request.method == "POST" else ExampleForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = read_example(file.read(), file.name)
            row = teach(office, source, file.name, by=request.user, request=request)
        except Refused as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect("office_form_lesson", row.pk)
    return render(request, "performance/office_forms/example.html", {"office": office, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_form_lesson(request, pk):
    """Every label and head with what it was taken for, and the form tried on its example."""
    rows = OfficeForm.objects.visible_to(request.user).select_related("office", "example", "drafted_by")
    row = get_object_or_404(rows, pk=pk)
    if not may_keep(request.user, row.office):
        raise PermissionDenied(KEEPERS)
    if row.state != OfficeFormState.DRAFT or not hasattr(row, "example"):
        raise Http404
    named = named_by(row)
    lesson = lesson_of(row, named=named)
    shown = {"proposal": lesson.proposal, "answers": lesson.answers}
    initial = {
        "title": row.title,
        "valid_from": row.valid_from or timezone.localdate().year + 1,
        "valid_to": row.valid_to or None,
        "money": named.money,
        "families": "\n".join(named.families),
        "note": row.note,
    }
    form = TeachingForm(request.POST if request.method == "POST" else None, initial=initial, **shown)
    if request.method == "POST" and form.is_valid() and _corrected(request, row, form):
        return redirect("office_form_lesson", row.pk)
    context = {
        "row": row,
        "form": form,
        "trial": trial_of(row, lesson.source),
        "unsure": lesson.proposal.unsure,
    }
    return render(request, "performance/office_forms/lesson.html", context)


def _corrected(request, row, form):
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        form.add_error(None, "没有收到页面上的版次，请重新打开这一页。")
        return False
    lesson = lesson_of(row, form.said(), form.named())
    try:
        correct(
            row,
            lesson,
            by=request.user,
            seen=seen.cleaned_data["version"],
            note=form.cleaned_data["note"],
            request=request,
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    messages.success(request, "已保存，并用样例试过。")
    return True
