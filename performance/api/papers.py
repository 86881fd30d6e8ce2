"""The workbook of all papers that are one's own: downloaded, looked at once it is filled in, then confirmed."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from departments.file_names import as_file_name
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.api.base.documented import ADDING, FAULTS, READING, FaultSerializer, documented
from performance.api.base.fields import OnlyDeclared, StrictBooleanField, StrictCharField
from performance.api.base.views import BaseAPIView
from performance.importing.proposals import WrongFile
from performance.importing.written.previewing import confirm_papers, preview_of_papers
from performance.importing.written.workbook import papers_workbook
from performance.statements.services import ContentRefused

LONGEST_TOKEN = 4_000_000


class PapersFileSerializer(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, help_text="下载的离线工作簿，填好的 .xlsx。")


class PaperFieldSerializer(serializers.Serializer):
    cell = serializers.CharField(help_text="工作表和单元格")
    field = serializers.CharField(help_text="栏")
    before = serializers.CharField(help_text="现在")
    after = serializers.CharField(help_text="改为")


class PaperChangesSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    label = serializers.CharField()
    changes = PaperFieldSerializer(many=True)
    remarks = serializers.ListField(child=serializers.CharField(), help_text="读入以后还须改正的")


class PapersPreviewSerializer(serializers.Serializer):
    token = serializers.CharField(
        allow_blank=True, help_text="确认时原样交回，一小时内有效；没有改动或不能确认的为空。"
    )
    papers = PaperChangesSerializer(many=True)
    problems = serializers.ListField(child=serializers.CharField(), help_text="有一条就不能确认")
    left_out = serializers.ListField(child=serializers.CharField(), help_text="不会读入的文字")
    notices = serializers.ListField(child=serializers.CharField())


class ConfirmPapersSerializer(OnlyDeclared, serializers.Serializer):
    token = StrictCharField(max_length=LONGEST_TOKEN, help_text="预览时得到的标识。")
    acknowledged = StrictBooleanField(
        default=False, help_text="已知道 left_out 中的内容不会读入；有这样的内容时须为 true。"
    )


class PapersDoneSerializer(serializers.Serializer):
    papers = serializers.IntegerField(help_text="写了几份")
    fields_written = serializers.IntegerField(help_text="改了几处")


class PapersView(BaseAPIView):
    """``form`` is the kind of papers; ``owner`` finds whose they are, or answers 404."""


class WorkbookView(PapersView):
    def get(self, request, pk):
        owner = self.owner(pk)
        data, number = papers_workbook(self.form, owner, request.user)
        details = f"接口 离线工作簿（{self.form.noun}{number}份）"
        record(Trailed.EXPORT, by=request.user, subject=owner, details=details, request=self.plain_request)
        name = as_file_name(f"{owner}-离线工作簿.xlsx")
        return HttpResponse(
            data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
        )


class PreviewView(PapersView):
    parser_classes = (MultiPartParser,)

    def post(self, request, pk):
        owner = self.owner(pk)
        serializer = PapersFileSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        file = serializer.validated_data["file"]
        try:
            preview = preview_of_papers(self.form, owner, file.read(), file.name, request.user)
        except WrongFile as wrong:
            raise ContentRefused(wrong.reasons) from wrong
        filled = preview.filled
        return Response(
            {
                "token": preview.token,
                "papers": [*map(_told, filled.papers)],
                "problems": [*map(_said, filled.problems), *preview.refusals],
                "left_out": [*map(_said, filled.left_out)],
                "notices": filled.notices,
            }
        )


class ConfirmView(PapersView):
    def post(self, request, pk):
        owner = self.owner(pk)
        serializer = ConfirmPapersSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        done = confirm_papers(
            self.form, owner, **serializer.validated_data, by=request.user, request=self.plain_request
        )
        return Response({"papers": done.papers, "fields_written": done.fields})


def _told(paper):
    changes = [
        {"cell": one.cell, "field": one.label, "before": one.said[0], "after": one.said[1]}
        for one in paper.changes
    ]
    remarks = [*map(_said, paper.remarks)]
    return {"id": paper.row.pk, "label": paper.row.label, "changes": changes, "remarks": remarks}


def _said(problem):
    """With where it is, as a spreadsheet calls its cells, and what stands there."""
    value = f"“{problem.value}”" if problem.value and problem.value not in problem.message else ""
    return "：".join(filter(None, (problem.cell, f"{value}{problem.message}")))


def documented_workbook(noun, papers, operation):
    return extend_schema(
        operation_id=operation,
        tags=[noun],
        summary=f"{papers}的离线工作簿",
        description=f"由您填报的每份{papers}一张工作表，已填好现在的内容；没有由您填报的答复 409。",
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY, description="工作簿"),
            **{
                (code, "application/json"): OpenApiResponse(FaultSerializer, description=FAULTS[code])
                for code in (*READING, 409)
            },
        },
    )


def documented_preview(noun, papers):
    return documented(
        noun,
        f"{papers}的离线工作簿：预览",
        PapersPreviewSerializer,
        faults=ADDING,
        request={"multipart/form-data": PapersFileSerializer},
        description="什么都不写；给出逐栏的改动、妨碍确认的问题、不会读入的文字，以及确认用的标识。",
    )


def documented_confirm(noun, papers):
    return documented(
        noun,
        f"{papers}的离线工作簿：确认",
        PapersDoneSerializer,
        faults=ADDING,
        request=ConfirmPapersSerializer,
        description="一次写入全部改动；预览以后有一处被他人修改则一处也不写，答复 409。",
        example={"token": "eyJ…", "acknowledged": False},
    )
