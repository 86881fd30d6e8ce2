"""The applications to adjust an approved text: what they name, what became of them, applying and deciding."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from departments.keys import LARGEST_KEY
from departments.models import BudgetUnit
from performance.api.base.documented import CHANGING, IDEMPOTENCY_KEY, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField, StrictIntegerField
from performance.api.base.preconditions import seen_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.workflow.steps import STEP, NamedPartSerializer, idempotency_key, named_parts
from performance.models import Action, AdjustmentPart, AdjustmentRequest, StatementState
from performance.models.states import RequestState
from performance.steps.available import open_request_steps
from performance.workflow.applications import Application
from performance.workflow.offers import roles_here
from performance.workflow.request_steps import apply_for, take_request_step
from performance.workflow.requests import requests_seen_by

NOUN = "办理"


class PartSerializer(serializers.ModelSerializer):
    class Meta:
        model = AdjustmentPart
        fields = read_only_fields = ("kind", "project", "unit", "label", "old", "new", "reason")


class AdjustmentRequestSerializer(serializers.ModelSerializer):
    standing = serializers.CharField(help_text="目前的情况")
    reason = serializers.CharField(source="filed.reason", help_text="申请的理由")
    steps = serializers.SerializerMethodField(help_text="您现在可以办理的事项")
    parts = PartSerializer(many=True, help_text="申请调整的部分")

    class Meta:
        model = AdjustmentRequest
        fields = read_only_fields = (
            *("id", "unit", "state", "version", "origin", "filed", "forwarded", "allowed", "ended"),
            *("standing", "reason", "steps", "parts"),
        )

    def get_steps(self, adjustment) -> list[str]:
        roles = self.context["roles"].over(adjustment.unit_id)
        return [step.action.value for step in open_request_steps(adjustment, roles)]


class ApplyingSerializer(OnlyDeclared, serializers.Serializer):
    unit = StrictIntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        required=False,
        allow_null=True,
        default=None,
        help_text="向部门申请的单位；不填的，由部门向财政局申请。",
    )
    reason = StrictCharField(max_length=2000, help_text="申请的理由")
    parts = NamedPartSerializer(many=True, max_length=1000, help_text="申请调整的部分")


class DecidingSerializer(serializers.Serializer):
    reason = StrictCharField(max_length=2000, required=False, allow_blank=True, default="", help_text="理由")


class RequestStepSerializer(serializers.Serializer):
    event = serializers.IntegerField(help_text="办理记录")
    label = serializers.CharField()
    state = serializers.ChoiceField(
        [*RequestState.choices, *StatementState.choices],
        help_text="申请的状态；文本一同变动的，为文本的状态。",
    )


@extend_schema_view(
    get=documented(
        NOUN,
        "文本的调整申请，新的在前；单位只看本单位的",
        AdjustmentRequestSerializer(many=True),
        etag_headers=True,
    ),
    post=documented(
        NOUN,
        "申请调整",
        RequestStepSerializer,
        faults=CHANGING,
        request=ApplyingSerializer,
        parameters=[IDEMPOTENCY_KEY],
        description="单位向部门、部门向财政局申请；调整期间可以再申请其他部分。不能申请时答复 409。",
        example={"reason": "年中追加", "parts": [{"kind": "project_money", "owner": 1}]},
    ),
)
class Adjustments(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def get(self, request, pk):
        statement = self.statement(pk)
        found = requests_seen_by(request.user, statement)
        rows = AdjustmentRequestSerializer(
            found, many=True, context={"roles": roles_here(request.user, statement)}
        ).data
        return Response(rows, headers=etag_headers(statement.version))

    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = ApplyingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        wanted = serializer.validated_data
        event = apply_for(
            statement,
            Application(named_parts(wanted["parts"])),
            by=request.user,
            unit=_unit(request.user, statement, wanted["unit"]),
            reason=wanted["reason"],
            key=idempotency_key(request),
            request=self.plain_request,
        )
        return Response({"event": event.pk, "label": event.label, "state": event.target})


@extend_schema_view(
    post=documented(
        NOUN,
        "办理调整申请",
        RequestStepSerializer,
        faults=CHANGING,
        request=DecidingSerializer,
        parameters=[STEP, IDEMPOTENCY_KEY],
        description="转报、同意、不予同意、撤回；If-Match 为申请的版次。不能办理时答复 409，已有他人办理时答复 412。",
        example={"reason": "请并入年中调整。"},
    )
)
class TakeAdjustmentStep(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def post(self, request, pk, adjustment, step):
        if step not in Action.values:
            raise Http404
        subject = get_object_or_404(requests_seen_by(request.user, self.statement(pk)), pk=adjustment)
        serializer = DecidingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        event = take_request_step(
            subject,
            Action(step),
            by=request.user,
            expected_version=seen_version(request),
            reason=serializer.validated_data["reason"],
            key=idempotency_key(request),
            request=self.plain_request,
        )
        return Response({"event": event.pk, "label": event.label, "state": event.target})


def _unit(user, statement, wanted):
    if wanted is None:
        return None
    own = BudgetUnit.objects.business_of(user).filter(department=statement.department_id, pk=wanted).first()
    if own is None:
        raise ValidationError({"unit": ["该单位不属于该部门，或不在您的可见范围。"]})
    return own
