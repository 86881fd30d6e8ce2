"""The files that a text rests on: of its department and of each project, put there as long as that part is open."""

from collections import Counter, defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from performance.evidence.services import add_supporting
from performance.evidence.supporting import Supported, closed_by_adjustment
from performance.http.upload_handlers import MemoryUpload
from performance.http.whole_numbers import whole_number
from performance.models import Evidence
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.steps.refusals import Refused
from performance.views.evidence.chosen_files import AT_ONCE, chosen_files

WHOLE = "部门整体"


@never_cache
@login_required
@require_safe
def supporting_files(request, pk):
    statement = visible_statement(request.user, pk)
    parts, closed = editable_parts(statement, request.user), closed_by_adjustment(statement)
    visible = Evidence.objects.supporting().visible_to(request.user).listed()
    files = list(visible.filter(statement=statement).select_related("unit", "person", "removed_by"))
    kept = [file for file in files if file.removed is None]
    projects = statement.projects.visible_to(request.user).select_related("unit")
    projects = list(projects.order_by("unit__position", "unit__code", "position", "pk"))
    context = {
        "statement": statement,
        "groups": _groups(
            kept, parts, closed, Counter((project.unit_id, project.name) for project in projects)
        ),
        "count": len(kept),
        "size": sum(file.size for file in kept),
        "removed": [(file, _is_open(file, parts, closed)) for file in files if file.removed],
        "department": parts.department,
        "projects": [
            project
            for project in projects
            if project.unit_id in parts.units and (project.unit_id, project.name) not in closed
        ],
        "writes": bool(parts),
    }
    return render(request, "performance/evidence/supporting.html", context)


def _is_open(file, parts, closed):
    return Supported.by(file).is_in(parts) and (file.unit_id, file.project) not in closed


def _groups(files, parts, closed, named):
    """By what they are of, the department's own first; a project that has gone or is called otherwise is told.

    ``named`` is how many projects of a unit have a name.
    """
    found = defaultdict(list)
    for file in files:
        found[file.unit, file.project].append((file, _is_open(file, parts, closed)))
    ordered = sorted(
        found.items(), key=lambda each: (each[0][0] is not None, str(each[0][0] or ""), each[0][1])
    )
    return [
        {
            "unit": unit,
            "name": project or WHOLE,
            "alike": named[unit.pk, project] if unit else 1,
            "files": shown,
        }
        for (unit, project), shown in ordered
    ]


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def supporting_files_add(request, pk):
    statement = visible_statement(request.user, pk)
    request.upload_handlers = [MemoryUpload(AT_ONCE)]
    return _stored(request, statement)


@csrf_protect
def _stored(request, statement):
    key = request.POST.get("project", "")
    try:
        project = whole_number(key, -1) if key else None
        added = add_supporting(
            statement, chosen_files(request), project=project, by=request.user, request=request
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"已上传{len(added)}个文件：{'、'.join(file.name for file in added)}。")
    return redirect("supporting_files", statement.pk)
