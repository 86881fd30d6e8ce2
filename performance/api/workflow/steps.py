"""The workflow: what a user may do with a statement or a unit's share of it, and doing it."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
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
from performance.models import Action, StatementState, UnitState, UnitSubmission
from performance.models.adjustments import KINDS
from performance.steps.available import open_steps, submissions_of
from performance.workflow.applications import Application, NamedPart
from performance.workflow.cautions import cautions_to
from performance.workflow.guards import obstacles_to
from performance.workflow.services import perform

NOUN = "办理"
STEP = OpenApiParameter(
    "step", str, OpenApiParameter.PATH, enum=Action.values, description="办理事项，名称与步骤表相同。"
)
LONGEST_KEY = 64


class OpenStepSerializer(serializers.Serializer):
    step = serializers.ChoiceField(Action)
    label = serializers.CharField(help_text="页面按钮上的字")
    needs_reason = serializers.BooleanField(help_text="须填写理由")
    obstacles = serializers.ListField(
        child=serializers.CharField(), help_text="目前不能办理的原因；空为可以办理"
    )
    cautions = serializers.ListField(
        child=serializers.CharField(), help_text="不妨碍办理、但应先知道的，例如内容与退回时完全相同"
    )


class NamedPartSerializer(OnlyDeclared, serializers.Serializer):
    kind = serializers.ChoiceField(KINDS, help_text="要开放的部分")
    owner = StrictIntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        required=False,
        allow_null=True,
        default=None,
        help_text="项目；新增项目的为预算单位；部门部分不填。",
    )
    old = StrictCharField(max_length=2000, required=False, allow_blank=True, default="", help_text="原内容")
    new = StrictCharField(max_length=2000, required=False, allow_blank=True, default="", help_text="拟改为")
    reason = StrictCharField(max_length=2000, required=False, allow_blank=True, default="", help_text="理由")


class AskingSerializer(serializers.Serializer):
    reason = StrictCharField(max_length=5000, required=False, allow_blank=True, default="", help_text="理由")
    units = serializers.ListField(
        child=StrictIntegerField(min_value=1, max_value=LARGEST_KEY),
        required=False,
        max_length=1000,
        default=list,
        help_text="要退回的预算单位",
    )
    parts = NamedPartSerializer(
        many=True, required=False, default=list, max_length=1000, help_text="申请调整的部分"
    )


class TakenSerializer(serializers.Serializer):
    event = serializers.IntegerField(help_text="办理记录")
    label = serializers.CharField()
    state = serializers.ChoiceField([*StatementState.choices, *UnitState.choices])
    version = serializers.IntegerField(help_text="版次；即 ETag。")


class ShareSerializer(serializers.Serializer):
    unit = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(UnitState)
    version = serializers.IntegerField()


class _Steps(BaseAPIView):
    """``subject`` finds what walks."""

    def get(self, request, **place):
        subject = self.subject(**place)
        payload = [
            {
                "step": step.action.value,
                "label": step.label,
                "needs_reason": step.needs_reason,
                "obstacles": list(obstacles_to(subject, step, request.user)),
                "cautions": list(cautions_to(subject, step, request.user)),
            }
            for step in open_steps(subject, request.user)
        ]
        return Response(payload, headers=etag_headers(subject.version))


class _TakeStep(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def post(self, request, step, **place):
        if step not in Action.values:
            raise Http404
        subject = self.subject(**place)
        serializer = AskingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        event = perform(
            subject,
            Action(step),
            by=request.user,
            expected_version=seen_version(request),
            reason=serializer.validated_data["reason"],
            units=self._units(subject, serializer.validated_data["units"]),
            key=idempotency_key(request),
            application=_application(serializer.validated_data["parts"]),
            request=self.plain_request,
        )
        payload = {"event": event.pk, "label": event.label, "state": event.target, "version": event.version}
        return Response(payload, headers=etag_headers(event.version))

    def _units(self, subject, wanted):
        department = getattr(subject, "statement", subject).department_id
        visible = BudgetUnit.objects.business_of(self.request.user).filter(department=department)
        found = list(visible.filter(pk__in=wanted))
        if len(found) < len(set(wanted)):
            raise ValidationError({"units": ["有的单位不属于该部门，或不在您的可见范围。"]})
        return found


def _application(parts):
    return Application(named_parts(parts)) if parts else None


def named_parts(parts):
    return tuple(NamedPart(**part) for part in parts)


def idempotency_key(request):
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise ValidationError({"Idempotency-Key": [f"至多{LONGEST_KEY}个字符。"]})
    return key


class _OfStatement:
    def subject(self, pk):
        return self.statement(pk)


class _OfUnit:
    def subject(self, pk, unit):
        statement = self.statement(pk)
        own = BudgetUnit.objects.business_of(self.request.user).filter(department=statement.department_id)
        found = own.filter(pk=unit).first()
        if found is None:
            raise Http404
        stored = UnitSubmission.objects.filter(statement=statement, unit=found).first()
        share = stored or UnitSubmission(statement=statement, unit=found)
        share.statement, share.unit = statement, found
        return share


def listing(summary):
    return extend_schema_view(get=documented(NOUN, summary, OpenStepSerializer(many=True)))


def taking(summary):
    return extend_schema_view(
        post=documented(
            NOUN,
            summary,
            TakenSerializer,
            faults=CHANGING,
            request=AskingSerializer,
            parameters=[STEP, IDEMPOTENCY_KEY],
            description="不能办理时答复 409，理由与页面相同；已有他人办理时答复 412。令牌须有“读写并办理流程”权限。",
            example={"reason": "请补充指标。"},
        )
    )


@listing("文本现在可办理的事项")
class StatementSteps(_OfStatement, _Steps):
    pass


@taking("办理文本")
class TakeStatementStep(_OfStatement, _TakeStep):
    pass


@listing("单位填报现在可办理的事项")
class UnitSteps(_OfUnit, _Steps):
    pass


@taking("办理单位填报")
class TakeUnitStep(_OfUnit, _TakeStep):
    pass


@extend_schema_view(get=documented(NOUN, "各单位填报的状态", ShareSerializer(many=True)))
class Shares(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        visible = set(BudgetUnit.objects.business_of(request.user).values_list("pk", flat=True))
        payload = [
            {
                "unit": share.unit_id,
                "code": share.unit.code,
                "name": share.unit.name,
                "state": share.state,
                "version": share.version,
            }
            for share in submissions_of(statement)
            if share.unit_id in visible
        ]
        return Response(payload)
