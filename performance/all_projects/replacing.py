"""Find and replace over projects, in the kinds of fields that were asked for."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import TextChoices

from performance.all_projects.changes import Change
from performance.entry.answers import Record
from performance.entry.field_specs import is_tree
from performance.entry.sheet import Question

VALUES = frozenset(("value", "operator", "unit"))
FIXED = frozenset(("level1", "level2"))  # the families are those of the form


class Where(TextChoices):
    NAMES = "names", "项目名称"
    TEXTS = "texts", "项目的其他文字（用途、目标、计划等）"
    INDICATORS = "indicators", "指标的名称、解释、依据等"
    VALUES = "values", "指标值"


def place_of(question: Question) -> Where | None:
    if not is_tree(question.group):
        return Where.NAMES if (question.group, question.field) == ("", "name") else Where.TEXTS
    if question.field in FIXED:
        return None
    return Where.VALUES if question.field in VALUES else Where.INDICATORS


def replacing(find: str, instead: str, where: Collection[str]) -> Change:
    """Letter by letter, no patterns. A word to choose from a list stays one of the list."""

    def change(question: Question, text: str, row: Record) -> str:
        if question.field_spec.only or place_of(question) not in where:
            return text
        return text.replace(find, instead)

    return change
