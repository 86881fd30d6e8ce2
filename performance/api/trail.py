"""The trail, for auditors alone."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.settings import api_settings

from departments.permissions.roles import Role
from departments.trail.entry import Action, Result, TrailEntry
from performance.api.base.documented import documented
from performance.api.base.value_rows import ValuesList

NOUN = "操作记录"


class AuditorPermission(BasePermission):
    message = "只有审计员可以查阅操作记录。"

    def has_permission(self, request, view):
        user = request.user
        return user.is_superuser or user.memberships.filter(role=Role.AUDITOR).exists()


class TrailSerializer(serializers.ModelSerializer):
    class Meta:
        model = TrailEntry
        fields = read_only_fields = (
            *("number", "time", "actor_id", "actor_name", "address", "session", "action"),
            *("subject_kind", "subject_id", "subject_name", "office_code", "result", "details"),
            *("prev_hash", "hash"),
        )


class TrailFilter(filters.FilterSet):
    action = filters.ChoiceFilter(choices=Action, label="操作")
    result = filters.ChoiceFilter(choices=Result, label="结果")
    actor_id = filters.CharFilter(label="操作人标识")
    after = filters.IsoDateTimeFilter(field_name="time", lookup_expr="gt", label="在此之后")
    before = filters.IsoDateTimeFilter(field_name="time", lookup_expr="lt", label="在此之前")


@extend_schema_view(get=documented(NOUN, "操作记录（只供审计员）", TrailSerializer(many=True)))
class TrailList(ValuesList):
    permission_classes = (*api_settings.DEFAULT_PERMISSION_CLASSES, AuditorPermission)
    serializer_class = TrailSerializer
    filterset_class = TrailFilter
    search_fields = ("actor_name", "subject_name", "details")
    ordering_key = "number"
    ordering_fields = ("number", "time")
    ordering = ("-number",)

    def visible(self):
        return TrailEntry.objects.visible_to(self.request.user)
