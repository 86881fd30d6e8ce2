"""How far a text stands by explanations, and what reviewers say to them."""

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.findings.waivers import MOST_AT_ONCE, NOUN, WaiverSerializer
from performance.findings.statement_review import review_for
from performance.findings.verdicts import judge_answers
from performance.models import Verdict


class ExplainedSerializer(serializers.Serializer):
    number = serializers.IntegerField(help_text="以说明代替修改的问题")
    alike = serializers.IntegerField(help_text="其中用同一句话说明的，取最多的一句")
    share = serializers.IntegerField(help_text="同一句话所占的百分数")
    sentence = serializers.CharField(help_text="这一句话")
    unconsented = serializers.IntegerField(help_text="说明还没有经财政审核人同意的“错误”")
    rejected = serializers.IntegerField(help_text="审核人不接受的说明")


class JudgingSerializer(serializers.Serializer):
    fingerprints = serializers.ListField(
        child=StrictCharField(max_length=64),
        min_length=1,
        max_length=MOST_AT_ONCE,
        help_text="问题标识，取自审核问题的 fingerprint。",
    )
    verdict = serializers.ChoiceField(Verdict.choices, help_text="审核人的意见")
    objection = StrictCharField(
        max_length=5000, required=False, allow_blank=True, default="", help_text="不接受的理由"
    )


@extend_schema_view(get=documented(NOUN, "以说明代替修改的情况", ExplainedSerializer(), etag_headers=True))
class Explanations(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        seen = review_for(statement, request.user).explained
        figures = {name: getattr(seen, name) for name in ("number", "alike", "share", "sentence", "rejected")}
        return Response(
            {**figures, "unconsented": len(seen.unconsented)}, headers=etag_headers(statement.version)
        )


@extend_schema_view(
    post=documented(
        NOUN,
        "同意或不接受说明",
        WaiverSerializer(many=True),
        faults=CHANGING,
        request=JudgingSerializer,
        description="“错误”的说明须经财政审核人同意；不接受的说明不再算数，须写明理由。If-Match 为绩效文本的版本。",
        example={
            "fingerprints": ["0123456789abcdef01234567"],
            "verdict": "rejected",
            "objection": "没有依据。",
        },
    )
)
class Verdicts(BaseAPIView):
    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = JudgingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        require_version(request, statement.version)
        wanted = serializer.validated_data
        judged = judge_answers(
            statement,
            wanted["fingerprints"],
            wanted["verdict"],
            by=request.user,
            objection=wanted["objection"],
            request=self.plain_request,
        )
        found = statement.waivers.select_related("person").filter(pk__in=[one.pk for one in judged])
        return Response(WaiverSerializer(found, many=True).data)
