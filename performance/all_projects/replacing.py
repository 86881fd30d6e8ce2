"""Find and replace over projects, in the kinds of fields that were asked for."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import TextChoices

from performance.all_projects.changes import Change
from performance.entry.answers import Record
from performance.entry.field_specs import is_tree
from performance.entry.sheet import Question
from performance.steps.refusals import Refused

VALUES = frozenset(("value", "operator", "unit"))
LONGEST = 500  # characters, of what is looked for and of what stands there instead
LONGEST_RESULT = (
    50_000  # characters of one field, more than any form keeps: a word for each letter fills the memory
)
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
    """Letter by letter, no patterns. A word to choose from a list stays one of the list.

    Raises Refused where either is too long, and so does the change where a field would be.
    """
    if max(len(find), len(instead)) > LONGEST:
        raise Refused(f"查找的和替换成的文字各最多{LONGEST}字。")

    def change(question: Question, text: str, row: Record) -> str:
        if question.field_spec.only or place_of(question) not in where:
            return text
        if len(text) + text.count(find) * (len(instead) - len(find)) > LONGEST_RESULT:
            raise Refused(f"替换以后，有的一栏会超过{LONGEST_RESULT}字，没有替换。")
        return text.replace(find, instead)

    return change
