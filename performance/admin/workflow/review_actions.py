"""What a reviewer does with many statements at once."""

import secrets
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.shortcuts import render
from django.utils import timezone

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.statement_file import file_of
from performance.http.responses import attachment
from performance.statements.visibility import visible_content
from performance.workflow.bulk_approval import approve_each, candidates

LONGEST_KEY = 32


@admin.action(description="通过或批复所选文本（须已逐份打开，且没有未处理的问题）", permissions=["view"])
def approve_chosen(modeladmin, request, queryset):
    """Shows what would be done first; the second time it is done."""
    chosen = list(queryset)
    if "confirmed" not in request.POST:
        found = candidates(chosen, request.user)
        context = {
            **modeladmin.admin_site.each_context(request),
            "title": "确认通过或批复",
            "opts": modeladmin.opts,
            "candidates": found,
            "eligible": any(not candidate.hindrances for candidate in found),
            "key": secrets.token_urlsafe(12),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/performance/statementunderreview/approve.html", context)
    key = request.POST.get("key", "")[:LONGEST_KEY] or secrets.token_urlsafe(12)
    for outcome in approve_each(chosen, by=request.user, key=key, request=request):
        if outcome.event:
            messages.success(request, f"{outcome.statement}：已办理“{outcome.event.label}”。")
        else:
            messages.error(request, f"{outcome.statement}：未办理。{''.join(outcome.reasons)}")
    return None


@admin.action(description="导出所选文本的工作簿（压缩包）", permissions=["view"])
def export_chosen(modeladmin, request, queryset):
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as files:
        for statement in queryset:
            try:
                written = file_of(statement, visible_content(statement, request.user), ".xlsx")
            except (UnknownLayout, Unprintable, Unreadable) as fault:
                messages.error(request, f"{statement}：{fault}")
                return None
            name = as_file_name(
                f"{statement.department.office.division_code}-{statement.department.code}-{statement}.xlsx"
            )
            files.writestr(name, written)
            record(
                Action.EXPORT, by=request.user, subject=statement, details="批量导出 .xlsx", request=request
            )
    return attachment(archive.getvalue(), f"绩效文本-{timezone.localdate():%Y-%m-%d}.zip")
