"""Lists come in pages that hold their place while rows are added."""

from django.core.exceptions import ValidationError
from rest_framework.exceptions import NotFound
from rest_framework.filters import OrderingFilter
from rest_framework.pagination import CursorPagination


class CursorPages(CursorPagination):
    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    page_size_query_description = "每页条数，最多200。"
    cursor_query_description = "上一页或下一页的位置，取自应答中的 next、previous。"
    ordering = ("id",)

    def paginate_queryset(self, queryset, request, view=None):
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, OverflowError, ValidationError) as fault:
            raise NotFound(self.invalid_cursor_message) from fault  # a cursor nobody was given


class StableOrdering(OrderingFilter):
    """The order asked for, and among equals that of the keys: a page must not depend on chance."""

    ordering_param = "ordering"
    ordering_description = "排序字段，前加减号为倒序。"

    def get_ordering(self, request, queryset, view):
        ordering = super().get_ordering(request, queryset, view)
        if not ordering:
            return None
        own_key = view.ordering_key
        return [*ordering, *([own_key] if ordering[-1].lstrip("-") != own_key else [])]
