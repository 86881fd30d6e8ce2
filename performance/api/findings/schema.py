"""A finding as the interface says it; ``finding_to_plain`` makes it, this declares it."""

from rest_framework import serializers

from performance.review import Outcome, OwnerKind, Severity, Topic


class AnchorSerializer(serializers.Serializer):
    owner = serializers.ChoiceField([(kind.value, kind.label) for kind in OwnerKind])
    index = serializers.IntegerField(help_text="在内容的相应列表中的下标，从0起。")
    row = serializers.IntegerField(allow_null=True, help_text="指标的下标，从0起。")
    field = serializers.CharField()
    section = serializers.CharField()
    project_code = serializers.CharField()
    project_name = serializers.CharField()
    indicator = serializers.CharField()
    label = serializers.CharField()


class FindingSerializer(serializers.Serializer):
    file = serializers.CharField()
    code = serializers.CharField(help_text="规则编号")
    severity = serializers.ChoiceField([(severity.value, severity.label) for severity in Severity])
    title = serializers.CharField(help_text="规则名称")
    topic = serializers.ChoiceField([(topic.value, topic.label) for topic in Topic], help_text="说的是什么")
    covers = serializers.ListField(child=serializers.CharField(), help_text="同一缺陷还违反的规则编号")
    place = serializers.CharField(help_text="给人看的位置")
    anchor = AnchorSerializer(help_text="程序用的位置")
    evidence = serializers.CharField()
    message = serializers.CharField()
    expected = serializers.CharField()
    remedy = serializers.CharField()
    undecidable = serializers.BooleanField()
    waivable = serializers.BooleanField(help_text="可以说明理由代替修改")
    fingerprint = serializers.CharField(help_text="问题标识；说明理由时使用。")


class RuleOutcomeSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="规则编号")
    title = serializers.CharField(help_text="规则名称")
    outcome = serializers.ChoiceField([(outcome.value, outcome.label) for outcome in Outcome])
    reason = serializers.CharField(help_text="不适用的原因，或无法判断缺少什么。")


class AccountSerializer(serializers.Serializer):
    catalogue = serializers.CharField(help_text="规则目录的条数和版本标记")
    rule_set = serializers.CharField(help_text="规则集的名称和版本标记")
    at = serializers.DateTimeField(help_text="审核时间")
    left_out = serializers.CharField(help_text="没有规则审核的部分；空为全文都审了。")
    rules = RuleOutcomeSerializer(many=True)


class ScoreShareSerializer(serializers.Serializer):
    label = serializers.CharField(help_text="可量化、有依据、放对类别、填写完整")
    part = serializers.IntegerField()
    whole = serializers.IntegerField()


class OfficeMedianSerializer(serializers.Serializer):
    points = serializers.DecimalField(4, 1)
    projects = serializers.IntegerField(help_text="取自多少个项目")


class ScoreSerializer(serializers.Serializer):
    project = serializers.IntegerField(help_text="在内容的项目列表中的下标，从0起。")
    name = serializers.CharField(help_text="项目名称")
    kind = serializers.CharField(help_text="与哪一类项目比较")
    shares = ScoreShareSerializer(many=True)
    arithmetic = serializers.CharField(help_text="算式")
    points = serializers.DecimalField(4, 1, help_text="各项比例的平均，0—100")
    median = serializers.DecimalField(4, 1, help_text="本文本同类项目的中位数")
    office = OfficeMedianSerializer(allow_null=True, help_text="您可以查看的全局同类项目的中位数")


class ScoresSerializer(serializers.Serializer):
    texts = serializers.IntegerField(help_text="全局中位数取自多少份文本")
    uncounted = serializers.IntegerField(help_text="另有多少份文本尚未统计")
    scores = ScoreSerializer(many=True)
