"""What became of self-evaluations as lists: the cards with their grades, what each line got, and what was decided."""

from import_export.fields import Field
from import_export.widgets import DateTimeWidget, DecimalWidget

from departments.lists.flat_lists import FlatListResource, LabelWidget
from performance.admin.taken_out import OfPlaces
from performance.models import EvaluationState, ResultUse, ScoredLine, SelfEvaluation
from performance.models.result_uses import BudgetDecision
from performance.scoring.scheme_files import shipped_schemes

PLACE = ("statement__department__office", "unit")
AMOUNT = DecimalWidget()
YES_OR_NO = LabelWidget([(True, "是"), (False, "")])


class SchemeWidget(LabelWidget):
    """A scheme by its name; by its id where it is no longer shipped."""

    def __init__(self):
        super().__init__([(one.id, one.name) for one in shipped_schemes().values()])


class CardResource(OfPlaces):
    related = PLACE
    scheme = Field("scheme", "评分方案", widget=SchemeWidget())
    state = Field("state", "状态", widget=LabelWidget(EvaluationState.choices))
    total = Field("total", "自评得分", widget=AMOUNT)
    grade = Field("grade", "自评等级")
    checked_total = Field("checked_total", "复核评分", widget=AMOUNT)
    final_total = Field("final_total", "复核得分", widget=AMOUNT)
    final_grade = Field("final_grade", "复核等级")

    class Meta(FlatListResource.Meta):
        model = SelfEvaluation
        fields = ("scheme", "state", "total", "grade", "checked_total", "final_total", "final_grade")


class OfCards(OfPlaces):
    way = "evaluation__"
    related = tuple(f"evaluation__{place}" for place in PLACE)


class LineResource(OfCards):
    level1 = Field("level1", "一级指标")
    level2 = Field("level2", "二级指标")
    name = Field("name", "评分项")
    target = Field("target", "指标值")
    actual = Field("actual", "实际完成值")
    points = Field("points", "分值", widget=AMOUNT)
    awarded = Field("awarded", "得分", widget=AMOUNT)
    rate = Field("rate", "完成率（%）", widget=AMOUNT)
    exceeded = Field("exceeded", "超过指标值三成", widget=YES_OR_NO)
    reason = Field("reason", "偏差原因")

    class Meta(FlatListResource.Meta):
        model = ScoredLine
        fields = (
            *("level1", "level2", "name", "target", "actual", "points", "awarded", "rate", "exceeded"),
            "reason",
        )


class UseResource(OfCards):
    """Every decision in its order, those that were replaced as well."""

    number = Field("number", "次序")
    decision = Field("decision", "决定", widget=LabelWidget(BudgetDecision.choices))
    percent = Field("percent", "压缩比例（%）", widget=AMOUNT)
    amount_before = Field("amount_before", "原预算（万元）", widget=AMOUNT)
    amount_after = Field("amount_after", "决定的预算（万元）", widget=AMOUNT)
    reason = Field("reason", "理由")
    at = Field("at", "时间", widget=DateTimeWidget("%Y-%m-%d %H:%M"))

    class Meta(FlatListResource.Meta):
        model = ResultUse
        fields = ("number", "decision", "percent", "amount_before", "amount_after", "reason", "at")
