"""Cards and reports filled in away from the system: the workbook of all that are one's own, its preview, and its undoing."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.limits import LARGEST_FILE
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.importing.proposals import WrongFile
from performance.importing.written.previewing import confirm_papers, preview_of_papers
from performance.importing.written.undoing import foretold, imports_of, undo
from performance.importing.written.workbook import papers_workbook
from performance.steps.refusals import Refused

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Desk:
    """Where the papers of one owner are filled in: ``route`` is the name of the page, ``home`` that of the owner's.

    ``visible`` is given a user and the key in the address, and answers 404 for what is out of sight.
    """

    form: object
    route: str
    home: str
    visible: object

    def address(self, owner, *rest):
        return reverse(self.route if not rest else f"{self.route}_undo", args=[owner.pk, *rest])


class PapersFileForm(forms.Form):
    file = forms.FileField(label="填好的工作簿", max_length=255)


def views_of_desk(desk):
    """Its page, its workbook and the page that takes an import back."""

    @csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
    @never_cache
    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pk):
        owner = desk.visible(request.user, pk)
        request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
        return _answered(request, desk, owner)

    @never_cache
    @login_required
    @require_safe
    def workbook(request, pk):
        owner = desk.visible(request.user, pk)
        try:
            data, number = papers_workbook(desk.form, owner, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(desk.address(owner))
        details = f"离线工作簿（{desk.form.noun}{number}份）"
        record(Action.EXPORT, by=request.user, subject=owner, details=details, request=request)
        return attachment(data, as_file_name(f"{owner}-离线工作簿{SUFFIX}"))

    @never_cache
    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def undoing(request, pk, key):
        return _undone(request, desk, desk.visible(request.user, pk), key)

    return page, workbook, undoing


@csrf_protect
def _answered(request, desk, owner):
    if request.method != "POST":
        return _page(request, desk, owner)
    if token := request.POST.get("wanted"):
        return _confirmed(request, desk, owner, token)
    form = PapersFileForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise WrongFile("请选择一个填好的工作簿。")
        file = form.cleaned_data["file"]
        preview = preview_of_papers(desk.form, owner, file.read(), file.name, request.user)
    except WrongFile as wrong:
        for reason in wrong.reasons:
            messages.error(request, f"没有读入：{reason}")
        return _page(request, desk, owner, status=400)
    return _page(request, desk, owner, preview=preview, filled=preview.filled, name=file.name)


def _confirmed(request, desk, owner, token):
    acknowledged = "acknowledged" in request.POST
    try:
        done = confirm_papers(
            desk.form, owner, token, acknowledged=acknowledged, by=request.user, request=request
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return _page(request, desk, owner, status=409)
    message = '已读入“{}”：{}{}份。读错了可以<a href="{}">撤销这次读入</a>。'
    address = desk.address(owner, done.key)
    messages.success(request, format_html(message, done.name, desk.form.noun, done.papers, address))
    return redirect(desk.address(owner))


def _page(request, desk, owner, *, status=200, **shown):
    context = {
        "desk": desk,
        "noun": desk.form.noun,
        "owner": owner,
        "home": reverse(desk.home, args=[owner.pk]),
        "workbook": reverse(f"{desk.route}_workbook", args=[owner.pk]),
        "number": desk.form.written(owner, request.user).count(),
        "imports": [
            (one, desk.address(owner, one.key)) for one in imports_of(desk.form, owner, request.user)
        ],
        "accept": SUFFIX,
        **shown,
    }
    return render(request, "performance/written/offline.html", context, status=status)


def _undone(request, desk, owner, key):
    papers = foretold(desk.form, owner, key, request.user)
    if not papers:
        raise Http404
    status = 200
    if request.method == "POST":
        try:
            number = undo(desk.form, owner, key, by=request.user, request=request)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, f"没有撤销：{reason}")
            status = 409
        else:
            messages.success(request, f"已恢复{desk.form.noun}{number}份。")
            return redirect(desk.address(owner))
    context = {
        "noun": desk.form.noun,
        "owner": owner,
        "back": desk.address(owner),
        "papers": papers,
        "number": sum(bool(paper.changes) for paper in papers),
    }
    return render(request, "performance/written/offline_undo.html", context, status=status)
