"""What is written in a report of monitoring, its lights and what is still owed as JSON; and what was sent, laid over it."""

from dataclasses import replace

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.alerts.settings import Light
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.named_rows import NamedRows
from performance.api.self_evaluation.card_content import WrittenSerializer
from performance.monitoring.content import FUND_COLUMNS, FUND_LABELS, NO, STATE_FIELDS, TEXTS, YES, to_plain

REASONS = [(one.value, one.label) for one in ReasonKind]
FUNDS = [(source.value, label) for source, label in FUND_LABELS.items()]


class ReportFundSerializer(WrittenSerializer):
    texts = {name: f"{label}（万元）" for name, label in FUND_COLUMNS.items()}
    source = serializers.ChoiceField(FUNDS)


class ReportStateSerializer(WrittenSerializer):
    texts = STATE_FIELDS
    level1 = StrictCharField(allow_blank=True, help_text="一级指标")
    level2 = StrictCharField(allow_blank=True, help_text="二级指标")
    name = StrictCharField(allow_blank=True, help_text="三级指标")
    counting = serializers.ChoiceField([(one.value, one.label) for one in Counting], required=False)
    likelihood = serializers.ChoiceField(
        [(one.value, one.label) for one in Likelihood],
        required=False,
        allow_blank=True,
        help_text="完成目标可能性",
    )
    reasons = serializers.ListField(
        child=serializers.ChoiceField(REASONS),
        required=False,
        help_text="偏差原因",
    )


class ReportContentSerializer(WrittenSerializer):
    texts = TEXTS
    funds = ReportFundSerializer(many=True, required=False, help_text="按资金来源")
    states = ReportStateSerializer(many=True, required=False, help_text="按批复的指标")
    kinds = serializers.ListField(
        child=serializers.ChoiceField(REASONS),
        required=False,
        help_text="原因类型，整个项目的",
    )
    on_track = serializers.ChoiceField(
        [(YES, YES), (NO, NO)], required=False, allow_blank=True, help_text="是否达到预期绩效目标"
    )


class LitSerializer(serializers.Serializer):
    light = serializers.ChoiceField([(light.value, light.label) for light in Light])
    words = serializers.CharField(help_text="算式")


class IndicatorLightsSerializer(serializers.Serializer):
    name = serializers.CharField()
    target = serializers.CharField(help_text="批复的年度指标值")
    goal = LitSerializer(help_text="目标灯")
    forecast = LitSerializer(help_text="预计灯")


class OwedSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="所说的栏")
    sentence = serializers.CharField()


class FoundSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="规则编号")
    indicator = serializers.CharField(help_text="三级指标；空为整个项目")
    words = serializers.CharField(help_text="依据")


class ReportContentsSerializer(OnlyDeclared, serializers.Serializer):
    content = ReportContentSerializer()
    paid = serializers.CharField(allow_null=True, help_text="支付系统的执行数（万元）")
    money = LitSerializer(help_text="资金灯")
    goal = LitSerializer(help_text="目标灯")
    forecast = LitSerializer(help_text="预计灯")
    indicators = IndicatorLightsSerializer(many=True, help_text="次序与 states 相同")
    alerts = FoundSerializer(many=True, help_text="按现在所填，规则找到的")
    owed = OwedSerializer(many=True, help_text="报送之前还须更正和填写的")


def report_to_plain(report):
    judged = report.judgement
    names = [state.name for state in report.content.states]
    return {
        "content": to_plain(report.content),
        "paid": None if report.paid is None else str(report.paid),
        "money": _lit(judged.money),
        "goal": _lit(judged.goal),
        "forecast": _lit(judged.forecast),
        "indicators": [
            {"name": one.name, "target": one.target, "goal": _lit(goal), "forecast": _lit(forecast)}
            for one, goal, forecast in zip(
                report.promised.content.indicators, judged.goals, judged.forecasts, strict=True
            )
        ],
        "alerts": [
            {
                "code": alert.rule.code,
                "indicator": "" if alert.place is None else names[alert.place],
                "words": alert.words,
            }
            for alert in judged.alerts
        ],
        "owed": [
            {"field": fault.field, "sentence": fault.sentence} for fault in (*report.faults, *report.owed)
        ],
    }


def laid_over(content, values):
    """The content with what was sent; a row that is not there is a fault."""
    rows = NamedRows("监控报告没有这一行。")
    funds = rows.laid(
        "funds",
        content.funds,
        values.pop("funds", ()),
        lambda row, sent: row.source == sent["source"],
        lambda row, sent: replace(row, **sent),
    )
    states = rows.laid(
        "states",
        content.states,
        values.pop("states", ()),
        lambda row, sent: row.key == (sent["level1"], sent["level2"], sent["name"]),
        lambda row, sent: replace(row, **{**sent, "reasons": tuple(sent.get("reasons", row.reasons))}),
    )
    if rows.problems:
        raise ValidationError(rows.problems)
    kinds = tuple(values.pop("kinds", content.kinds))
    return replace(content, funds=funds, states=states, kinds=kinds, **values)


def _lit(lit):
    return {"light": lit.light.value, "words": lit.words}
