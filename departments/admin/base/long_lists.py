"""Lists of admin that may have millions of rows: none of them is counted to its end."""

from functools import cached_property

from django.core.paginator import Paginator

COUNTED = 10_000  # rows; whoever looks for one of more searches or filters


class CappedPaginator(Paginator):
    """Pages of the first ten thousand rows; ``is_capped`` says that there are more."""

    @cached_property
    def _found(self):
        return self.object_list.order_by()[: COUNTED + 1].count()

    @cached_property
    def count(self):
        return min(self._found, COUNTED)

    @property
    def is_capped(self):
        return self._found > COUNTED
