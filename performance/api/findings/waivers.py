"""Why a finding may stand: said, replaced and withdrawn."""

import re

from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers, status
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.findings.statement_review import review_for
from performance.findings.waivers import answer_findings, withdraw_answer
from performance.models import Waiver

NOUN = "问题说明"
MOST_AT_ONCE = 500
FINGERPRINT = re.compile("[0-9a-f]{1,64}")


class WaiverSerializer(serializers.ModelSerializer):
    person = serializers.CharField(source="person.username", help_text="说明人")

    class Meta:
        model = Waiver
        fields = read_only_fields = (
            *("id", "code", "fingerprint", "reason", "person", "at"),
            *("verdict", "objection", "judged_at"),
        )


class AnsweringSerializer(serializers.Serializer):
    fingerprints = serializers.ListField(
        child=StrictCharField(max_length=64),
        min_length=1,
        max_length=MOST_AT_ONCE,
        help_text="问题标识，取自审核问题的 fingerprint。",
    )
    reason = StrictCharField(max_length=5000, help_text="理由")


@extend_schema_view(
    get=documented(NOUN, "文本的问题说明", WaiverSerializer(many=True)),
    post=documented(
        NOUN,
        "说明问题的理由",
        WaiverSerializer(many=True),
        status=201,
        faults=CHANGING,
        request=AnsweringSerializer,
        description="If-Match 为绩效文本的版本：理由针对的是所读到的内容。",
        example={"fingerprints": ["0123456789abcdef01234567"], "reason": "上级文件规定的口径。"},
    ),
)
class Waivers(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        found = list(visible_waivers(statement, request.user))
        return Response(WaiverSerializer(found, many=True).data, headers=etag_headers(statement.version))

    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = AnsweringSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        require_version(request, statement.version)
        made = answer_findings(
            statement,
            serializer.validated_data["fingerprints"],
            by=request.user,
            reason=serializer.validated_data["reason"],
            request=self.plain_request,
        )
        found = statement.waivers.select_related("person").filter(pk__in=[waiver.pk for waiver in made])
        return Response(WaiverSerializer(found, many=True).data, status=status.HTTP_201_CREATED)


@extend_schema_view(
    delete=documented(
        NOUN,
        "撤回说明",
        None,
        status=204,
        faults=CHANGING,
        description="If-Match 为绩效文本的版本。",
    )
)
class WaiverDetail(BaseAPIView):
    def delete(self, request, pk, fingerprint):
        statement = self.statement(pk)
        if (
            not FINGERPRINT.fullmatch(fingerprint)
            or not visible_waivers(statement, request.user).filter(fingerprint=fingerprint).exists()
        ):
            raise Http404
        require_version(request, statement.version)
        withdraw_answer(statement, fingerprint, by=request.user, request=self.plain_request)
        return Response(status=status.HTTP_204_NO_CONTENT)


def visible_waivers(statement, user):
    """Those that still hold, of findings that the user sees."""
    seen = {finding.fingerprint for finding in review_for(statement, user).findings}
    return statement.waivers.select_related("person").filter(fingerprint__in=seen)
