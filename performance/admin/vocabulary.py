from django.contrib import admin
from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import IntegerWidget

from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.flat_lists import FlatListResource, LabelWidget, VisibleKey
from departments.lists.listed_words import ListedWordsForm
from departments.places.provinces import PROVINCES
from indicators.code_lists import refusal
from indicators.models import Category, Subcategory

PROVINCE, EDITION, CATEGORY = "省份", "版本", "一级指标"


class CategoryKey(VisibleKey):
    """The vocabulary is no secret of any department: whoever may open its list may see all of it."""

    def get_queryset(self, value, row, *args, **kwargs):
        return Category.objects.all()


class VocabularyResource(FlatListResource):
    def get_queryset(self):
        return self._meta.model.objects.all()


class CategoryResource(VocabularyResource):
    province = Field("province", PROVINCE)
    edition = Field("edition", EDITION)
    label = Field("label", CATEGORY)
    kind = Field("kind", "类别", widget=LabelWidget(Category._meta.get_field("kind").choices))
    position = Field("position", "顺序", widget=IntegerWidget())

    class Meta(FlatListResource.Meta):
        model = Category
        fields = ("province", "edition", "label", "kind", "position")
        import_id_fields = ("province", "edition", "label")

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The province is part of the key: what is stored already has it, whatever it is."""
        fault = refusal(instance.province, PROVINCES) if instance._state.adding else ""
        if fault:
            raise ValidationError({PROVINCE: fault})
        super().validate_instance(instance, import_validation_errors, validate_unique)


class SubcategoryResource(VocabularyResource):
    province = Field("category__province", PROVINCE, readonly=True)
    edition = Field("category__edition", EDITION, readonly=True)
    category = Field(
        "category",
        CATEGORY,
        widget=CategoryKey(Category, "label", within={"province": PROVINCE, "edition": EDITION}),
    )
    label = Field("label", "二级指标")
    kind = Field("kind", "类别", widget=LabelWidget(Subcategory._meta.get_field("kind").choices))
    position = Field("position", "顺序", widget=IntegerWidget())

    class Meta(FlatListResource.Meta):
        model = Subcategory
        fields = ("province", "edition", "category", "label", "kind", "position")
        import_id_fields = ("category", "label")

    def get_queryset(self):
        return super().get_queryset().select_related("category")


class VocabularyAdmin(FlatListAdmin):
    def get_queryset(self, request):
        return admin.ModelAdmin.get_queryset(self, request)


class SubcategoryInline(admin.TabularInline):
    model = Subcategory
    extra = 0


class CategoryForm(ListedWordsForm):
    listed = {"province": PROVINCES}


@admin.register(Category)
class CategoryAdmin(VocabularyAdmin):
    form = CategoryForm
    resource_classes = [CategoryResource]
    list_display = ["label", "province", "edition", "kind", "position"]
    list_filter = ["province", "edition", "kind"]
    search_fields = ["label", "province"]
    inlines = [SubcategoryInline]


@admin.register(Subcategory)
class SubcategoryAdmin(VocabularyAdmin):
    resource_classes = [SubcategoryResource]
    list_display = ["label", "category", "kind", "position"]
    list_filter = ["category__province", "category__edition", "kind"]
    list_select_related = ["category"]
    search_fields = ["label", "category__label"]
    autocomplete_fields = ["category"]
