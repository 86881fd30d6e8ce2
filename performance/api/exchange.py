"""Packages of other systems read in: kept and looked at first, then confirmed on what was seen; as the pages do it."""

from django.core import signing
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.views import BaseAPIView
from performance.api.importing import DeletionSerializer
from performance.documents.convert import Unreadable
from performance.exchange.applying import (
    MOST_TEXTS,
    Overtaken,
    confirm_package,
    keep_package,
    key_of,
    preview_package,
)
from performance.exchange.preview import Change
from performance.importing.confirmed_once import confirmed_once
from performance.models import Upload
from performance.statements.services import ContentRefused
from performance.steps.refusals import Refused

NOUN = "系统交换"
SALT = "api-exchange"


class PackageSerializer(serializers.Serializer):
    file = serializers.FileField(help_text=f"交换包（.zip），一次最多{MOST_TEXTS}份文本。")


class ForeseenTextSerializer(serializers.Serializer):
    key = serializers.CharField(help_text="确认时在 texts 中写它")
    name = serializers.CharField(help_text="部门和年度")
    change = serializers.ChoiceField(
        [(one.value, one.label) for one in Change],
        help_text="new、changed 可以读入；same 没有不同；refused 不能读入",
    )
    statement = serializers.IntegerField(allow_null=True, help_text="现有的绩效文本；还没有的为空")
    version = serializers.IntegerField(help_text="现有文本的版次；没有的为 0")
    projects = serializers.IntegerField()
    indicators = serializers.IntegerField()
    budget = serializers.DecimalField(max_digits=20, decimal_places=6, help_text="项目预算合计（万元）")
    deletions = DeletionSerializer(many=True, help_text="将要删除的现有项目")
    refusals = serializers.ListField(child=serializers.CharField(), help_text="不能读入的原因")
    notices = serializers.ListField(child=serializers.CharField(), help_text="须知道的")
    left_alone = serializers.IntegerField(help_text="随包送来、不写入的监控报告和自评表")


class PackagePreviewSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="确认时原样交回；两小时内有效。")
    texts = ForeseenTextSerializer(many=True)


class ConfirmingPackageSerializer(OnlyDeclared, serializers.Serializer):
    token = StrictCharField(max_length=4000, help_text="预览时得到的标识。")
    texts = serializers.ListField(
        child=StrictCharField(max_length=100), allow_empty=False, help_text="要读入的文本的 key。"
    )
    deletions = serializers.IntegerField(
        default=0, min_value=0, help_text="同意删除的项目个数，须等于所选文本的 deletions 合计。"
    )


class ReadTextSerializer(serializers.Serializer):
    statement = serializers.IntegerField()
    version = serializers.IntegerField()
    changed = serializers.BooleanField()


class ReadPackageSerializer(serializers.Serializer):
    texts = ReadTextSerializer(many=True)


@extend_schema_view(
    post=documented(
        NOUN,
        "读入交换包：预览",
        PackagePreviewSerializer,
        faults=ADDING,
        request={"multipart/form-data": PackageSerializer},
        description="什么也不写；交换包留存两小时供确认。逐份文本写明会新建、更改、相同还是不能读入、会删除什么，以及确认用的标识。"
        f"与页面同一办法。多于{MOST_TEXTS}份文本的，分部门送来，或请管理员用命令 import_exchange。",
    )
)
class PreviewExchange(BaseAPIView):
    parser_classes = (MultiPartParser,)

    def post(self, request):
        serializer = PackageSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        file = serializer.validated_data["file"]
        try:
            upload = keep_package(file.read(), file.name, user=request.user)
            found = preview_package(upload, request.user)
        except Unreadable as fault:
            raise ContentRefused(fault.problems) from fault
        versions = {key_of(one.text): one.version for one in found}
        token = signing.dumps([upload.pk, upload.sha256, versions], salt=SALT)
        return Response({"token": token, "texts": [_foreseen(one) for one in found]})


@extend_schema_view(
    post=documented(
        NOUN,
        "读入交换包：确认",
        ReadPackageSerializer,
        faults=ADDING,
        request=ConfirmingPackageSerializer,
        description="写入预览时的那个交换包中所选的文本，不必再传；要么全部，要么不写，读入的是草稿。"
        "预览之后有修改的答复 409，请重新预览。没有收到答复的可以原样再发一次：只写入一次，两天之内答复与第一次相同。",
        example={"token": "WzEsImFiLi4u…", "texts": ["130200-405-2026"], "deletions": 0},
    )
)
class ConfirmExchange(BaseAPIView):
    def post(self, request):
        serializer = ConfirmingPackageSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        return Response(
            confirmed_once(request.user, values["token"], values, lambda: self._confirmed(**values))
        )

    def _confirmed(self, *, token, texts, deletions):
        upload, digest, versions = _read(token)
        if unknown := [key for key in texts if key not in versions]:
            raise ValidationError({"texts": [f"预览中没有“{key}”。" for key in unknown]})
        try:
            reports = confirm_package(
                upload,
                user=self.request.user,
                sha256=digest,
                versions={key: str(versions[key]) for key in texts},
                deletions=deletions,
                request=self.plain_request,
            )
        except (Overtaken, Unreadable) as fault:
            raise Refused(str(fault)) from fault
        except Upload.DoesNotExist as gone:
            raise Refused("这个交换包已经读入、取消或过期，请重新预览。") from gone
        return {"texts": [_said_of(report) for report in reports]}


def _said_of(report):
    return {
        "statement": report.statement.pk,
        "version": report.statement.version,
        "changed": report.changed,
    }


def _foreseen(one):
    plain = {
        "key": key_of(one.text),
        "name": one.text.name,
        "change": one.change.value,
        "statement": one.statement.pk if one.statement else None,
        "version": one.version,
        "projects": len(one.text.content.projects),
        "indicators": one.indicators,
        "budget": one.budget,
        "deletions": one.deletions,
        "refusals": one.refusals,
        "notices": one.notices,
        "left_alone": one.left_alone,
    }
    return ForeseenTextSerializer(plain).data


def _read(token):
    try:
        upload, digest, versions = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as fault:
        raise Refused("标识无效，请重新预览。") from fault
    return upload, digest, versions
