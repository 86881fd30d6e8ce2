"""填报模板: the forms of a unit as a workbook to fill in away from the system."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.recognition import UnknownLayout
from performance.importing.template.workbook import template
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.views.entry_forms.access import closed_because, visible_unit
from performance.views.importing.forms import TemplateForm
from performance.views.importing.views import WORKBOOK


@never_cache
@login_required
@require_safe
def offline_template(request, pk, unit):
    """For whoever may fill the unit in; who may fill the department's part in gets that too."""
    statement = visible_statement(request.user, pk)
    unit = visible_unit(request, statement, unit)
    parts = editable_parts(statement, request.user)
    if unit.pk not in parts.units:
        raise PermissionDenied(closed_because(statement, unit))
    form = TemplateForm(request.GET)
    if not form.is_valid():
        messages.error(request, "空白的新项目表：" + "".join(form.errors["blank"]))
        return redirect("import_file", statement.pk)
    try:
        data = template(statement, unit, request.user, form.wanted(department=parts.department))
    except UnknownLayout as missing:
        messages.error(request, str(missing))
        return redirect("import_file", statement.pk)
    record(Action.EXPORT, by=request.user, subject=statement, details=f"填报模板（{unit}）", request=request)
    name = as_file_name(f"{unit.code}{unit.name}-{statement.fiscal_year}年-填报模板.xlsx")
    return HttpResponse(
        data,
        content_type=WORKBOOK.content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )
