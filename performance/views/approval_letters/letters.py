"""批复文: the list of letters, a new one over chosen texts, one of them with its files, and its cancelling."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from departments.file_names import as_file_name
from departments.models import FinanceOffice
from departments.trail.writing import record_refusal
from performance.approval_letters.printing import SUFFIXES, filling, letter_file, record_printing
from performance.approval_letters.services import (
    LONGEST_NUMBER,
    approved_texts,
    cancel_letter,
    draw_up_letter,
    draws_up,
    texts_of,
)
from performance.approval_letters.templates import template_in_use
from performance.documents.formats.unprintable import Unprintable
from performance.exporting.gathering import exportable_by
from performance.http.responses import attachment
from performance.http.whole_numbers import whole_number
from performance.models import ApprovalLetter
from performance.steps.refusals import Refused
from performance.views.exporting.packages import PackagePlaceForm

ON_A_PAGE = 50


class LetterForm(forms.Form):
    """What is written on the letter; which texts it approves is ticked beside."""

    number = forms.CharField(
        label="文号",
        max_length=LONGEST_NUMBER,
        help_text="例如“某财绩〔2026〕1号”；空格会去掉，同一财政局不能重复。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    dated = forms.DateField(
        label="成文日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@never_cache
@login_required
@require_safe
def approval_letters(request):
    visible = ApprovalLetter.objects.visible_to(request.user).select_related("office", "cancelled_by")
    page = Paginator(visible.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "offices": [office for office in _offices(request.user) if draws_up(request.user, office)],
    }
    return render(request, "performance/approval_letters/list.html", context)


def _offices(user):
    return FinanceOffice.objects.visible_to(user).order_by("division_code")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approval_letter_new(request):
    if not any(draws_up(request.user, office) for office in _offices(request.user)):
        raise PermissionDenied("批复文由财政局的财政绩效科审核人办理。")
    place = PackagePlaceForm(request.GET, exportable_by(request.user).filter(approved_revision__isnull=False))
    place.is_valid()
    office, year = place.cleaned_data.get("office"), place.cleaned_data.get("year")
    texts = list(approved_texts(request.user, office, year)) if office and year else []
    form = LetterForm(initial={"dated": timezone.localdate()})
    chosen = {whole_number(word, 0) for word in request.GET.getlist("statement")}
    ticked = {text.approved_revision_id for text in texts if text.pk in chosen}
    if request.method == "POST":
        form = LetterForm(request.POST)
        ticked = {key for word in request.POST.getlist("revision") if (key := whole_number(word, 0))}
        if form.is_valid() and office and (letter := _drawn_up(request, office, year, ticked, form)):
            return redirect("approval_letter", letter.pk)
    given = _given(texts)
    context = {
        "place": place,
        "texts": [(text, (key := text.approved_revision_id) in ticked, given.get(key, "")) for text in texts],
        "form": form,
        "template": template_in_use(office) if office else None,
    }
    return render(request, "performance/approval_letters/new.html", context)


def _drawn_up(request, office, year, revisions, form):
    cleaned = form.cleaned_data
    try:
        return draw_up_letter(
            office,
            year,
            revisions,
            number=cleaned["number"],
            dated=cleaned["dated"],
            by=request.user,
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        record_refusal(by=request.user, subject=office, details=f"办理批复文：{refusal}", request=request)


def _given(texts):
    """By the approved text, the number of the letter that has told it already."""
    in_letters = ApprovalLetter.objects.in_force().filter(
        revisions__in=[text.approved_revision_id for text in texts]
    )
    return dict(in_letters.values_list("revisions", "number"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approval_letter(request, pk):
    """One letter with what it approves; sent, the reason for which it is cancelled."""
    letter = _letter(request.user, pk)
    if request.method == "POST":
        try:
            cancel_letter(letter, reason=request.POST.get("reason", ""), by=request.user, request=request)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            record_refusal(by=request.user, subject=letter, details=f"作废批复文：{refusal}", request=request)
        else:
            messages.success(request, f"“{letter.number}”已作废，文号和所批复的文本可以重新办理。")
        return redirect("approval_letter", pk)
    revisions = texts_of(letter)
    texts = filling(letter, revisions)
    context = {
        "letter": letter,
        "said": texts.values,
        "rows": zip(revisions, texts.rows["部门"], strict=True),
        "overtaken": [one for one in revisions if one.statement.approved_revision_id != one.pk],
        "suffixes": SUFFIXES,
        "may_cancel": draws_up(request.user, letter.office) and not letter.cancelled,
        "longest": ApprovalLetter.LONGEST_REASON,
    }
    return render(request, "performance/approval_letters/letter.html", context)


@never_cache
@login_required
@require_safe
def approval_letter_file(request, pk, suffix):
    letter = _letter(request.user, pk)
    if letter.cancelled:
        raise Http404
    try:
        data = letter_file(letter, suffix)
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("approval_letter", pk)
    with transaction.atomic():
        record_printing(letter, suffix, by=request.user, request=request)
    return attachment(data, as_file_name(f"批复文-{letter.number}{suffix}"))


def _letter(user, pk):
    letters = ApprovalLetter.objects.visible_to(user).select_related(
        *("office", "template", "person", "cancelled_by")
    )
    return get_object_or_404(letters, pk=pk)
