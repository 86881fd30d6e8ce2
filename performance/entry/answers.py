"""What stands in the fields of a form, as text: taken from content, or posted, and read into values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import category

from indicators.code_lists import refusal
from performance.content.model import PlanMode
from performance.content.own_numbers import unnumbered, without_number
from performance.documents.cells import Amount, Items, Pattern, Percent, Unreadable, Values, verbatim
from performance.documents.numbers import names_unit
from performance.documents.records import any_said
from performance.documents.trees import records_of
from performance.entry.form_cells import FormNumber
from performance.entry.sheet import MODE, EntrySheet, Owner, Question
from performance.entry.ticks import posted_ticks, short_word, ticked_words

LONG = 3000  # characters; no published text has as many in one field
PLACES, DIGITS = 6, 15  # what the database keeps exactly

Record = dict[str, str]
PRINTED_NUMBER = "编号由系统排印，已去掉所填的编号。"
_NUMERIC = (Amount, Percent, FormNumber)


@dataclass(frozen=True)
class Answers:
    """``texts`` by field, ``records`` by group; every field that the sheet asks for is there."""

    texts: dict[str, str]
    records: dict[str, list[Record]]

    def named(self) -> dict[str, str]:
        """Every text by the name of its field in a posted form."""
        named = dict(self.texts)
        for group, records in self.records.items():
            for number, record in enumerate(records):
                named |= {f"{group}-{number}-{name}": text for name, text in record.items()}
        return named


@dataclass(frozen=True)
class ReadAnswers:
    """Values for the sheet, a problem for each field that cannot be read, and what units were converted."""

    values: Values
    problems: dict[str, str] = field(default_factory=dict)
    conversions: dict[str, str] = field(default_factory=dict)


def answers_of(sheet: EntrySheet[Owner], owner: Owner) -> Answers:
    """What the form shows of its owner."""
    values = sheet.values(owner)
    texts = {q.field: _shown(q, values) for q in sheet.of_group("")}
    if sheet.has_plan:
        mode = values.get(MODE)
        texts[MODE] = mode.label if isinstance(mode, PlanMode) and mode is not PlanMode.UNKNOWN else ""
    records = {}
    for group in sheet.groups:
        questions = sheet.of_group(group)
        records[group] = [
            {q.field: _shown(q, record) for q in questions} for record in _records(values, group)
        ]
    return Answers(texts, records)


def _records(values: Values, group: str) -> Sequence[Values]:
    items = values.get(group)
    return [{"item": item} for item in items] if isinstance(items, tuple) else records_of(values, group)


def _shown(question: Question, values: Mapping[str, object]) -> str:
    if isinstance(question.spec, _NUMERIC):
        return question.spec.write(values).text
    return str(values.get(question.field) or "")


def posted_answers(sheet: EntrySheet[Owner], post: Mapping[str, str]) -> Answers:
    """The answers of a posted form, with every row that it counts. Blank fields and rows are kept, as typed."""
    names = [q.field for q in sheet.of_group("")] + ([MODE] if sheet.has_plan else [])
    texts = {name: _tidy(post.get(name, "")) for name in names}
    for question in sheet.of_group(""):
        if question.field_spec.ticks and question.name() not in post:
            texts[question.field] = posted_ticks(question, post)
    records = {}
    for group in sheet.groups:
        fields = [q.field for q in sheet.of_group(group)]
        records[group] = [
            {name: _tidy(post.get(f"{group}-{number}-{name}", "")) for name in fields}
            for number in range(_count(sheet, group, post))
        ]
    return Answers(texts, records)


def is_whole(sheet: EntrySheet[Owner], post: Mapping[str, str]) -> bool:
    """Whether each group came with all the rows that it counts: what did not arrive is not to be taken for deleted."""
    return all(post.get(f"{group}-count") == str(_count(sheet, group, post)) for group in sheet.groups)


def _count(sheet: EntrySheet[Owner], group: str, post: Mapping[str, str]) -> int:
    """The rows that the page counts; where it counts more than have come, or does not say, those that have."""
    names = [question.field for question in sheet.of_group(group)]
    text = post.get(f"{group}-count", "")
    counted = int(text) if re.fullmatch("[0-9]{1,6}", text) else None
    number = 0
    while number != counted and any(f"{group}-{number}-{name}" in post for name in names):
        number += 1
    return number


def _tidy(text: str) -> str:
    """Browsers send line ends of their own."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def said_rows(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if any(text.strip() for text in record.values())]


def read_answers(sheet: EntrySheet[Owner], answers: Answers, owner: Owner) -> ReadAnswers:
    """The values of the answers. A field that cannot be read keeps what the owner said there before."""
    before = sheet.values(owner)
    read = ReadAnswers(dict(before))
    for question in sheet.of_group(""):
        read.values.update(_read(question, question.name(), answers.texts[question.field], before, read))
    if sheet.has_plan:
        chosen = answers.texts[MODE]
        read.values[MODE] = next((mode for mode in PlanMode if mode.label == chosen), PlanMode.UNKNOWN)
    for group in sheet.groups:
        read.values[group] = _read_group(sheet, group, answers.records[group], before, read)
    return read


def _read_group(
    sheet: EntrySheet[Owner], group: str, answers: Sequence[Record], before: Values, read: ReadAnswers
) -> object:
    questions = sheet.of_group(group)
    if isinstance(questions[0].spec, Items):
        return _read_items(questions[0], [record["item"] for record in answers], read)
    stood = _records(before, group)
    records = []
    for number, answer in enumerate(answers):
        record: Values = {}
        old = _row_before(stood, questions, answers, number)
        for question in questions:
            record |= _read(question, question.name(number), answer[question.field], old, read)
        if any_said(record):
            records.append(record)
            _leave_out_number(questions, number, records, read)
    return records


