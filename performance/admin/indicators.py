from django.contrib import admin

from departments.admin.base.admin_columns import yes_or_no
from indicators.derivation import DERIVED_COLUMNS
from indicators.models import EarlierValue, Indicator, IndicatorFamily, IndicatorField, IndicatorTree
from performance.admin.filters import LevelOne, YearOfTree, short
from performance.admin.statements import FrozenTextAdmin
from performance.statements.visible_indicators import visible_trees
from projects.owned_admin import LockableAdmin, PiecesInline, RowsInline

READ_OUT = [yes_or_no("is_percent", "百分数") if name == "is_percent" else name for name in DERIVED_COLUMNS]


class InTreeAdmin(FrozenTextAdmin):
    """Rows of trees; ``path`` leads from the row to its tree."""

    path = ()

    def get_queryset(self, request):
        rows = admin.ModelAdmin.get_queryset(self, request)
        if request.user.is_superuser:
            return rows
        return rows.filter(**{"__".join((*self.path, "pk", "in")): visible_trees(request.user)})

    def project_of(self, row):
        return _project_of(self._tree_of(row))

    def statement_of(self, row):
        goal = getattr(self._tree_of(row), "performancegoal", None)
        return goal and goal.statement

    def stands_still(self, row):
        return LockableAdmin.stands_still(self, row) or super().stands_still(row)

    def _tree_of(self, row):
        tree = row
        for step in self.path:
            tree = getattr(tree, step)
        return tree


def _project_of(tree):
    if hasattr(tree, "midtermgoal"):
        return tree.midtermgoal.project
    return getattr(tree, "budgetproject", None)


class IndicatorInline(PiecesInline):
    model = Indicator
    fields = [("position", "name"), ("description", "basis"), ("value", "indicator_class", "weight")]


class EarlierValueInline(RowsInline):
    model = EarlierValue


class IndicatorFamilyInline(RowsInline):
    model = IndicatorFamily


@admin.register(IndicatorTree)
class IndicatorTreeAdmin(InTreeAdmin):
    """A tree is planted and felled with its owner, never by itself."""

    list_display = ["__str__", "owner", "year"]
    list_filter = [short(YearOfTree, "year")]
    list_select_related = [
        "budgetproject",
        "midtermgoal__project",
        "performancegoal__statement__department",
    ]
    search_fields = ["budgetproject__code", "budgetproject__name", "performancegoal__text"]
    readonly_fields = ["owner", "year"]
    inlines = [IndicatorFamilyInline]

    @admin.display(description="所属项目或部门目标")
    def owner(self, tree):
        if project := _project_of(tree):
            return project
        return f"{tree.performancegoal.statement} {tree.performancegoal}"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(IndicatorFamily)
class IndicatorFamilyAdmin(InTreeAdmin):
    path = ("tree",)
    list_display = ["level1", "level2", "tree", "position"]
    list_filter = [short(YearOfTree, "tree__year"), short(LevelOne, "level1")]
    list_select_related = ["tree"]
    search_fields = ["level1", "level2", "tree__budgetproject__code", "tree__budgetproject__name"]
    raw_id_fields = ["tree"]
    inlines = [IndicatorInline]


@admin.register(Indicator)
class IndicatorAdmin(InTreeAdmin):
    path = ("family", "tree")
    list_display = ["name", "family", "value", "comparator", "plain_number", "unit", "kind"]
    list_filter = [short(YearOfTree, "family__tree__year"), "kind", short(LevelOne, "family__level1")]
    list_select_related = ["family"]
    search_fields = ["name__holds"]
    search_help_text = "按三级指标的名称检索"
    raw_id_fields = ["family"]
    readonly_fields = READ_OUT
    inlines = [EarlierValueInline]
    fieldsets = [
        (None, {"fields": ["family", "position", "name", "description", "value", "basis"]}),
        ("分类与权重", {"fields": [("indicator_class", "weight", "core")]}),
        (
            "表样分栏所印",
            {
                "fields": [
                    ("operator", "printed_unit", "attribute", "direction"),
                    *("standard", "data_source", "evidence", "remark"),
                ]
            },
        ),
        ("由指标值识别（保存后更新）", {"fields": READ_OUT}),
    ]

    @admin.display(description="数值", ordering="number")
    def plain_number(self, indicator):
        return None if indicator.number is None else f"{indicator.number.normalize():f}"


@admin.register(EarlierValue)
class EarlierValueAdmin(InTreeAdmin):
    path = ("indicator", "family", "tree")
    list_display = ["indicator", "year", "value"]
    list_filter = ["year"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__name", "value"]
    raw_id_fields = ["indicator"]


@admin.register(IndicatorField)
class IndicatorFieldAdmin(InTreeAdmin):
    path = ("indicator", "family", "tree")
    list_display = ["indicator", "label", "value"]
    list_filter = ["kind"]
    list_select_related = ["indicator"]
    search_fields = ["indicator__name", "label", "value"]
    raw_id_fields = ["indicator"]

    def save_model(self, request, obj, form, change):
        """The text is asked for own fields only if its owner is known to have some."""
        super().save_model(request, obj, form, change)
        tree = obj.indicator.family.tree
        owner = self.project_of(obj) or tree.performancegoal.statement
        type(owner).objects.filter(pk=owner.pk).update(has_form_parts=True)
