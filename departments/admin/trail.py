"""The trail as auditors read it: nobody else enters, nobody changes anything, and an export is itself recorded."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin import AllValuesFieldListFilter
from import_export.fields import Field

from departments.admin.base.scoped_admin import FlatExportAdmin
from departments.lists.flat_lists import FlatListResource
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry


class TrailEntryResource(FlatListResource):
    number = Field("number", "序号")
    time = Field("time", "时间")
    actor_name = Field("actor_name", "操作人")
    address = Field("address", "来源地址")
    session = Field("session", "会话")
    action = Field("get_action_display", "操作")
    subject_kind = Field("subject_kind", "对象类别")
    subject_id = Field("subject_id", "对象标识")
    subject_name = Field("subject_name", "对象")
    office_code = Field("office_code", "财政区划代码")
    result = Field("get_result_display", "结果")
    details = Field("details", "说明")
    prev_hash = Field("prev_hash", "前一条校验值")
    hash = Field("hash", "校验值")

    class Meta(FlatListResource.Meta):
        model = TrailEntry
        fields = (
            *("number", "time", "actor_name", "address", "session", "action", "subject_kind", "subject_id"),
            *("subject_name", "office_code", "result", "details", "prev_hash", "hash"),
        )


class SaidValuesFilter(AllValuesFieldListFilter):
    """A value that is blank is offered by a word: a link needs something to press on."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "（无）"}


@admin.register(TrailEntry)
class TrailEntryAdmin(FlatExportAdmin):
    resource_classes = [TrailEntryResource]
    list_display = ["number", "time", "actor_name", "action", "subject", "result", "details", "address"]
    list_filter = [
        *("action", "result", "time"),
        ("office_code", SaidValuesFilter),
        ("actor_name", SaidValuesFilter),
    ]
    date_hierarchy = "time"
    search_fields = ["actor_name", "subject_name", "details", "address"]
    show_full_result_count = False  # the trail is the longest table of all
    list_per_page = 50
    exclude = ["subject_kind", "subject_name"]
    readonly_fields = ["subject"]

    @admin.display(description="对象", ordering="subject_name")
    def subject(self, entry):
        return " ".join(filter(None, (kind_in_words(entry.subject_kind), entry.subject_name)))

    def has_view_permission(self, request, obj=None):
        """By role, not by right: no administrator can give this to himself."""
        user = request.user
        return user.is_active and (user.is_superuser or Role.AUDITOR in roles_held(user))

    has_module_permission = has_export_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def kind_in_words(label: str) -> str:
    """A kind may have left the program since."""
    app, _, model = label.partition(".")
    try:
        return str(apps.get_model(app, model)._meta.verbose_name)
    except LookupError:
        return label
