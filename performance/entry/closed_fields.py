"""Which questions of a sheet may not be answered otherwise: found by trying, so that pages say what saving enforces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from performance.content.model import PlanMode
from performance.entry.answers import Answers, answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry.sheet import MODE, EntrySheet, Owner, Question

Closed = frozenset[tuple[str, str]]  # group and field


@dataclass(frozen=True)
class ClosedFields:
    """``whole`` if nothing is left to fill in."""

    questions: Closed = frozenset()
    whole: bool = False

    def __contains__(self, question: object) -> bool:
        return isinstance(question, Question) and (question.group, question.field) in self.questions

    def has_group(self, group: str) -> bool:
        """Rows come and go with all their fields."""
        return any(name == group for name, _ in self.questions)

    @property
    def mode(self) -> bool:
        return ("", MODE) in self.questions

    def kept(self, answers: Answers, stood: Answers) -> Answers:
        """The answers, but of closed fields what stood there before."""
        texts = {
            name: stood.texts[name] if ("", name) in self.questions else text
            for name, text in answers.texts.items()
        }
        groups = answers.records.items()
        return Answers(
            texts, {name: stood.records[name] if self.has_group(name) else rows for name, rows in groups}
        )


def closed_fields(sheet: EntrySheet[Owner], owner: Owner, refused: Callable[[Owner], bool]) -> ClosedFields:
    """``refused`` says of an owner that says something else whether it could not be saved."""
    stood = answers_of(sheet, owner)
    tried = [(key, refused(_saying(sheet, owner, answers))) for key, answers in _variations(sheet, stood)]
    return ClosedFields(frozenset(key for key, no in tried if no), all(no for _, no in tried))


def _saying(sheet: EntrySheet[Owner], owner: Owner, answers: Answers) -> Owner:
    return with_answers(sheet, owner, read_answers(sheet, answers, owner).values)


def _variations(sheet: EntrySheet[Owner], stood: Answers) -> Iterator[tuple[tuple[str, str], Answers]]:
    """For each question the answers in which it alone is answered otherwise."""
    for question in sheet.questions:
        key = question.group, question.field
        if question.group:
            first, *rest = stood.records[question.group] or [
                dict.fromkeys(_fields(sheet, question.group), "")
            ]
            other = first | {question.field: _otherwise(question, first[question.field])}
            yield key, replace(stood, records=stood.records | {question.group: [other, *rest]})
        else:
            text = _otherwise(question, stood.texts[question.field])
            yield key, replace(stood, texts=stood.texts | {question.field: text})
    if sheet.has_plan:
        chosen = (
            PlanMode.INSTALMENT if stood.texts[MODE] == PlanMode.CUMULATIVE.label else PlanMode.CUMULATIVE
        )
        yield ("", MODE), replace(stood, texts=stood.texts | {MODE: chosen.label})


def _fields(sheet: EntrySheet[Owner], group: str) -> list[str]:
    return [question.field for question in sheet.of_group(group)]


def _otherwise(question: Question, text: str) -> str:
    """An answer of the same kind."""
    choices = [choice for choice in question.field_spec.choices if choice != text]
    if question.field_spec.only and choices:
        return choices[0]
    return "1" if text != "1" else "2"
