"""The texts that were kept at each step: the list of them, each as its tables and as a workbook."""

from collections import defaultdict
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.approved_title import as_approved
from performance.documents.formats.html.cells import html_parts
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import UnknownLayout, layout_of
from performance.exporting.statement_file import DOWNLOADS
from performance.models import Action as WorkflowAction
from performance.models import Revision
from performance.statement_pages.context import events_of, visible_statement
from performance.statements.revisions import content_of
from performance.views.statements.differences import present_units, word_of

WORKBOOK = next(download for download in DOWNLOADS if download.suffix == "xlsx")


@never_cache
@login_required
@require_safe
def revisions(request, pk):
    statement = visible_statement(request.user, pk)
    own_revisions = Revision.objects.visible_to(request.user).filter(statement=statement)
    occasions = defaultdict(list)
    for event in events_of(statement, request.user):
        occasions[event.revision_id].append(event)
    present = [
        (word_of(unit), f"{unit or '全文'}：目前内容") for unit in present_units(statement, request.user)
    ]
    rows = [
        (one, occasions[one.pk])
        for one in own_revisions.select_related("unit").defer("content").order_by("-pk")
    ]
    return render(
        request,
        "performance/statements/revisions.html",
        {"statement": statement, "rows": rows, "present": present},
    )


@never_cache
@login_required
@require_safe
def revision(request, pk):
    stored = _visible(request.user, pk)
    context = {"statement": stored.statement, "revision": stored}
    try:
        printed = _printed(stored)
    except UnknownLayout as fault:
        context["fault"] = str(fault)
    else:
        context |= {"printed": printed, "parts": html_parts(printed)}
    return render(request, "performance/statements/revision.html", context)


@never_cache
@login_required
@require_safe
def revision_workbook(request, pk):
    """On the approved text stands by what it can be proved: its own digest, and the head of the trail."""
    stored = _visible(request.user, pk)
    try:
        printed = _printed(stored)
    except UnknownLayout as fault:
        messages.error(request, str(fault))
        return redirect("revisions", stored.statement_id)
    entry = record(
        Action.EXPORT,
        by=request.user,
        subject=stored.statement,
        details=f"{stored}.xlsx，摘要值{stored.digest}",
        request=request,
    )
    if stored.pk == stored.statement.approved_revision_id:
        proof = f"批复版（第{stored.number}稿），摘要值（SHA-256）：{stored.digest}；操作记录第{entry.number}条校验值：{entry.hash}"
        printed = replace(printed, cover=(*printed.cover, proof))
    name = as_file_name(f"{stored}.xlsx")
    return HttpResponse(
        xlsx_bytes(printed),
        content_type=WORKBOOK.content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )


def _visible(user, pk):
    found = Revision.objects.visible_to(user).select_related("statement__department__office", "unit")
    return get_object_or_404(found, pk=pk)


def _printed(stored):
    content = content_of(stored)
    if stored.events.filter(action=WorkflowAction.APPROVE).exists():
        content = as_approved(content)
    return layout_of(content.province, content.edition).render(content)
