"""What the interface says of a card and of a report alike: their open steps, one taken, their form as a file."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.api.base.documented import FAULTS, READING, FaultSerializer
from performance.api.base.views import etag_headers
from performance.documents.formats.unprintable import Unprintable
from performance.models import Action
from performance.statement_pages.form_files import SUFFIXES, WRITERS
from performance.steps.refusals import Refused

SUFFIX = OpenApiParameter("suffix", str, OpenApiParameter.PATH, enum=list(SUFFIXES), description="文件类型。")


def open_steps_answer(row, steps, obstacles_to, user):
    payload = [
        {
            "step": step.action.value,
            "label": step.label,
            "needs_reason": step.needs_reason,
            "obstacles": list(obstacles_to(row, step, user)),
            "cautions": [],
        }
        for step in steps
    ]
    return Response(payload, headers=etag_headers(row.version))


def action_named(step):
    if step not in Action.values:
        raise Http404
    return Action(step)


def taken_answer(event):
    payload = {"event": event.pk, "label": event.label, "state": event.target, "version": event.version}
    return Response(payload, headers=etag_headers(event.version))


def documented_file(noun, summary, operation):
    return extend_schema(
        operation_id=operation,
        tags=[noun],
        summary=summary,
        description=f"{summary}为文件，立即应答。",
        parameters=[SUFFIX],
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY, description="文件"),
            **{
                (code, "application/json"): OpenApiResponse(FaultSerializer, description=FAULTS[code])
                for code in (*READING, 409)
            },
        },
    )


def file_answer(row, suffix, printed, request):
    """``printed`` makes what is printed once it is known that such a file is there; ``request`` is Django's own."""
    if suffix not in SUFFIXES:
        raise Http404
    try:
        data = WRITERS[suffix](printed())
    except Unprintable as fault:
        raise Refused(str(fault)) from fault
    record(Trailed.EXPORT, by=request.user, subject=row, details=f"接口 .{suffix}", request=request)
    disposition = content_disposition_header(
        as_attachment=True, filename=get_valid_filename(f"{row}.{suffix}")
    )
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={"Content-Disposition": disposition, **etag_headers(row.version)},
    )
