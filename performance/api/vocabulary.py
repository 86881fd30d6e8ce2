"""The 一级 and 二级指标 that provinces print. They are published, so everybody who has signed in reads all."""

from collections import defaultdict

from django_filters import rest_framework as filters
from rest_framework import serializers

from departments.permissions.rights import kept_by
from departments.places.provinces import PROVINCES
from indicators.models import Category, Subcategory
from performance.api.base.editable import (
    Editable,
    EditableDetail,
    EditableList,
    EditableModelSerializer,
    VisibleRow,
    editable_detail,
    editable_list,
)
from performance.api.base.filters import IdFilter

NOUN = "指标词表"


class SubcategorySerializer(serializers.ModelSerializer):
    kind = serializers.CharField(help_text="类别", read_only=True)

    class Meta:
        model = Subcategory
        fields = read_only_fields = ("id", "category", "label", "kind", "position")


class SentSubcategory(EditableModelSerializer):
    category = VisibleRow(model=Category)

    class Meta:
        model = Subcategory
        fields = ("category", "label", "kind", "position")


class CategorySerializer(serializers.ModelSerializer):
    kind = serializers.CharField(help_text="类别", read_only=True)

    class Meta:
        model = Category
        fields = read_only_fields = ("id", "province", "edition", "label", "kind", "position")


class SentCategory(EditableModelSerializer):
    listed = {"province": PROVINCES}

    class Meta:
        model = Category
        fields = ("province", "edition", "label", "kind", "position")


class VocabularySerializer(CategorySerializer):
    subcategories = SubcategorySerializer(many=True, help_text="二级指标")

    class Meta(CategorySerializer.Meta):
        fields = read_only_fields = (*CategorySerializer.Meta.fields, "subcategories")


class VocabularyFilter(filters.FilterSet):
    province = filters.CharFilter(label="省份")
    edition = filters.CharFilter(label="版本")
    kind = filters.CharFilter(label="类别")


class VocabularyRows(Editable):
    def visible(self):
        return self.model.objects.all()

    def editable_rows(self):
        return kept_by(self.request.user, self.visible())


CATEGORY = "一级指标", CategorySerializer, SentCategory
SUBCATEGORY = "二级指标", SubcategorySerializer, SentSubcategory
CATEGORY_EXAMPLE = {
    "province": "河北",
    "edition": "2023",
    "label": "产出指标",
    "kind": "output",
    "position": 1,
}


@editable_list(NOUN, "一级指标及其二级指标", VocabularySerializer, SentCategory, CATEGORY_EXAMPLE)
class VocabularyList(VocabularyRows, EditableList):
    serializer_class, sent = CATEGORY[1:]
    filterset_class = VocabularyFilter
    search_fields = ("label", "subcategories__label")
    ordering_fields = ("id", "province", "edition", "position")

    def get(self, request):
        return self.get_paginated_response(self.with_subcategories(self.page(request)))

    def told(self, pk):
        (row,) = self.with_subcategories([self.one(pk=pk)])
        return row

    def with_subcategories(self, rows):
        below = defaultdict(list)
        found = Subcategory.objects.filter(category__in=[row["id"] for row in rows])
        for row in found.values(*SubcategorySerializer.Meta.fields):
            below[row["category"]].append(row)
        return [{**row, "subcategories": below[row["id"]]} for row in rows]


@editable_detail(NOUN, *CATEGORY, {"position": 2})
class CategoryDetail(VocabularyRows, EditableDetail):
    serializer_class, sent = CATEGORY[1:]


class SubcategoryFilter(filters.FilterSet):
    category = IdFilter(field_name="category_id", label="一级指标")


@editable_list(NOUN, *SUBCATEGORY, {"category": 1, "label": "数量指标", "kind": "quantity", "position": 1})
class SubcategoryList(VocabularyRows, EditableList):
    serializer_class, sent = SUBCATEGORY[1:]
    filterset_class = SubcategoryFilter
    search_fields = ("label",)
    ordering_fields = ("id", "position")


@editable_detail(NOUN, *SUBCATEGORY, {"label": "质量指标", "kind": "quality"})
class SubcategoryDetail(VocabularyRows, EditableDetail):
    serializer_class, sent = SUBCATEGORY[1:]
