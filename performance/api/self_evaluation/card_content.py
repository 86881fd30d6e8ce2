"""What is written in a card, its score and findings as JSON; and what was sent, laid over what stands there."""

from collections.abc import Mapping
from dataclasses import replace

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from performance.api.base.fields import OnlyDeclared, StrictBooleanField, StrictCharField
from performance.api.base.named_rows import NamedRows
from performance.content.self_evaluation import FUND_COLUMNS, FUND_LABELS, RESULT_FIELDS, TEXTS
from performance.review.findings import Severity
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.forms.declaration import asked_of_some_form
from performance.written.rows import LONGEST


def written(label, **kwargs):
    return StrictCharField(
        max_length=LONGEST, required=False, allow_blank=True, trim_whitespace=False, help_text=label, **kwargs
    )


class WrittenSerializer(OnlyDeclared, serializers.Serializer):
    """Besides its own fields, one for each of ``texts``."""

    texts: Mapping[str, str] = {}

    def get_fields(self):
        return {**super().get_fields(), **{name: written(label) for name, label in self.texts.items()}}


class CardFundSerializer(WrittenSerializer):
    texts = {name: f"{label}（万元）" for name, label in FUND_COLUMNS.items()}
    source = serializers.ChoiceField([(source.value, label) for source, label in FUND_LABELS.items()])


class CardResultSerializer(WrittenSerializer):
    texts = RESULT_FIELDS
    level1 = StrictCharField(allow_blank=True, help_text="一级指标")
    level2 = StrictCharField(allow_blank=True, help_text="二级指标")
    name = StrictCharField(allow_blank=True, help_text="三级指标")
    applicable = StrictBooleanField(required=False, help_text="是否适用")


class CardPartSerializer(OnlyDeclared, serializers.Serializer):
    name = StrictCharField(help_text="由评分人评定的部分")
    entered = written("得分")


class CardMoreSerializer(OnlyDeclared, serializers.Serializer):
    key = serializers.ChoiceField(
        [(key, answer.label) for key, answer in asked_of_some_form().items()], help_text="这种表样另有的栏"
    )
    text = written("内容")


class CardAnswerSerializer(OnlyDeclared, serializers.Serializer):
    finding = serializers.RegexField(r"^[0-9a-f]{24}$", help_text="审核发现的标识")
    reason = written("理由")


class CardContentSerializer(WrittenSerializer):
    texts = TEXTS
    funds = CardFundSerializer(many=True, required=False, help_text="按资金来源")
    results = CardResultSerializer(many=True, required=False, help_text="按批复的指标")
    parts = CardPartSerializer(many=True, required=False)
    more = CardMoreSerializer(many=True, required=False, help_text="表样另有的栏，没有的为空")
    answers = CardAnswerSerializer(many=True, required=False, help_text="对警告的说明")
    execution_entered = written("预算执行率的得分；与计算相同的不填")


class IndicatorScoreSerializer(serializers.Serializer):
    name = serializers.CharField()
    target = serializers.CharField(help_text="批复的指标值")
    points = serializers.CharField(help_text="分值")
    computed = serializers.CharField(allow_null=True, help_text="计算的得分")
    awarded = serializers.CharField(allow_null=True, help_text="得分")
    words = serializers.CharField(help_text="算式")
    problem = serializers.CharField(help_text="为什么没有得分")


class CardFindingSerializer(serializers.Serializer):
    fingerprint = serializers.CharField(help_text="标识；说明理由时用")
    code = serializers.CharField(help_text="规则编号")
    severity = serializers.ChoiceField([(one.value, one.label) for one in Severity])
    field = serializers.CharField(help_text="所说的栏")
    message = serializers.CharField()
    evidence = serializers.CharField(help_text="所据的内容")
    undecidable = serializers.BooleanField(help_text="无法判断")
    answer = serializers.CharField(help_text="已写的理由")


class CardSerializer(serializers.Serializer):
    content = CardContentSerializer()
    indicators = IndicatorScoreSerializer(many=True, help_text="得分和算式，次序与 results 相同")
    total = serializers.CharField(allow_null=True, help_text="总分")
    grade = serializers.CharField(help_text="等级")
    words = serializers.CharField(help_text="总分的算式")
    findings = CardFindingSerializer(many=True)


def card_to_plain(card):
    content, sheet = card.content, card.sheet
    return {
        "content": {
            "funds": [
                {name: getattr(row, name) for name in ("source", *FUND_COLUMNS)} for row in content.funds
            ],
            "results": [
                {
                    name: getattr(row, name)
                    for name in ("level1", "level2", "name", "applicable", *RESULT_FIELDS)
                }
                for row in content.results
            ],
            "parts": [{"name": name, "entered": entered} for name, entered in content.parts],
            "more": [{"key": key, "text": text} for key, text in content.more],
            "answers": [{"finding": key, "reason": words} for key, words in content.answers],
            "execution_entered": content.execution_entered,
            **{name: getattr(content, name) for name in TEXTS},
        },
        "indicators": [
            {
                "name": promised.name,
                "target": promised.target,
                "points": str(scored.points),
                "computed": None if scored.computed is None else str(scored.computed),
                "awarded": None if scored.awarded is None else str(scored.awarded),
                "words": scored.words,
                "problem": scored.problem,
            }
            for promised, scored in zip(card.promised.content.indicators, sheet.indicators, strict=True)
        ],
        "total": None if sheet.total is None else str(sheet.total),
        "grade": sheet.grade,
        "words": sheet.words,
        "findings": [
            {
                "fingerprint": finding.fingerprint,
                "code": finding.rule.code,
                "severity": finding.severity.value,
                "field": finding.remark.field,
                "message": finding.sentence,
                "evidence": finding.remark.evidence,
                "undecidable": finding.remark.undecidable,
                "answer": finding.answer,
            }
            for finding in findings_of(card)
        ],
    }


def laid_over(content, values):
    """The content with what was sent: rows are found by their names, and one that is not there is a fault."""
    rows = NamedRows("自评表没有这一行。")

    def laid(name, is_meant, lay):
        return rows.laid(name, getattr(content, name), values.pop(name, ()), is_meant, lay)

    changed = {
        "funds": laid("funds", lambda row, sent: row.source == sent["source"], lambda r, s: replace(r, **s)),
        "results": laid(
            "results",
            lambda row, sent: row.key == (sent["level1"], sent["level2"], sent["name"]),
            lambda row, sent: replace(row, **sent),
        ),
        "more": laid(
            "more", lambda row, sent: row[0] == sent["key"], lambda r, s: (r[0], s.get("text", r[1]))
        ),
        "parts": laid(
            "parts", lambda row, sent: row[0] == sent["name"], lambda r, s: (r[0], s.get("entered", r[1]))
        ),
    }
    if rows.problems:
        raise ValidationError(rows.problems)
    answers = dict(content.answers) | {
        sent["finding"]: sent.get("reason", "") for sent in values.pop("answers", ())
    }
    kept = tuple((key, words) for key, words in answers.items() if words.strip())
    return replace(content, **changed, **values, answers=kept)
