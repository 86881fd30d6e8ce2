"""The declared forms as a table for people: what is known of each, and what is still to be checked."""

from __future__ import annotations

from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.form import KINDS


def forms_table() -> str:
    """Markdown, one row for each form that is declared as data."""
    rows = ["| 地区 | 版次 | 表样 | 种类 | 金额 | 说明 |", "|---|---|---|---|---|---|"]
    for form in sorted(
        shipped_forms().values(), key=lambda form: (form.province != "全国", form.province, form.id)
    ):
        note = (
            form.description
            if not form.unverified or "待核" in form.description
            else f"{form.description}待核。"
        )
        rows.append(
            f"| {form.province} | {form.edition} | {form.title} | {KINDS[form.kind]} | {form.money} | {note} |"
        )
    return "\n".join(rows)
