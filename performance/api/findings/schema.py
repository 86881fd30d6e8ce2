"""A finding as the interface says it; ``finding_to_plain`` makes it, this declares it."""

from rest_framework import serializers

from performance.review import OwnerKind, Severity


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
    place = serializers.CharField(help_text="给人看的位置")
    anchor = AnchorSerializer(help_text="程序用的位置")
    evidence = serializers.CharField()
    message = serializers.CharField()
    expected = serializers.CharField()
    remedy = serializers.CharField()
    undecidable = serializers.BooleanField()
    waivable = serializers.BooleanField(help_text="可以说明理由代替修改")
    fingerprint = serializers.CharField(help_text="问题标识；说明理由时使用。")
