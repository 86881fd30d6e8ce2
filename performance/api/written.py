"""A card or a report for other programs: read and written, its steps listed and taken, its form as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from departments.file_names import as_file_name
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.api.base.documented import FAULTS, READING, FaultSerializer
from performance.api.base.preconditions import seen_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.workflow.steps import idempotency_key
from performance.documents.formats.unprintable import Unprintable
from performance.models import Action
from performance.statement_pages.form_files import SUFFIXES, WRITERS
from performance.steps.refusals import Refused

SUFFIX = OpenApiParameter("suffix", str, OpenApiParameter.PATH, enum=list(SUFFIXES), description="文件类型。")


class WrittenView(BaseAPIView):
    """``model`` is what it is of, ``around`` what is read along with its row."""

    def row(self, pk):
        visible = self.model.objects.visible_to(self.request.user)
        return get_object_or_404(visible.select_related(*self.around), pk=pk)


class ContentView(WrittenView):
    """``asked`` describes what may be sent; ``read``, ``laid_over``, ``save`` and ``to_plain`` are the subject's own."""

    def get(self, request, pk):
        return self._told(self.read(self.row(pk)))

    def patch(self, request, pk):
        row = self.row(pk)
        serializer = self.asked(data=request.data)
        serializer.is_valid(raise_exception=True)
        content = self.laid_over(self.read(row).content, dict(serializer.validated_data))
        version = seen_version(request)
        saved = self.save(row, content, by=request.user, expected_version=version, request=self.plain_request)
        return self._told(saved)

    def _told(self, paper):
        return Response(self.to_plain(paper), headers=etag_headers(paper.row.version))


class StepsView(WrittenView):
    """``transitions`` is the subject's module of steps."""

    def get(self, request, pk):
        row = self.row(pk)
        payload = [
            {
                "step": step.action.value,
                "label": step.label,
                "needs_reason": step.needs_reason,
                "obstacles": list(self.transitions.obstacles_to(row, step, request.user)),
                "cautions": list(self.cautions(row, step)),
            }
            for step in self.transitions.open_steps(row, request.user)
        ]
        return Response(payload, headers=etag_headers(row.version))

    def cautions(self, row, step):
        """What is to be read before a step, though it may be taken."""
        return ()


class TakenSerializer(serializers.Serializer):
    event = serializers.IntegerField(help_text="办理记录")
    label = serializers.CharField()
    state = serializers.ChoiceField(())  # the subject says which
    version = serializers.IntegerField(help_text="版次；即 ETag。")


class TakeStepView(WrittenView):
    """``asked`` describes what a step is told; ``transitions`` is the subject's module of steps."""

    changing_scope = Scope.SUBMIT

    def post(self, request, pk, step):
        if step not in Action.values:
            raise Http404
        row = self.row(pk)
        serializer = self.asked(data=request.data)
        serializer.is_valid(raise_exception=True)
        event = self.transitions.perform(
            row,
            Action(step),
            by=request.user,
            expected_version=seen_version(request),
            key=idempotency_key(request),
            request=self.plain_request,
            **serializer.validated_data,
        )
        payload = {"event": event.pk, "label": event.label, "state": event.target, "version": event.version}
        return Response(payload, headers=etag_headers(event.version))


class FileView(WrittenView):
    """``printed`` makes what is printed, once it is known that such a file is there."""

    def get(self, request, pk, suffix):
        row = self.row(pk)
        if suffix not in SUFFIXES:
            raise Http404
        try:
            data = WRITERS[suffix](self.printed(row))
        except Unprintable as fault:
            raise Refused(str(fault)) from fault
        details = f"接口 .{suffix}"
        record(Trailed.EXPORT, by=request.user, subject=row, details=details, request=self.plain_request)
        name = as_file_name(f"{row}.{suffix}")
        disposition = content_disposition_header(as_attachment=True, filename=name)
        return HttpResponse(
            data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": disposition, **etag_headers(row.version)},
        )


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
