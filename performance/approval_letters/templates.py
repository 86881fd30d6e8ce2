"""An office's own templates: checked when they come, set aside and taken back; without one the default is printed."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from departments.uploads.refused_file import RefusedFile
from performance.approval_letters.default_template import default_template
from performance.approval_letters.placeholders import VOCABULARY
from performance.documents.formats.docx.template import Template
from performance.models import ApprovalTemplate
from performance.steps.refusals import Refused

PERMISSION = "performance.add_approvaltemplate"
MOST_OF_AN_OFFICE = 100
LONGEST_NAME = 200


def keeps_templates(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


def template_in_use(office: FinanceOffice) -> ApprovalTemplate | None:
    """None where the office prints from the default."""
    return ApprovalTemplate.objects.in_use().filter(office=office).order_by("-pk").first()


def opened(row: ApprovalTemplate | None) -> Template:
    return Template(bytes(row.content) if row else default_template(), VOCABULARY)


@transaction.atomic
def add_template(
    office: FinanceOffice, name: str, content: bytes, *, by, request: HttpRequest | None = None
) -> ApprovalTemplate:
    """Raises Refused with everything that is wrong with the file."""
    _refuse_others(by, office)
    if not name.lower().endswith(".docx"):
        raise Refused(f"“{name[:60]}”不是 .docx 文件，请在 Word 或 WPS 中另存为 .docx 后再上传。")
    if len(name) > LONGEST_NAME:
        raise Refused(f"文件名有{len(name)}字，最多{LONGEST_NAME}字，请改短。")
    try:
        Template(content, VOCABULARY)
    except RefusedFile as fault:
        raise Refused(*str(fault).splitlines()) from fault
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one after another
    if ApprovalTemplate.objects.filter(office=office).count() >= MOST_OF_AN_OFFICE:
        raise Refused(f"一个财政局至多留存{MOST_OF_AN_OFFICE}个批复文模板（含停用的）。")
    row = ApprovalTemplate.objects.create(office=office, name=name, content=content, person=by)
    record(Action.SETTINGS, by=by, subject=row, details=f"上传，摘要值{row.digest[:16]}", request=request)
    return row


@transaction.atomic
def set_in_use(
    row: ApprovalTemplate, *, used: bool, by, request: HttpRequest | None = None
) -> ApprovalTemplate:
    """Set aside, or taken back; letters that were printed from it still are."""
    _refuse_others(by, row.office)
    row = (
        ApprovalTemplate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office")
        .get(pk=row.pk)
    )
    if (row.retired is None) is used:
        raise Refused(f"“{row.name}”已经{'在用' if used else '停用'}。")
    row.retired = None if used else timezone.now()
    row.save(update_fields=["retired"])
    record(Action.SETTINGS, by=by, subject=row, details="恢复使用" if used else "停用", request=request)
    return row


def _refuse_others(by, office: FinanceOffice) -> None:
    if not keeps_templates(by, office):
        raise Refused(f"{office.name}的批复文模板由该局系统管理员或财政绩效科审核人管理。")
