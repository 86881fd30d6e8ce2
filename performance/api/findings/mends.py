"""Mechanical cures: what each finding offers, and doing what was chosen."""

from drf_spectacular.utils import extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.findings.waivers import MOST_AT_ONCE, NOUN
from performance.api.indicator_library import TemplateSerializer
from performance.entry_forms.mending import mend, mendable
from performance.entry_forms.suggestions import suggestions
from performance.findings.judgement import judge
from performance.models import PerformanceStatement


class SuggestedSerializer(serializers.Serializer):
    fingerprint = serializers.CharField(source="finding.fingerprint", help_text="问题标识")
    code = serializers.CharField(source="finding.code", help_text="规则编码")
    place = serializers.CharField(source="finding.place", help_text="位置")
    templates = serializers.SerializerMethodField(
        help_text="指标库里最相近的三个指标，写明来源和用过几次；没有指标值。"
    )

    @extend_schema_field(TemplateSerializer(many=True))
    def get_templates(self, suggested):
        return TemplateSerializer(suggested.templates, many=True).data


class EditSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="改哪一栏；indicators 是整行，goals 是一条绩效目标。")
    row = serializers.IntegerField(allow_null=True, help_text="第几行指标，从0数起")
    item = serializers.IntegerField(allow_null=True, help_text="第几条绩效目标，从0数起")
    before = serializers.CharField(allow_blank=True, help_text="改前")
    after = serializers.CharField(allow_null=True, allow_blank=True, help_text="改后；空的是删去")
    further = serializers.ListField(
        child=serializers.CharField(), help_text="这一条绩效目标分开以后，跟在它后面的各条"
    )


class WaySerializer(serializers.Serializer):
    label = serializers.CharField(help_text="怎样改")
    edits = EditSerializer(many=True)


class MendableSerializer(serializers.Serializer):
    fingerprint = serializers.CharField(source="finding.fingerprint", help_text="问题标识")
    code = serializers.CharField(source="finding.code", help_text="规则编码")
    place = serializers.CharField(source="finding.place", help_text="位置")
    mends = WaySerializer(many=True, help_text="几种改法，选一种；从0数起。")


class MendingSerializer(serializers.Serializer):
    mends = serializers.DictField(
        child=serializers.IntegerField(min_value=0),
        allow_empty=False,
        help_text=f"按问题标识，选第几种改法；一次至多{MOST_AT_ONCE}处。",
    )

    def validate_mends(self, mends):
        if len(mends) > MOST_AT_ONCE:
            raise serializers.ValidationError(f"一次至多{MOST_AT_ONCE}处。")
        return mends


class MendedSerializer(serializers.Serializer):
    mended = serializers.IntegerField(help_text="改正了几处")
    version = serializers.IntegerField(help_text="此后的版本，即 ETag。")


@extend_schema_view(
    get=documented(NOUN, "可以直接改正的问题", MendableSerializer(many=True), etag_headers=True),
    post=documented(
        NOUN,
        "直接改正",
        MendedSerializer,
        faults=CHANGING,
        request=MendingSerializer,
        description="只改所选各处列出的栏目，全部改成或者一处不改；改前的内容留在修改历史。If-Match 为绩效文本的版本。",
        example={"mends": {"0123456789abcdef01234567": 0}},
    ),
)
class Mends(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        found = [each for kind in mendable(statement, request.user, judge(statement)) for each in kind.found]
        return Response(MendableSerializer(found, many=True).data, headers=etag_headers(statement.version))

    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = MendingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        require_version(request, statement.version)
        chosen = serializer.validated_data["mends"]
        number = mend(
            statement, chosen, by=request.user, version=statement.version, request=self.plain_request
        )
        version = PerformanceStatement.objects.values_list("version", flat=True).get(pk=pk)
        return Response({"mended": number, "version": version}, headers=etag_headers(version))


@extend_schema_view(
    get=documented(NOUN, "没有现成改法的问题和相近的指标", SuggestedSerializer(many=True), etag_headers=True)
)
class Suggestions(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        found = suggestions(statement, request.user, judge(statement))
        return Response(SuggestedSerializer(found, many=True).data, headers=etag_headers(statement.version))
