"""What has changed between two contents: projects, indicators and fields, amounts with the change, words marked."""

from performance.differences.compare import differences
from performance.differences.marking import Mark, Segment, marked
from performance.differences.model import FieldChange, Kind, RowDifference, StatementDifference, Status

__all__ = [
    "FieldChange",
    "Kind",
    "Mark",
    "RowDifference",
    "Segment",
    "StatementDifference",
    "Status",
    "differences",
    "marked",
]
