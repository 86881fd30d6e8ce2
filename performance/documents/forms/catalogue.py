"""The declared forms as a table for people: what is known of each, and what is still to be checked."""

from __future__ import annotations

from performance.documents.forms.declaration import SHIPPED, shipped_forms
from performance.documents.forms.form import KINDS, Form


def forms_table() -> str:
    """Markdown, one row for each form that is declared as data, with how much data that is: none has any Python."""
    rows = ["| 地区 | 版次 | 表样 | 种类 | 金额 | 声明（行） | 说明 |", "|---|---|---|---|---|---|---|"]
    for form in sorted(
        shipped_forms().values(), key=lambda form: (form.province != "全国", form.province, form.id)
    ):
        note = (
            form.description
            if not form.unverified or "待核" in form.description
            else f"{form.description}待核。"
        )
        rows.append(
            f"| {form.province} | {form.edition} | {form.title} | {KINDS[form.kind]} | {form.money} | {_lines(form)} | {note} |"
        )
    return "\n".join(rows)


def _lines(form: Form) -> int:
    """Written lines of its file."""
    text = (SHIPPED / f"{form.id}.toml").read_text(encoding="utf-8")
    return sum(bool(line.strip()) for line in text.splitlines())
