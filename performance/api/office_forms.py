"""The forms that finance offices keep: read with their files, and one more taken in as a draft."""

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from departments.models import FinanceOffice
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.documents.forms.declarable import LONGEST_FILE
from performance.documents.forms.declaration import WrongDeclaration
from performance.documents.forms.known import loaded
from performance.models import OfficeForm
from performance.office_forms.services import draft_form, may_keep

NOUN = "本局表样"
EXAMPLE = {"office": 1, "declaration": 'title = "项目支出绩效目标表"\n…', "note": "取自上级财政局"}


class OfficeFormSerializer(serializers.ModelSerializer):
    class Meta:
        model = OfficeForm
        fields = read_only_fields = (
            *("id", "office", "number", "title", "kind", "valid_from", "valid_to", "declaration", "note"),
            *("replaces", "state", "version", "drafted_by", "drafted_at", "released_by", "released_at"),
        )


class SentOfficeForm(serializers.Serializer):
    office = serializers.IntegerField(help_text="财政局", max_value=2**31)
    declaration = StrictCharField(
        max_length=LONGEST_FILE, trim_whitespace=False, help_text="表样文件（TOML）"
    )
    note = StrictCharField(
        max_length=OfficeForm.LONGEST_NOTE, required=False, allow_blank=True, default="", help_text="说明"
    )


class OfficeFormFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    state = filters.ChoiceFilter(choices=OfficeForm._meta.get_field("state").choices, label="状态")


@extend_schema_view(
    get=documented(NOUN, "本局的表样，草稿只有管理它的人看得见", OfficeFormSerializer(many=True)),
    post=documented(
        NOUN,
        "取入一份表样为草稿",
        OfficeFormSerializer,
        faults=ADDING,
        status=201,
        request=SentOfficeForm,
        example=EXAMPLE,
        description="文件里的编号、省份、版次不采用，改为本局的；发布在页面上由另一人办理。",
    ),
)
class OfficeFormList(ValuesList):
    serializer_class = OfficeFormSerializer
    filterset_class = OfficeFormFilter
    ordering_fields = ("id", "number")

    def visible(self):
        return OfficeForm.objects.visible_to(self.request.user)

    def post(self, request):
        sent = SentOfficeForm(data=request.data)
        sent.is_valid(raise_exception=True)
        validated = sent.validated_data
        office = FinanceOffice.objects.visible_to(request.user).filter(pk=validated["office"]).first()
        if office is None:
            raise Http404
        if not may_keep(request.user, office):
            raise PermissionDenied(f"{office.name}的表样由该局系统管理员或财政绩效科审核人管理。")
        try:
            form = loaded(validated["declaration"])
        except WrongDeclaration as error:
            raise ValidationError({"declaration": error.problems}) from None
        row = draft_form(office, form, by=request.user, note=validated["note"], request=self.plain_request)
        return Response(OfficeFormSerializer(row).data, status=201)
