"""The list of the payment system: looked at before it is stored, and taken over into a card by its unit."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from departments.permissions.reach import reaches_of
from departments.uploads.refused_file import RefusedFile
from performance.http.upload_handlers import MemoryUpload
from performance.self_evaluation.execution import (
    NoExecutionList,
    SeenRow,
    plain_amount,
    read_execution,
    store_execution,
    take_over,
)
from performance.self_evaluation.services import OPENERS
from performance.statement_pages.form_files import LARGEST, source_of
from performance.steps.refusals import Refused
from performance.views.self_evaluation.face import FACE
from performance.views.self_evaluation.lists import YEARS
from performance.views.written.posted import seen_number

READ = (".xlsx", ".csv")
SALT = "execution-list"
AN_HOUR = 3600


class ExecutionFileForm(forms.Form):
    file = forms.FileField(label="执行数据", max_length=255)


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def execution_list(request, year):
    if year not in YEARS:
        raise Http404
    if not any(reach.role in OPENERS for reach in reaches_of(request.user)):
        raise PermissionDenied("执行数据由部门审核人或财政局审核人导入。")
    request.upload_handlers = [MemoryUpload(LARGEST)]
    return _answered(request, year)


@csrf_protect
def _answered(request, year):
    if request.method != "POST":
        return _page(request, year)
    if token := request.POST.get("rows"):
        return _stored(request, year, token)
    form = ExecutionFileForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise RefusedFile("请选择一个文件。")
        found = read_execution(source_of(form.cleaned_data["file"], READ), request.user, year)
    except (RefusedFile, NoExecutionList) as fault:
        messages.error(request, f"没有读入：{fault}")
        return _page(request, year, status=400)
    rows = [(row.card.pk, *map(str, (row.adjusted, row.spent)), _packed(row.before)) for row in found.rows]
    token = signing.dumps([request.user.pk, year, rows], salt=SALT, compress=True)
    shown = [
        (
            row.card,
            [
                (
                    plain_amount(now),
                    _told(row.before[place]) if row.overwrites and row.before[place] != now else "",
                )
                for place, now in enumerate((row.adjusted, row.spent))
            ],
        )
        for row in found.rows
    ]
    overwritten = sum(row.overwrites for row in found.rows)
    return _page(request, year, found=found, shown=shown, overwritten=overwritten, token=token)


def _packed(before):
    return before and [None if amount is None else str(amount) for amount in before]


def _told(amount):
    return "空" if amount is None else plain_amount(amount)


def _seen(pk, adjusted, spent, before):
    known = before and tuple(None if amount is None else Decimal(amount) for amount in before)
    return SeenRow(pk, Decimal(adjusted), Decimal(spent), known)


def _stored(request, year, token):
    try:
        user, of_year, rows = signing.loads(token, salt=SALT, max_age=AN_HOUR)
        if (user, of_year) != (request.user.pk, year):
            raise signing.BadSignature
        number = store_execution([_seen(*row) for row in rows], year, by=request.user, request=request)
    except signing.BadSignature:
        messages.error(request, "这次预览已过期，请重新选择文件。")
        return _page(request, year, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, year, status=409)
    messages.success(request, f"已导入{number}行执行数据；各单位在自评表上核对后填入。")
    return redirect("evaluations")


def _page(request, year, *, status=200, **preview):
    context = {"year": year, "accept": ",".join(READ), **preview}
    return render(request, "performance/self_evaluation/execution.html", context, status=status)


@never_cache
@login_required
@require_POST
def take_over_execution(request, pk):
    row = FACE.visible(request.user, pk)
    version = seen_number(request.POST.get("version"))
    try:
        card = take_over(row, by=request.user, expected_version=version, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已按执行数据填入。{card.sheet.words}。")
    return redirect("evaluation", pk)
