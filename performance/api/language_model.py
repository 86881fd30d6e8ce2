"""Asking the language model about a project: what would be sent, what it says, and taking over what somebody chose."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.views import BaseAPIView
from performance.api.statements.projects import statement_of
from performance.documents.recognition import UnknownLayout
from performance.entry_forms.opened_form import NoSuchForm
from performance.language_model.adopting import adopt, token_of
from performance.language_model.asking import may_ask, suggestion_for
from performance.language_model.daily_limit import left_today
from performance.language_model.endpoint import endpoint
from performance.language_model.questions import MOST_PROPOSED, Use, items_of, question_of
from performance.language_model.subject import subject_of
from performance.steps.refusals import Refused
from projects.models import BudgetProject

NOUN = "语言模型"
ITEM = OpenApiParameter(
    "item", OpenApiTypes.STR, description="问什么，为 items 中的 key；写了才有 sent 和 digest。"
)
OFF = "没有设置语言模型的，答复 404。"


class ModelItemSerializer(serializers.Serializer):
    key = serializers.CharField(help_text="问的时候写在 item")
    use = serializers.ChoiceField([(use.value, use.label) for use in Use], help_text="问什么")
    label = serializers.CharField(help_text="哪一处")
    text = serializers.CharField(help_text="现在的文字")
    criticism = serializers.ListField(child=serializers.CharField(), help_text="审核意见")
    refusal = serializers.CharField(help_text="不能问的原因；空为可以问")


class SentMessageSerializer(serializers.Serializer):
    role = serializers.CharField(help_text="system 是对模型的要求，user 是资料")
    content = serializers.CharField(help_text="逐字送出的文字，已经遮盖")


class ModelQuestionsSerializer(serializers.Serializer):
    model = serializers.CharField(help_text="模型名称")
    left_today = serializers.IntegerField(help_text="今天还可以问几次，全系统合计")
    items = ModelItemSerializer(many=True)
    sent = SentMessageSerializer(many=True, help_text="将要送出的文字；没有写 item 的为空的列表")
    digest = serializers.CharField(help_text="将要送出的文字的摘要，问的时候原样交回")


class ModelQuestionSerializer(OnlyDeclared, serializers.Serializer):
    item = StrictCharField(max_length=40, help_text="问什么，为 items 中的 key")
    digest = StrictCharField(max_length=64, help_text="看过的文字的摘要")


class SuggestedWordsSerializer(serializers.Serializer):
    texts = serializers.DictField(child=serializers.CharField(), help_text="按栏目的文字；对照的为 reason")
    goal = serializers.IntegerField(help_text="对照的：第几条目标，从0数起")
    indicator = serializers.IntegerField(help_text="对照的：第几行指标，从0数起")


class ModelSuggestionSerializer(serializers.Serializer):
    source = serializers.CharField(help_text="总是“来自模型”")
    model = serializers.CharField()
    at = serializers.DateTimeField()
    use = serializers.ChoiceField([(use.value, use.label) for use in Use])
    suggestions = SuggestedWordsSerializer(many=True)
    refused = serializers.ListField(child=serializers.CharField(), help_text="没有采用的部分和原因")
    findings = serializers.ListField(child=serializers.CharField(), help_text="采用以后，审核会另外提出的")
    lost = serializers.ListField(child=serializers.CharField(), help_text="改后没有了的数字")
    token = serializers.CharField(help_text="采用时原样交回；两小时内有效")


class ModelAdoptionSerializer(OnlyDeclared, serializers.Serializer):
    token = StrictCharField(max_length=20_000, help_text="问的时候得到的标识")
    chosen = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_PROPOSED),
        allow_empty=False,
        max_length=MOST_PROPOSED,
        help_text="采用第几条，从0数起",
    )


class ModelAdoptedSerializer(serializers.Serializer):
    version = serializers.IntegerField(help_text="此后绩效文本的版次")


class _OfProject(BaseAPIView):
    def asked_about(self, pk):
        """Without a model there is nothing here; out of sight neither."""
        model = endpoint()
        project = BudgetProject.objects.visible_to(self.request.user).select_related("unit").filter(pk=pk)
        if model is None or not project:
            raise Http404
        statement = self.statement(statement_of(project[0]).pk)
        try:
            subject = subject_of(statement, project[0], self.request.user)
        except (NoSuchForm, UnknownLayout) as missing:
            raise Http404 from missing
        if not may_ask(subject, self.request.user):
            raise Refused("这个项目现在不能由您填报，不能就它问模型。")
        return model, subject

    @staticmethod
    def question(subject, key):
        item = next((one for one in items_of(subject) if one.key == key), None)
        if item is None:
            raise ValidationError({"item": ["没有这一项可问，请重新读取。"]})
        if item.refusal:
            raise Refused(item.refusal)
        return question_of(subject, item)


@extend_schema_view(
    get=documented(
        NOUN,
        "可以问什么，将要送出什么",
        ModelQuestionsSerializer,
        faults=(*ADDING,),
        parameters=[ITEM],
        description=f"不发送任何内容。{OFF}",
    ),
    post=documented(
        NOUN,
        "问模型",
        ModelSuggestionSerializer,
        faults=ADDING,
        request=ModelQuestionSerializer,
        description=f"送出看过的文字，核对模型的答复。不写入任何内容；没有答复、答复不能用的答复 409 和原因。{OFF}",
        example={"item": "propose:0", "digest": "9f86d081884c7d65…"},
    ),
)
class ModelSuggestions(_OfProject):
    own_parameters = ("item",)

    def get(self, request, pk):
        model, subject = self.asked_about(pk)
        key = request.query_params.get("item")
        question = self.question(subject, key) if key else None
        plain = {
            "model": model.model,
            "left_today": left_today(model.per_day),
            "items": items_of(subject),
            "sent": question.messages if question else (),
            "digest": question.digest if question else "",
        }
        return Response(ModelQuestionsSerializer(plain).data)

    def post(self, request, pk):
        model, subject = self.asked_about(pk)
        asking = ModelQuestionSerializer(data=request.data)
        asking.is_valid(raise_exception=True)
        question = self.question(subject, asking.validated_data["item"])
        seen = asking.validated_data["digest"]
        said = suggestion_for(model, subject, question, seen, by=request.user, request=self.plain_request)
        plain = {
            "source": "来自模型",
            "model": said.model,
            "at": said.at,
            "use": question.item.use.value,
            "suggestions": said.used,
            "refused": said.refused,
            "findings": [str(finding) for finding in said.findings],
            "lost": said.lost,
            "token": token_of(said, subject, request.user),
        }
        return Response(ModelSuggestionSerializer(plain).data)


@extend_schema_view(
    post=documented(
        NOUN,
        "采用模型的建议",
        ModelAdoptedSerializer,
        faults=ADDING,
        request=ModelAdoptionSerializer,
        description=f"由人选定以后才写入，存为一次可以撤销的修改；问过以后项目有改动的答复 409。{OFF}",
        example={"token": "W1sxMl0…", "chosen": [0, 2]},
    )
)
class AdoptModelSuggestion(_OfProject):
    def post(self, request, pk):
        _, subject = self.asked_about(pk)
        adopting = ModelAdoptionSerializer(data=request.data)
        adopting.is_valid(raise_exception=True)
        report = adopt(
            subject.row,
            subject.statement,
            adopting.validated_data["token"],
            adopting.validated_data["chosen"],
            by=request.user,
            request=self.plain_request,
        )
        return Response({"version": report.statement.version})
