"""What became of the rows of an import: all of them counted, the first of them shown."""

from import_export.results import Result, RowResult

MOST_SHOWN = 200
KINDS = {
    RowResult.IMPORT_TYPE_NEW: "新增",
    RowResult.IMPORT_TYPE_UPDATE: "更改",
    RowResult.IMPORT_TYPE_DELETE: "删除",
    RowResult.IMPORT_TYPE_SKIP: "不变",
}


class ListResult(Result):
    """A preview of 10,000 rows is read by nobody; what changes comes before what stays."""

    def valid_rows(self):
        rows = super().valid_rows()
        rows.sort(key=RowResult.is_skip)
        return rows[:MOST_SHOWN]

    @property
    def counted(self) -> str:
        return "、".join(f"{word}{self.totals[kind]}" for kind, word in KINDS.items() if self.totals[kind])

    @property
    def shown(self) -> int:
        """How many rows the page lists if it cannot list them all, else 0."""
        return MOST_SHOWN if len(self.rows) > MOST_SHOWN else 0
