"""A file into a statement: kept and looked at first, then confirmed on the same version; as the pages do it."""

from dataclasses import asdict

from django.core import signing
from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictBooleanField, StrictCharField
from performance.api.base.preconditions import PreconditionFailed
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.exporting.jobs import JobSerializer
from performance.api.statements.contents import NOUN
from performance.api.statements.revisions import difference_to_plain
from performance.importing.applying import Overtaken, confirm, refuse_closed
from performance.importing.confirmed_once import confirmed_once
from performance.importing.modes import Mode
from performance.importing.preview import preview_of
from performance.importing.proposals import WrongFile
from performance.importing.reading_job import read_or_queue
from performance.jobs.queueing import TooManyJobs
from performance.models import ExportJob, JobKind, JobState, Upload
from performance.statements.services import ContentRefused
from performance.steps.refusals import Refused

SALT = "api-import"


class PreviewingSerializer(serializers.Serializer):
    file = serializers.FileField(
        allow_empty_file=True,
        required=False,
        help_text="文本、工作簿、PDF、扫描件或 json 文件，也可以是离线填报模板；不写 job 时必填。",
    )
    job = serializers.UUIDField(
        required=False, help_text="上次答复 202 的后台任务；读完后再次请求时填它，不必再传文件。"
    )
    mode = serializers.ChoiceField(
        choices=[(mode.value, mode.label) for mode in Mode],
        required=False,
        help_text="只用于正式版式的文本：update 只更新文件中的项目，whole 以文件为准（文件里没有的会删除）。不写时，会删除项目的按 update。",
    )

    def validate(self, given):
        if ("file" in given) == ("job" in given):
            raise serializers.ValidationError({"file": ["file 和 job 须写一个，且只写一个。"]})
        return given


class ConfirmingSerializer(OnlyDeclared, serializers.Serializer):
    token = StrictCharField(max_length=500, help_text="预览时得到的标识。")
    acknowledged = StrictBooleanField(
        default=False, help_text="已知道 left_out 中的内容不会导入；有这样的内容时须为 true。"
    )

    deletions = serializers.IntegerField(
        default=0, min_value=0, help_text="同意删除的项目个数，须等于预览时 deletions 的个数。"
    )


class DeletionSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="项目名称和编码")
    unit = serializers.CharField(allow_blank=True, help_text="预算单位")
    amount = serializers.DecimalField(
        max_digits=18, decimal_places=6, allow_null=True, help_text="预算数（万元）"
    )
    indicators = serializers.IntegerField(help_text="随项目删除的指标数")


class CountSerializer(serializers.Serializer):
    label = serializers.CharField(help_text="文字部分、部门目标、资金构成、预算项目或三级指标")
    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    removed = serializers.IntegerField()
    unchanged = serializers.IntegerField()


class PreviewSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="确认时原样交回；对应这个文件和文本的这个版本，两小时内有效。")
    version = serializers.IntegerField()
    mode = serializers.CharField(help_text="按哪种方式预览：update 或 whole；填报模板不分")
    applicable = serializers.BooleanField(help_text="与现有内容有不同，也没有妨碍确认的问题")
    changed = serializers.BooleanField(help_text="与现有内容有不同")
    counts = CountSerializer(many=True, help_text="各部分新增、修改、删除、不变的条数")
    problems = serializers.ListField(
        child=serializers.CharField(), help_text="没有读懂的地方和不能写入的原因；有一条就不能确认"
    )
    left_out = serializers.ListField(
        child=serializers.CharField(), help_text="不属于任何栏目、不会导入的文字"
    )
    deletions = DeletionSerializer(
        many=True, help_text="将要删除的现有项目；不是空的，确认时须写明 deletions 的个数"
    )
    notices = serializers.ListField(child=serializers.CharField(), help_text="须知道的，例如不由您填报的部分")
    differences = serializers.DictField(help_text="逐栏的修改前后")


class TallySerializer(serializers.Serializer):
    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    moved = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    removed = serializers.IntegerField()


class AppliedSerializer(serializers.Serializer):
    changed = serializers.BooleanField(help_text="与现有内容有不同")
    counts = serializers.DictField(
        child=TallySerializer(), help_text="各部分新增、修改、移动、不变、删除的条数"
    )
    version = serializers.IntegerField()