def _leave_out_number(
    questions: Sequence[Question], number: int, records: Sequence[Values], read: ReadAnswers
) -> None:
    """The last row without the number that the form prints before it."""
    for question in questions:
        text = records[-1].get(question.field)
        if question.field_spec.counted and isinstance(text, str):
            place = sum(bool(record.get(question.field)) for record in records)
            records[-1][question.field] = without_number(text, place)
            if records[-1][question.field] != text:
                read.conversions[question.name(number)] = PRINTED_NUMBER


def _read_items(question: Question, texts: Sequence[str], read: ReadAnswers) -> tuple[str, ...]:
    found = unnumbered([verbatim(text) for text in texts])
    for number, (text, items) in enumerate(zip(texts, found, strict=True)):
        if len(items) > 1:
            message = f"已按编号分为{len(items)}条，编号由系统排印。"
            read.conversions[question.name(number)] = message
        elif items and items[0] != verbatim(text):
            read.conversions[question.name(number)] = PRINTED_NUMBER
        elif doubt := doubt_of(text):
            read.conversions[question.name(number)] = doubt
    return tuple(item for items in found for item in items)


def _row_before(
    stood: Sequence[Values], questions: Sequence[Question], answers: Sequence[Record], number: int
) -> Values:
    """The row that an answered row was, among rows that may have come, gone or moved: the one most alike.

    Of rows alike in nothing, the one at the same place if all above it stayed as they were.
    """

    def common(before: Values, answer: Record) -> int:
        shown = ((_shown(question, before), answer[question.field]) for question in questions)
        return sum(one == other != "" for one, other in shown)

    alike = [(common(before, answers[number]), index == number) for index, before in enumerate(stood)]
    most, _ = best = max(alike, default=(0, False))
    if most:
        return stood[alike.index(best)]
    stayed = all(common(before, answer) for before, answer in zip(stood, answers[:number], strict=False))
    return stood[number] if number < len(stood) and stayed else {}


def _read(question: Question, name: str, text: str, before: Values, read: ReadAnswers) -> Values:
    problem = _fault(question, text, before)
    if not problem:
        try:
            values = _value(question, text)
        except Unreadable as error:
            if _stands_in_words(question, text, before):
                return {question.field: before[question.field]}
            problem = str(error)
    if problem:
        read.problems[name] = problem
        return {question.field: before.get(question.field, _value(question, "")[question.field])}
    if isinstance(question.spec, Amount) and names_unit(text):
        shown = question.spec.write(values).text
        read.conversions[name] = f"“{text.strip()}”即{shown}{question.spec.unit.label}。"
    elif not isinstance(question.spec, _NUMERIC) and (doubt := doubt_of(text)):
        read.conversions[name] = doubt
    return values


def _not_of_choices(question: Question, text: str, stands: str) -> str:
    choices = question.field_spec.choices
    if not question.field_spec.ticks:
        return refusal(text, choices, stored=[stands])
    if text == stands:
        return ""
    words = (*choices, *map(short_word, choices))
    return "" if ticked_words(text) <= {*words} else refusal(text, choices)


def _stands_in_words(question: Question, text: str, before: Values) -> bool:
    """Whether a word that a form printed instead of an amount is still there."""
    return isinstance(before.get(question.field), str) and text.strip() == before[question.field]


def doubt_of(text: str) -> str:
    """What is saved as it is, but hardly meant for an official form."""
    odd = "".join(dict.fromkeys(sign for sign in text if _is_pictorial(sign)))
    if odd:
        return f"含有表情等特殊符号“{odd}”，正式表样可能印不出来，请删除或改用文字。"
    if len(text) > LONG:
        return f"有{len(text)}字，远超过表格一栏的通常篇幅，请核对是否误粘贴。"
    return ""


def _is_pictorial(sign: str) -> bool:
    return 0x1F000 <= ord(sign) < 0x20000 or sign in "\ufe0f\u200d" or category(sign) == "Co"


def _value(question: Question, text: str) -> Values:
    spec = question.spec
    if isinstance(spec, Pattern):
        return {question.field: text.strip()}
    values = spec.read(text)
    number = values.get(question.field)
    if isinstance(number, Decimal) and (fault := _number_fault(number, spec)):
        raise Unreadable(fault)
    return values


def _number_fault(number: Decimal, spec: object) -> str:
    if number < 0 and isinstance(spec, Amount):
        return "金额不能为负数，请核对；不需要这笔资金时填0或留空。"
    _, digits, exponent = number.normalize().as_tuple()
    if isinstance(exponent, int) and -exponent > PLACES:
        counted = "以万元计" if isinstance(spec, Amount) else "以%计" if isinstance(spec, Percent) else ""
        return f"小数太多：{counted}最多{PLACES}位小数，系统不作四舍五入，请按实际填写。"
    if len(digits) > DIGITS or number.adjusted() >= 12:
        return f"数字太大或太长，最多{DIGITS}位有效数字，请核对单位。"
    return ""


def _fault(question: Question, text: str, before: Values) -> str:
    field_spec = question.field_spec
    length = len(verbatim(text))
    if field_spec.max_length and length > field_spec.max_length:
        return f"有{length}字，最多{field_spec.max_length}字，请删减。"
    stands = _shown(question, before)
    if field_spec.only and (fault := _not_of_choices(question, text, stands)):
        return f"{fault}请重新选择。"
    if re.search("[\x00\ud800-\udfff]", text):
        return "含有无法保存的字符，请删除后重新输入。"
    return ""
