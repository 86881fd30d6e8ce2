"""Declared forms: nothing is asked for on a page yet; what they say comes from files and goes with the text."""

from __future__ import annotations

from performance.content.model import ProjectContent, StatementContent
from performance.documents.layout import Table
from performance.entry.sheet import EntrySheet

DEPARTMENT: EntrySheet[StatementContent] = EntrySheet(
    "department", "部门部分", Table(widths=()), lambda _: {}, lambda content, _: content
)
PROJECT: EntrySheet[ProjectContent] = EntrySheet(
    "project", "项目绩效目标表", Table(widths=()), lambda _: {}, lambda project, _: project
)
