"""What a list says of a text that waits for its reviewer."""

from performance.review import Severity
from performance.statement_pages.shown_differences import counts_of, signed

ASKING = (Severity.ERROR, Severity.WARNING)


def findings_in_words(waiting):
    if waiting.open_findings is None:
        return "—"
    counts = [(level.label, waiting.count_of(level)) for level in ASKING]
    found = "、".join(f"{label}{count}" for label, count in counts if count) or "无"
    explained = waiting.explained
    return f"{found}；{explained}" if explained.number else found


def change_in_words(waiting):
    if waiting.unchanged:
        return "与退回或批复时完全相同，没有修改"
    if waiting.change is None:
        return "未退回过"
    growth = waiting.change.budget_change
    grown = f"；预算增减{signed(growth)}万元" if growth else ""
    return f"{'；'.join(counts_of(waiting.change)) or '没有变化'}{grown}"
