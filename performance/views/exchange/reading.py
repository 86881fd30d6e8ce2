"""Packages of other systems read in: taken in memory, previewed text by text, written as chosen."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from departments.uploads.limits import LARGEST_FILE, MEGABYTE
from performance.documents.convert import Unreadable
from performance.exchange.applying import Overtaken, confirm_package, keep_package, key_of, preview_package
from performance.http.upload_handlers import MemoryUpload
from performance.http.whole_numbers import whole_number
from performance.models import Upload


class PackageForm(forms.Form):
    file = forms.FileField(
        label="交换包",
        max_length=255,
        help_text=f"由“系统交换”导出的 .zip 文件，不超过 {LARGEST_FILE // MEGABYTE} MB。先预览，确认之后才写入。",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": "请选择一个交换包。"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(f"文件超过 {LARGEST_FILE // MEGABYTE} MB 的上限，请分部门导出。")
        return file


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exchange_import(request):
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _taken(request)


@csrf_protect
def _taken(request):
    form = PackageForm(request.POST, request.FILES) if request.method == "POST" else PackageForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = keep_package(file.read(), file.name, user=request.user)
        except Unreadable as fault:
            form.add_error("file", forms.ValidationError(list(fault.problems)))
        else:
            return redirect("exchange_preview", upload.pk)
    return render(request, "performance/exchange/upload.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exchange_preview(request, pk):
    upload = get_object_or_404(Upload.objects.packages_of(request.user), pk=pk)
    if request.method == "POST":
        if "cancel" in request.POST:
            upload.delete()
            messages.success(request, "已取消，上传的交换包已删除。")
            return redirect("exchange_import")
        if done := _confirmed(request, upload):
            return done
    try:
        found = [(key_of(one.text), one) for one in preview_package(upload, request.user)]
    except Unreadable as fault:  # of another version of the tables by now
        upload.delete()
        messages.error(request, str(fault))
        return redirect("exchange_import")
    lost = sum(len(one.deletions) for _, one in found if one.choosable)
    context = {
        "upload": upload,
        "outlooks": found,
        "lost": lost,
        "choosable": any(o.choosable for _, o in found),
    }
    return render(request, "performance/exchange/preview.html", context)


def _confirmed(request, upload):
    """Where it goes from here; nothing if it was not written."""
    chosen = {key: request.POST.get(f"version-{key}", "") for key in request.POST.getlist("text")}
    if not chosen:
        messages.error(request, "请至少选择一份文本。")
        return None
    try:
        reports = confirm_package(
            upload.pk,
            user=request.user,
            sha256=request.POST.get("sha256", ""),
            versions=chosen,
            deletions=_deletions_of(request, chosen),
            request=request,
        )
    except (Overtaken, Unreadable) as fault:
        messages.error(request, str(fault))
        return None
    except Upload.DoesNotExist:  # pressed twice: the first press has taken it
        messages.error(request, "这个交换包已经读入或取消。")
        return redirect("exchange_import")
    messages.success(request, f"已读入{len(reports)}份文本，都是草稿：批复不随交换包带来。")
    return redirect("statements")


def _deletions_of(request, chosen):
    """How many the person has agreed to: those told beside the texts that were chosen."""
    if "delete" not in request.POST:
        return 0
    confirmed = [request.POST.get(f"deletions-{key}", "0") for key in chosen]
    return sum(whole_number(number, 0) for number in confirmed)
