"""Admin of statements, and of the indicators that belong to them.

Indicators know no owner, so the screens that narrow them to what a user may see stand here, where the
owners are known; so do the lists of the vocabulary, which share the format of all flat lists.
"""

from performance.admin import (
    export_jobs,
    indicators,
    library,
    notices,
    records,
    review_queue,
    statements,
    vocabulary,
)

__all__ = [
    "export_jobs",
    "indicators",
    "library",
    "notices",
    "records",
    "review_queue",
    "statements",
    "vocabulary",
]