@extend_schema_view(
    post=documented(
        NOUN,
        "导入文件：预览",
        PreviewSerializer,
        faults=ADDING,
        request={"multipart/form-data": PreviewingSerializer},
        description="文本不变，文件留存两小时供确认；没有可以填报的部分时答复 409；给出条数、逐栏的修改前后、妨碍确认的问题，以及确认用的标识。"
        "读得久的文件（整本的 PDF、扫描件）答复 202 和一个后台任务，在后台读；任务完成后以 job 再次请求，得到预览。",
        etag_headers=True,
        queued=JobSerializer,
    )
)
class ImportPreview(BaseAPIView):
    parser_classes = (MultiPartParser,)

    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = PreviewingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        refuse_closed(statement, request.user)
        given = serializer.validated_data
        mode = given.get("mode")
        try:
            taken = (
                self._read_before(given["job"], pk)
                if "job" in given
                else self._taken(given["file"], statement)
            )
            if isinstance(taken, ExportJob):
                return Response(JobSerializer(taken).data, status=status.HTTP_202_ACCEPTED)
            preview = preview_of(taken, request.user, mode and Mode(mode))
        except WrongFile as wrong:
            raise ContentRefused(wrong.reasons) from wrong
        return Response(_shown(taken, preview, pk), headers=etag_headers(preview.version))

    def _taken(self, file, statement):
        files = [(file.read(), file.name)]
        try:
            return read_or_queue(files, by=self.request.user, statement=statement, request=self.plain_request)
        except TooManyJobs as fault:
            raise Refused(str(fault)) from fault

    def _read_before(self, key, pk):
        """What the worker has read for this very text; nobody else's jobs and files exist."""
        jobs = ExportJob.objects.visible_to(self.request.user).filter(kind=JobKind.READING)
        job = jobs.filter(pk=key, parameters__statement=pk).first()
        if job is None:
            raise Http404
        if job.state != JobState.DONE:
            raise Refused(job.message or "文件还没有读完，请稍后再试。")
        upload = Upload.objects.visible_to(self.request.user).filter(pk=job.parameters["upload"]).first()
        if upload is None:
            raise Refused("这个文件已经导入、取消或过期，请重新上传。")
        return upload


def _shown(upload, preview, pk):
    proposal = preview.proposal
    return {
        "token": signing.dumps(
            [upload.pk, pk, upload.sha256, preview.version, proposal.mode.value], salt=SALT
        ),
        "version": preview.version,
        "mode": proposal.mode.value,
        "applicable": preview.confirmable,
        "changed": preview.changed,
        "counts": [asdict(count) for count in preview.counts],
        "problems": [*map(_said, proposal.problems), *preview.refusals],
        "left_out": [*map(_said, proposal.left_out)],
        "deletions": DeletionSerializer(proposal.deletions, many=True).data,
        "notices": [*proposal.notices, *map(_said, proposal.uncertain)],
        "differences": difference_to_plain(preview.difference),
    }


@extend_schema_view(
    post=documented(
        NOUN,
        "导入文件：确认",
        AppliedSerializer,
        faults=ADDING,
        request=ConfirmingSerializer,
        description="写入预览时的那个文件，不必再传；文本在预览之后有修改则答复 412，还有问题则答复 409。"
        "没有收到答复的可以原样再发一次：只写入一次，两天之内答复与第一次相同。"
        "一次写入，要么全部，要么不写。标识写明所依据的版本，不需要 If-Match。",
        example={"token": "WzEsMSwi…", "acknowledged": False},
        etag_headers=True,
    )
)
class ImportConfirm(BaseAPIView):
    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = ConfirmingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        answer = confirmed_once(
            request.user,
            values["token"],
            {**values, "statement": pk},
            lambda: self._confirmed(statement, values),
        )
        return Response(answer, headers=etag_headers(answer["version"]))

    def _confirmed(self, statement, values):
        upload, digest, version, mode = _read(values["token"], statement.pk)
        if version != statement.version:
            raise PreconditionFailed
        try:
            report = confirm(
                upload,
                user=self.request.user,
                sha256=digest,
                version=str(version),
                acknowledged=values["acknowledged"],
                mode=Mode(mode),
                deletions=values["deletions"],
                request=self.plain_request,
            )
        except Overtaken as overtaken:
            raise Refused(str(overtaken)) from overtaken
        except Upload.DoesNotExist as gone:
            raise Refused("这个文件已经导入、取消或过期，请重新预览。") from gone
        except WrongFile as wrong:
            raise ContentRefused(wrong.reasons) from wrong
        counts = {name: asdict(tally) for name, tally in report.tallies.items()}
        return {"changed": report.changed, "counts": counts, "version": report.statement.version}


def _said(problem):
    """With where it is, as a spreadsheet calls its cells."""
    return "：".join(filter(None, (problem.cell, problem.message)))


def _read(token, pk):
    try:
        upload, statement, digest, version, mode = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as fault:  # also of a release whose tokens said less
        raise Refused("标识无效，请重新预览。") from fault
    if statement != pk:
        raise Refused("标识是另一份文本的，请重新预览。")
    return upload, digest, version, mode
