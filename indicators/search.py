"""Finding names that hold a text, also among millions.

On PostgreSQL an index of the pairs of characters serves whatever is two characters or longer; pg_trgm needs three
and so has nothing for the commonest Chinese words. SQLite, and a single character, go through the rows.
"""

from __future__ import annotations

from django.db.models import CharField
from django.db.models.lookups import IContains


@CharField.register_lookup
class Holds(IContains):
    """``name__holds="培训"``: the text stands in the name, whatever the case of its letters."""

    lookup_name = "holds"

    def as_sql(self, compiler, connection):
        return IContains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler, connection):
        """``strpos`` is the cheaper question, and one of which the planner expects nothing in particular: how rare
        the text is, the statistics of the pairs tell, and so whether to walk along the keys or to ask the index.
        """
        column, given = compiler.compile(self.lhs)
        text = str(self.rhs)
        sql, params = f"strpos(lower({column}), lower(%s)) > 0", [*given, text]
        if len(text) > 1:
            sql += f" AND bigrams(lower({column})) @> bigrams(lower(%s))"
            params += [*given, text]
        return f"({sql})", params
