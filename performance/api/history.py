"""What a statement said before each change of the round, what was removed, and bringing it back."""

from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.history.places import NothingThere
from performance.history.restoring import restore_all, restore_place, undo
from performance.history.sittings import recycled, sittings
from performance.models import EarlierText, PerformanceStatement
from performance.models.history import Source, prepared_by

NOUN = "修改历史"
MOST = 20  # acts that one answer tells


class ChangeSerializer(serializers.Serializer):
    label = serializers.CharField(help_text="栏目")
    old = serializers.CharField(help_text="改前")
    new = serializers.CharField(help_text="改后")
    place = serializers.CharField(help_text="恢复这一处时所用的标识；空为不能单独恢复。")


class ChangedRowSerializer(serializers.Serializer):
    title = serializers.CharField()
    kind = serializers.CharField(help_text="种类")
    status = serializers.CharField(source="status.value", help_text="added、removed 或 changed")
    place = serializers.CharField(help_text="恢复整项时所用的标识；空为不能恢复。")
    changes = ChangeSerializer(many=True)


class OwnerRowSerializer(ChangedRowSerializer):
    indicators = ChangedRowSerializer(many=True)


class SittingSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="earlier.pk")
    person = serializers.CharField(source="earlier.person.username", default="", help_text="修改人")
    source = serializers.ChoiceField(Source, source="earlier.source", help_text="来源")
    note = serializers.CharField(source="earlier.note")
    began = serializers.DateTimeField(source="earlier.began")
    ended = serializers.DateTimeField(source="earlier.ended")
    rows = OwnerRowSerializer(many=True)


class RemovedSerializer(serializers.Serializer):
    earlier = serializers.IntegerField(source="earlier.pk", help_text="修改记录的编号")
    place = serializers.CharField(help_text="恢复时所用的标识")
    kind = serializers.CharField()
    title = serializers.CharField()
    owner = serializers.CharField(help_text="指标所属的项目或目标")


class RestoringSerializer(serializers.Serializer):
    place = StrictCharField(
        max_length=100, required=False, allow_blank=True, default="", help_text="恢复的一处"
    )
    what = serializers.ChoiceField(
        ("place", "all", "undo"),
        default="place",
        help_text="place：恢复一处；all：可填报的部分全部恢复到这次修改以前；undo：只撤销这次修改。",
    )


class RestoredSerializer(serializers.Serializer):
    changed = serializers.BooleanField()
    version = serializers.IntegerField(help_text="版次；即 ETag。")


@extend_schema_view(
    get=documented(
        NOUN,
        f"最近{MOST}次修改，逐栏列出改前和改后",
        SittingSerializer(many=True),
        description="只对填报和本部门审核的人员；只列出所能查看的预算单位的项目。",
    )
)
class History(BaseAPIView):
    def get(self, request, pk):
        statement = prepared(self, pk)
        earlier_texts = EarlierText.objects.visible_to(request.user).filter(statement=statement)
        shown = sittings(statement, request.user, list(earlier_texts.select_related("person")[:MOST]))
        return Response(SittingSerializer(shown, many=True).data, headers=etag_headers(statement.version))


@extend_schema_view(
    get=documented(NOUN, "回收站：上次报送或退回以后删除的内容", RemovedSerializer(many=True))
)
class RecycleBin(BaseAPIView):
    def get(self, request, pk):
        statement = prepared(self, pk)
        shown = RemovedSerializer(recycled(statement, request.user), many=True)
        return Response(shown.data, headers=etag_headers(statement.version))


@extend_schema_view(
    post=documented(
        NOUN,
        "恢复",
        RestoredSerializer,
        faults=CHANGING,
        request=RestoringSerializer,
        description="If-Match 为绩效文本的版本。",
        example={"what": "place", "place": "project:0:purpose"},
    )
)
class Restoring(BaseAPIView):
    def post(self, request, pk, earlier):
        statement = prepared(self, pk)
        earlier_text = (
            EarlierText.objects.visible_to(request.user).filter(statement=statement, pk=earlier).first()
        )
        if earlier_text is None:
            raise Http404
        params = RestoringSerializer(data=request.data)
        params.is_valid(raise_exception=True)
        require_version(request, statement.version)
        report = self._restore(earlier_text, **params.validated_data)
        version = PerformanceStatement.objects.get(pk=pk).version
        return Response({"changed": report.changed, "version": version}, headers=etag_headers(version))

    def _restore(self, earlier_text, *, place, what):
        context = {"by": self.request.user, "request": self.plain_request}
        if what != "place":
            return (restore_all if what == "all" else undo)(earlier_text, **context)
        try:
            return restore_place(earlier_text, place, **context)
        except NothingThere as fault:
            raise ValidationError({"place": ["这一处没有可以恢复的内容。"]}) from fault


def prepared(view, pk):
    statement = view.statement(pk)
    if not prepared_by(view.request.user).filter(pk=pk).exists():
        raise Http404
    return statement
