"""A file into a statement: looked at first, then confirmed with the same bytes on the same version."""

from dataclasses import asdict
from hashlib import sha256

from django.core import signing
from django.db import transaction
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from performance.api.contents import NOUN
from performance.api.described import ADDING, described
from performance.api.door import Door, tagged
from performance.api.revisions import difference_to_plain
from performance.api.saving import save_seen, sight_of
from performance.api.strict import Words
from performance.differences import differences
from performance.documents.convert import Unreadable, read_text
from performance.services import ContentRefused
from performance.workflow.refusals import Refused

SALT = "api-import"


class FileSerializer(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, help_text="xlsx、docx、txt 或 json 文件。")


class ConfirmingSerializer(FileSerializer):
    token = Words(max_length=500, help_text="预览时得到的标识。")


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


class PreviewSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="确认时原样交回；对应这个文件和文本的这个版本。")
    version = serializers.IntegerField()
    applicable = serializers.BooleanField(help_text="可以确认")
    changed = serializers.BooleanField()
    counts = serializers.DictField(child=TallySerializer())
    refusals = serializers.ListField(child=serializers.CharField(), help_text="不能写入的原因")
    problems = serializers.ListField(child=serializers.CharField(), help_text="文件中没有读懂的地方")
    differences = serializers.DictField(help_text="逐栏的修改前后")


class _NothingKept(Exception):
    """Takes back a save that was only tried."""


class _Import(Door):
    parser_classes = (MultiPartParser,)

    def read(self, serializer):
        asked = serializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        file = asked.validated_data["file"]
        data = file.read()
        try:
            return asked.validated_data, data, read_text(data, file.name)
        except Unreadable as fault:
            raise ContentRefused(fault.problems) from fault

    def save(self, statement, read, version):
        return save_seen(
            statement,
            lambda seen: read.content,
            by=self.request.user,
            version=version,
            how="导入文件",
            request=self.plain_request,
        )


@extend_schema_view(
    post=described(
        NOUN,
        "导入文件：预览",
        PreviewSerializer,
        faults=ADDING,
        request={"multipart/form-data": FileSerializer},
        description="什么也不写入；给出条数、逐栏的修改前后、没有读懂的地方，以及确认用的标识。",
        tagged=True,
    )
)
class ImportPreview(_Import):
    def post(self, request, pk):
        statement = self.statement(pk)
        _, data, read = self.read(FileSerializer)
        report, refusals = self._tried(statement, read)
        before = sight_of(statement, request.user).content
        return Response(
            {
                "token": _token(statement, data),
                "version": statement.version,
                "applicable": report is not None,
                "changed": report is not None and report.changed,
                "counts": _counts(report) if report else {},
                "refusals": refusals,
                "problems": read.report.complaints(),
                "differences": difference_to_plain(differences(before, read.content)),
            },
            headers=tagged(statement.version),
        )

    def _tried(self, statement, read):
        """What confirming would do, done and taken back."""
        report = None
        try:
            with transaction.atomic():
                report = self.save(statement, read, statement.version)
                raise _NothingKept
        except _NothingKept:
            return report, []
        except Refused as refusal:
            return None, list(refusal.reasons)
        except ContentRefused as refusal:
            return None, list(refusal.problems)


@extend_schema_view(
    post=described(
        NOUN,
        "导入文件：确认",
        AppliedSerializer,
        faults=ADDING,
        request={"multipart/form-data": ConfirmingSerializer},
        description="文件须与预览时逐字节相同，否则答复 409；文本在预览之后有修改则答复 412。一次写入，要么全部，要么不写。",
        tagged=True,
    )
)
class ImportConfirm(_Import):
    def post(self, request, pk):
        statement = self.statement(pk)
        asked, data, read = self.read(ConfirmingSerializer)
        report = self.save(statement, read, _version_of(asked["token"], statement, data))
        told = {"changed": report.changed, "counts": _counts(report), "version": report.statement.version}
        return Response(told, headers=tagged(report.statement.version))


def _token(statement, data):
    return signing.dumps([statement.pk, statement.version, sha256(data).hexdigest()], salt=SALT)


def _version_of(token, statement, data):
    try:
        pk, version, digest = signing.loads(token, salt=SALT)
    except signing.BadSignature as fault:
        raise Refused("标识无效，请重新预览。") from fault
    if (pk, digest) != (statement.pk, sha256(data).hexdigest()):
        raise Refused("文件与预览时不同，请重新预览。")
    return version


def _counts(report):
    return {name: asdict(tally) for name, tally in report.tallies.items()}
