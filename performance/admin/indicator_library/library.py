"""The indicator library in admin: everybody sees what is common, and keeps what is their office's."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import path
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from import_export.fields import Field
from import_export.widgets import CharWidget, IntegerWidget

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.bulk_lists import BulkListResource
from departments.lists.flat_lists import LabelWidget
from departments.lists.listed_words import ListedWord, ListedWordsForm
from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.places.provinces import PROVINCES
from indicators.care import remember_former_name
from indicators.models import IndicatorTemplate
from indicators.project_classes import PROJECT_CLASSES
from performance.admin.history import Record
from performance.admin.indicator_library import bulk_actions as library_care
from performance.models import StandardIndicator

TEXT = CharWidget(coerce_to_string=True, allow_blank=True)
BLANK = [("", "")]
USAGE_SHOWN = 50


class OptionalLabel(LabelWidget):
    def clean(self, value, row=None, **kwargs):
        return super().clean(value or "", row, **kwargs)


def office_codes(user):
    return FinanceOffice.objects.visible_to(user).values_list("division_code", flat=True)


def kept_by(user, templates):
    """Those that the user may change: of the own offices. What is common is kept by whoever runs the system."""
    if user.is_superuser:
        return templates
    offices = FinanceOffice.objects.filter(pk__in=offices_kept(user, "indicators.change_indicatortemplate"))
    return templates.filter(office_code__in=offices.values("division_code"))


def seen_by(user, templates):
    if user.is_superuser:
        return templates
    offices = FinanceOffice.objects.visible_to(user)
    common = Q(office_code="") & (Q(province="") | Q(province__in=offices.values("province")))
    return templates.filter(common | Q(office_code__in=office_codes(user)))


class IndicatorTemplateResource(BulkListResource):
    office_code = Field("office_code", "财政区划代码", widget=TEXT)
    province = Field("province", "省份", widget=ListedWord(PROVINCES))
    project_class = Field("project_class", "适用项目", widget=ListedWord(PROJECT_CLASSES))
    family = Field("family", "类别", widget=LabelWidget(IndicatorTemplate._meta.get_field("family").choices))
    level1 = Field("level1", "一级指标", widget=TEXT)
    level2 = Field("level2", "二级指标", widget=TEXT)
    name = Field("name", "三级指标", widget=TEXT)
    description = Field("description", "绩效指标描述", widget=TEXT)
    unit = Field("unit", "计量单位", widget=TEXT)
    direction = Field(
        "direction",
        "方向",
        widget=OptionalLabel([*IndicatorTemplate._meta.get_field("direction").choices, *BLANK]),
    )
    retired = Field("retired", "停用", widget=LabelWidget([(True, "是"), (False, "否")]))
    uses = Field("uses", "使用次数", widget=IntegerWidget(), readonly=True)

    class Meta(BulkListResource.Meta):
        model = IndicatorTemplate
        fields = (
            *("office_code", "province", "project_class", "family", "level1", "level2", "name"),
            *("description", "unit", "direction", "retired", "uses"),
        )
        import_id_fields = ("office_code", "province", "level1", "level2", "name", "project_class")

    def get_queryset(self):
        return kept_by(self.user, self._meta.model.objects.all())

    def rests_on(self):
        return [self._meta.model._base_manager.all()]

    @cached_property
    def own_codes(self):
        return set(office_codes(self.user))

    def is_kept(self, instance):
        return self.user.is_superuser or instance.office_code in self.own_codes


class IndicatorTemplateForm(ListedWordsForm):
    listed = {"province": PROVINCES, "project_class": PROJECT_CLASSES}


@admin.register(IndicatorTemplate)
class IndicatorTemplateAdmin(FlatListAdmin):
    form = IndicatorTemplateForm
    resource_classes = [IndicatorTemplateResource]
    import_export_change_list_template = "admin/indicators/indicatortemplate/change_list.html"
    list_display = ["name", "standing", "family", "project_class", "unit", "direction", "uses", "office_code"]
    list_filter = [library_care.RetiredFilter, "source", "family", "project_class", "province"]
    list_select_related = ["merged_into"]
    search_fields = ["name", "description"]
    readonly_fields = ["uses", "usage", "former_names", "source", "standing"]
    exclude = ["candidate"]
    actions = [library_care.adopt, library_care.merge, library_care.retire, library_care.bring_back]

    @admin.display(description="整理情况")
    def standing(self, template):
        if template.merged_into:
            return f"已并入“{template.merged_into}”"
        return "停用" if template.retired else "候选" if template.candidate else "已整理"

    @admin.display(description="其他叫法")
    def former_names(self, template):
        return "、".join(str(one) for one in template.merged.all()) or "—"

    @admin.display(description="使用情况")
    def usage(self, template):
        rows = list(template.usage.all()[: USAGE_SHOWN + 1])
        shown = "；".join(map(str, rows[:USAGE_SHOWN]))
        return f"{shown}；以及更早或其他部门的" if len(rows) > USAGE_SHOWN else shown or "—"

    def kept(self, request, queryset):
        return kept_by(request.user, queryset)

    def get_urls(self):
        gather = self.admin_site.admin_view(require_POST(self.gather_view))
        return [path("gather/", gather, name="indicators_indicatortemplate_gather"), *super().get_urls()]

    def gather_view(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return library_care.gather_offices(self, request)

    def changelist_view(self, request, extra_context=None):
        context = {"may_gather": self.has_change_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def save_model(self, request, obj, form, change):
        """Whoever looks after an indicator by hand adopts it; its former name is remembered."""
        before = self.model.objects.get(pk=obj.pk) if change else None
        obj.candidate = False
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if before is not None:
                remember_former_name(before, obj)

    def get_queryset(self, request):
        return seen_by(request.user, admin.ModelAdmin.get_queryset(self, request))

    def get_export_queryset(self, request):
        return kept_by(request.user, super().get_export_queryset(request))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "office_code":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        offices = [
            (office.division_code, str(office)) for office in FinanceOffice.objects.visible_to(request.user)
        ]
        common = [("", "各财政局通用")] if request.user.is_superuser else []
        return forms.ChoiceField(label="财政局", choices=common + offices, required=not common)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._keeps(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._keeps(request.user, obj)

    def _keeps(self, user, obj):
        return obj is None or user.is_superuser or obj.office_code in office_codes(user)


FLAGS = {
    name: yes_or_no(name, title)
    for name, title in (("common", "共性指标"), ("required", "★必选"), ("locked", "锁定"))
}


@admin.register(StandardIndicator)
class StandardIndicatorAdmin(Record):
    """Every version, to be read: they are loaded on the page 标准指标, after what they change was seen."""

    fields = [
        *("office", "code", "first_year", "last_year"),
        *(FLAGS.get(name, name) for name in StandardIndicator.SAID),
        *("uses", "measured", "median", "measured_unit"),
    ]
    readonly_fields = list(FLAGS.values())
    list_display = [
        *("code", "name", "project_class", FLAGS["required"], FLAGS["locked"]),
        *("first_year", "last_year", "office"),
    ]
    list_filter = ["required", "project_class", ("office", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["code", "name"]
