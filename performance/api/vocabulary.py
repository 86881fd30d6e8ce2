"""The 一级 and 二级指标 that provinces print. They are published, so everybody who has signed in reads all."""

from collections import defaultdict

from django_filters import rest_framework as filters
from rest_framework import serializers

from indicators.models import Category, Subcategory
from performance.api.described import described
from performance.api.rows import RowList

NOUN = "指标词表"


class SubcategorySerializer(serializers.ModelSerializer):
    class Meta:
        model = Subcategory
        fields = read_only_fields = ("id", "label", "kind", "position")


class CategorySerializer(serializers.ModelSerializer):
    class Meta:
        model = Category
        fields = read_only_fields = ("id", "province", "edition", "label", "kind", "position")


class VocabularySerializer(CategorySerializer):
    subcategories = SubcategorySerializer(many=True, help_text="二级指标")

    class Meta(CategorySerializer.Meta):
        fields = read_only_fields = (*CategorySerializer.Meta.fields, "subcategories")


class VocabularyFilter(filters.FilterSet):
    province = filters.CharFilter(label="省份")
    edition = filters.CharFilter(label="版本")
    kind = filters.CharFilter(label="类别")


class VocabularyList(RowList):
    serializer_class = CategorySerializer
    filterset_class = VocabularyFilter
    search_fields = ("label", "subcategories__label")
    ordering_fields = ("id", "province", "edition", "position")

    def visible(self):
        return Category.objects.all()

    @described(NOUN, "一级指标及其二级指标", VocabularySerializer(many=True))
    def get(self, request):
        rows = self.page(request)
        below = defaultdict(list)
        found = Subcategory.objects.filter(category__in=[row["id"] for row in rows])
        for row in found.values("category_id", *SubcategorySerializer.Meta.fields):
            below[row.pop("category_id")].append(row)
        return self.get_paginated_response([{**row, "subcategories": below[row["id"]]} for row in rows])
