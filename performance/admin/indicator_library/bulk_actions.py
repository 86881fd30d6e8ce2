"""What a keeper of the indicator library does with many indicators at once."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.shortcuts import redirect, render

from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.subjects import list_of
from departments.trail.writing import record
from indicators import care
from indicators.models import IndicatorTemplate
from performance.indicator_library.building import gather

SHOWN_NAMES = 10


def recorded(request, details, templates):
    names = [template.name for template in templates]
    listed = "、".join(names[:SHOWN_NAMES]) + (f"等{len(names)}个" if len(names) > SHOWN_NAMES else "")
    record(
        Action.SETTINGS,
        by=request.user,
        subject=list_of(IndicatorTemplate),
        details=f"{details}：{listed}",
        request=request,
    )


def of_many(description, verb):
    """An action that applies a verb of care to those of the chosen indicators that the user keeps."""

    @admin.action(description=f"{description}所选指标", permissions=["change"])
    @transaction.atomic
    def act(modeladmin, request, queryset):
        templates = modeladmin.kept(request, queryset)
        recorded(request, description, templates)
        changed = verb(templates)
        left = queryset.count() - templates.count()
        messages.success(request, f"已{description}{changed}个指标。")
        if left:
            messages.warning(request, f"{left}个是各财政局通用的指标，由系统维护，未改动。")

    act.__name__ = verb.__name__
    return act


adopt = of_many("采纳", care.adopt)
retire = of_many("停用", care.retire)
bring_back = of_many("恢复", care.bring_back)


@admin.action(description="把所选指标合并为一个", permissions=["change"])
def merge(modeladmin, request, queryset):
    """Asks first which name stays; the other names keep pointing to it."""
    chosen = list(modeladmin.kept(request, queryset))
    into = next((one for one in chosen if str(one.pk) == request.POST.get("into")), None)
    if into is None:
        return _ask(modeladmin, request, chosen)
    others = [one for one in chosen if one != into and str(one.pk) in request.POST.getlist("merged")]
    try:
        with transaction.atomic():
            count = care.merge(others, into=into)
            recorded(request, f"并入“{into}”", others)
    except care.CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已把{count}个指标并入“{into}”，它们的使用次数一并计入。")
    return None


def _ask(modeladmin, request, chosen):
    templates = modeladmin.kept(request, IndicatorTemplate.objects.filter(retired=False))
    near = {other.pk: other for one in chosen for other in care.near_ones(one, templates)}
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": "合并指标",
        "opts": modeladmin.opts,
        "rows": [
            *((one, True) for one in chosen),
            *((one, False) for one in near.values() if one not in chosen),
        ],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return render(request, "admin/indicators/indicatortemplate/merge.html", context)


def gather_offices(modeladmin, request):
    """Count the approved texts of the user's offices anew; a POST of the button above the list."""
    for office in FinanceOffice.objects.visible_to(request.user):
        with transaction.atomic():
            report = gather(office)
            details = f"从已批复文本汇集：新增候选{report.new}个，更新{report.changed}个"
            record(Action.SETTINGS, by=request.user, subject=office, details=details, request=request)
        messages.success(request, f"{office.name}{details}。")
    return redirect("admin:indicators_indicatortemplate_changelist")


class RetiredFilter(admin.SimpleListFilter):
    """How far an indicator has been cared for."""

    title = "整理情况"
    parameter_name = "standing"
    STANDINGS = {
        "candidate": ("候选", {"candidate": True, "retired": False}),
        "kept": ("已整理", {"candidate": False, "retired": False}),
        "merged": ("已并入其他指标", {"merged_into__isnull": False}),
        "retired": ("停用", {"retired": True, "merged_into__isnull": True}),
    }

    def lookups(self, request, model_admin):
        return [(word, label) for word, (label, _) in self.STANDINGS.items()]

    def queryset(self, request, queryset):
        _, wanted = self.STANDINGS.get(self.value(), ("", {}))
        return queryset.filter(**wanted)
