"""The indicator library: what is common to all or to a province, and what the user's own finance offices keep."""

from django.db.models import Q
from django_filters import rest_framework as filters
from rest_framework import serializers

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.places.provinces import PROVINCES
from indicators.kinds import Direction
from indicators.models import IndicatorTemplate, TemplateSource, choices_of
from indicators.project_classes import PROJECT_CLASSES
from performance.api.base.editable import (
    Editable,
    EditableDetail,
    EditableList,
    EditableModelSerializer,
    editable_detail,
    editable_list,
)

NOUN = "指标库"


class TemplateSerializer(serializers.ModelSerializer):
    family = serializers.CharField(help_text="类别", read_only=True)
    direction = serializers.ChoiceField(choices_of(Direction), allow_blank=True, help_text="方向")

    class Meta:
        model = IndicatorTemplate
        fields = read_only_fields = (
            *("id", "office_code", "province", "family", "level1", "level2", "name", "description", "unit"),
            *("direction", "project_class", "uses", "source", "candidate", "retired"),
        )


class SentTemplate(EditableModelSerializer):
    listed = {"province": PROVINCES, "project_class": PROJECT_CLASSES}

    class Meta:
        model = IndicatorTemplate
        fields = (
            *("office_code", "province", "family", "level1", "level2", "name", "description", "unit"),
            *("direction", "project_class", "retired"),
        )


class TemplateFilter(filters.FilterSet):
    family = filters.CharFilter(label="类别")
    level1 = filters.CharFilter(label="一级指标")
    level2 = filters.CharFilter(label="二级指标")
    project_class = filters.CharFilter(label="适用项目")
    source = filters.ChoiceFilter(choices=TemplateSource, label="来源")


class Templates(Editable):
    """What has been retired is there for those alone who keep the library."""

    def visible(self):
        offices = FinanceOffice.objects.visible_to(self.request.user)
        own = Q(office_code="") | Q(office_code__in=offices.values("division_code"))
        near = Q(province="") | Q(province__in=offices.values("province"))
        living = (
            Q() if self.request.user.has_perm("indicators.change_indicatortemplate") else Q(retired=False)
        )
        return IndicatorTemplate.objects.filter(own, near, living)

    def editable_rows(self):
        """Of the own offices; what is common is edited by whoever runs the system."""
        if self.request.user.is_superuser:
            return IndicatorTemplate.objects.all()
        editable_rows = offices_kept(self.request.user, "indicators.change_indicatortemplate")
        offices = FinanceOffice.objects.filter(pk__in=editable_rows)
        return IndicatorTemplate.objects.filter(office_code__in=offices.values("division_code"))


TEMPLATE = "指标", TemplateSerializer, SentTemplate


@editable_list(
    NOUN,
    *TEMPLATE,
    {
        "office_code": "130200",
        "province": "河北",
        "family": "quantity",
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训人次",
        "unit": "人次",
        "direction": "higher",
    },
)
class TemplateList(Templates, EditableList):
    serializer_class, sent = TEMPLATE[1:]
    filterset_class = TemplateFilter
    search_fields = ("name", "description", "level2")
    ordering_fields = ("id", "uses", "name", "family")


@editable_detail(NOUN, *TEMPLATE, {"retired": True})
class TemplateDetail(Templates, EditableDetail):
    serializer_class, sent = TEMPLATE[1:]
