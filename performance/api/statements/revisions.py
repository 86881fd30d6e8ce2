"""What was kept at each step, and what has changed between two of them or since."""

from dataclasses import fields, is_dataclass, replace

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY, is_key
from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import BaseAPIView
from performance.content.json import to_plain
from performance.differences import differences
from performance.models import Revision
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content

NOUN = "文本留存"
OTHER = OpenApiParameter(
    "against",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY},
    description="与之比较的另一份留存；不给出则与现在的文本比较。",
)


class RevisionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Revision
        fields = read_only_fields = ("id", "statement", "unit", "number", "digest", "taken_at")


class RevisionDetailSerializer(RevisionSerializer):
    content = serializers.JSONField(help_text="当时的全部内容。")

    class Meta(RevisionSerializer.Meta):
        fields = read_only_fields = (*RevisionSerializer.Meta.fields, "content")


class RevisionFilter(filters.FilterSet):
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    unit = IdFilter(field_name="unit_id", label="预算单位")
    whole = filters.BooleanFilter(field_name="unit", lookup_expr="isnull", label="整份文本的留存")


class Revisions:
    serializer_class = RevisionSerializer

    def visible(self):
        return Revision.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "留存列表", RevisionSerializer(many=True)))
class RevisionList(Revisions, ValuesList):
    filterset_class = RevisionFilter
    ordering_fields = ("id", "number", "taken_at")


@extend_schema_view(get=documented(NOUN, "一份留存及其内容", RevisionDetailSerializer))
class RevisionDetail(Revisions, ValuesDetail):
    def get(self, request, pk):
        row = self.one(pk=pk)
        revision = self.visible().get(pk=pk)
        return Response({**row, "content": to_plain(content_of(revision))})


@extend_schema_view(get=documented(NOUN, "两份留存之间的差异", OpenApiTypes.OBJECT, parameters=[OTHER]))
class Differences(Revisions, BaseAPIView):
    own_parameters = ("against",)

    def get(self, request, pk):
        revision = self._revision(pk)
        against = request.query_params.get("against")
        new = self._present(revision) if against is None else content_of(self._other(against, revision))
        return Response(difference_to_plain(differences(content_of(revision), new)))

    def _revision(self, pk):
        revision = self.visible().select_related("statement").filter(pk=pk).first()
        if revision is None:
            raise Http404
        return revision

    def _other(self, wanted, revision):
        if not is_key(wanted):
            raise ValidationError({"against": ["应为留存的编号。"]})
        other = self._revision(int(wanted))
        if (other.statement_id, other.unit_id) != (revision.statement_id, revision.unit_id):
            raise ValidationError({"against": ["只能比较同一份文本、同一单位的留存。"]})
        return other

    def _present(self, revision):
        statement = revision.statement
        if revision.unit_id is None:
            return statement_content(statement)
        own = statement.projects.filter(unit=revision.unit_id)
        return replace(statement_content(statement, projects=own), sections=(), goals=(), funding=())


def difference_to_plain(difference):
    """Changes as JSON: every field with its words before and after; what does not differ is left out."""
    if is_dataclass(difference):
        return {
            field.name: difference_to_plain(getattr(difference, field.name)) for field in fields(difference)
        }
    if isinstance(difference, tuple):
        return [difference_to_plain(one) for one in difference]
    return to_plain(difference)
