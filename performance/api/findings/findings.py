"""What the rules find in a statement, with the answers that were given."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import documented
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.findings.schema import AccountSerializer, FindingSerializer
from performance.findings.statement_review import review_for
from performance.models import Verdict
from performance.review import account_of, account_to_plain, finding_to_plain

NOUN = "审核问题"


class AnswerSerializer(serializers.Serializer):
    reason = serializers.CharField()
    person = serializers.CharField()
    at = serializers.DateTimeField()
    verdict = serializers.ChoiceField(
        Verdict.choices, allow_blank=True, help_text="审核人的意见；空为还没有意见。"
    )
    objection = serializers.CharField(help_text="审核人不接受（或曾不接受）的理由")


class AnsweredFindingSerializer(FindingSerializer):
    answer = AnswerSerializer(allow_null=True, help_text="已有的说明。")
    rejected = AnswerSerializer(allow_null=True, help_text="审核人不接受的说明：问题仍算没有说明。")
    answerable = serializers.BooleanField(help_text="现在可由您说明理由，或撤回说明。")
    verdicts = serializers.ListField(
        child=serializers.ChoiceField(Verdict.choices), help_text="现在可由您对说明表示的意见"
    )


def findings_of(statement, user):
    seen = review_for(statement, user)
    return [
        {
            **finding_to_plain(finding),
            "answer": _answer(seen.answers.get(finding.fingerprint)),
            "rejected": _answer(seen.rejected.get(finding.fingerprint)),
            "answerable": finding.fingerprint in seen.answerable,
            "verdicts": sorted(seen.judgeable.get(finding.fingerprint, ())),
        }
        for finding in seen.findings
    ]


def _answer(waiver):
    if waiver is None:
        return None
    person = waiver.person.get_full_name() or waiver.person.get_username()
    return {
        "reason": waiver.reason,
        "person": person,
        "at": waiver.at,
        "verdict": waiver.verdict,
        "objection": waiver.objection,
    }


@extend_schema_view(get=documented(NOUN, "审了什么", AccountSerializer(), etag_headers=True))
class ReviewAccount(BaseAPIView):
    """Which rules were applied to the text, which do not apply, and which could not be decided."""

    def get(self, request, pk):
        statement = self.statement(pk)
        seen = review_for(statement, request.user)
        account = account_to_plain(account_of(seen.content, seen.findings, seen.rule_set))
        return Response({**account, "at": timezone.now()}, headers=etag_headers(statement.version))


@extend_schema_view(
    get=documented(NOUN, "文本的审核问题", AnsweredFindingSerializer(many=True), etag_headers=True)
)
class Findings(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        return Response(findings_of(statement, request.user), headers=etag_headers(statement.version))
