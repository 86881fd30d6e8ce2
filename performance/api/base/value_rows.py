"""Lists and single rows read straight as columns: making a model and a serializer of each row costs the most time."""

from decimal import Decimal

from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.response import Response

from performance.api.base.filters import WordSearch
from performance.api.base.pagination import StableOrdering
from performance.api.base.views import BaseAPIView, etag_headers
from performance.content.json import plain_decimal


class ValuesView(BaseAPIView, GenericAPIView):
    """``serializer_class`` declares the columns, for reading as for the schema; ``visible`` says which rows there are."""

    filter_backends = (DjangoFilterBackend, WordSearch, StableOrdering)
    ordering_fields = ()
    ordering_key = "id"

    def visible(self):
        raise NotImplementedError

    def get_queryset(self):
        return self.visible()

    @property
    def columns(self):
        """The name of each column and the way to it."""
        fields = self.serializer_class().fields
        return {name: (field.source or name).replace(".", "__") for name, field in fields.items()}

    def row_of(self, found):
        return {name: _plain(found[way]) for name, way in self.columns.items()}

    def rows_of(self, found):
        ways = self.columns.items()
        return [{name: _plain(row[way]) for name, way in ways} for row in found]

    def page(self, request):
        found = self.filter_queryset(self.get_queryset()).values(*dict.fromkeys(self.columns.values()))
        return self.rows_of(self.paginate_queryset(found))

    def one(self, **key):
        row = self.get_queryset().filter(**key).order_by().values(*self.columns.values()).first()
        if row is None:
            raise Http404
        return self.row_of(row)


class ValuesList(ListModelMixin, ValuesView):
    """A page of rows. The mixin tells the schema that this is a list; its own way of reading is not used."""

    def get(self, request):
        return self.get_paginated_response(self.page(request))


class ValuesDetail(ValuesView):
    filter_backends = ()
    pagination_class = None

    def get(self, request, pk):
        row = self.one(pk=pk)
        return Response(row, headers=etag_headers(row["version"]) if "version" in row else None)


def _plain(value):
    return plain_decimal(value) if isinstance(value, Decimal) else value
