"""What was done with statements and units' shares, by whom and when."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.models import Action, WorkflowEvent

NOUN = "办理"


class EventSerializer(serializers.ModelSerializer):
    class Meta:
        model = WorkflowEvent
        fields = read_only_fields = (
            *("id", "statement", "unit", "action", "label", "source", "target", "actor_name", "reason"),
            *("at", "round", "version", "revision", "unchanged"),
        )


class EventFilter(filters.FilterSet):
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    unit = IdFilter(field_name="unit_id", label="预算单位")
    action = filters.ChoiceFilter(choices=Action, label="办理")
    after = filters.IsoDateTimeFilter(field_name="at", lookup_expr="gt", label="在此之后")


@extend_schema_view(get=documented(NOUN, "办理记录", EventSerializer(many=True)))
class EventList(ValuesList):
    serializer_class = EventSerializer
    filterset_class = EventFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return WorkflowEvent.objects.visible_to(self.request.user)
