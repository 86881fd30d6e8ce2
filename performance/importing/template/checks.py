"""What a spreadsheet itself checks and offers while somebody fills in: lists, numbers, hints."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indicators.vocabulary import Vocabulary
from performance.documents.cells import Amount, Percent
from performance.documents.formats.xlsx.reader import DICTIONARY
from performance.entry.field_specs import is_tree
from performance.entry.sheet import MODE, MODES
from performance.importing.template.marks import CLEAR, REMOVE
from performance.importing.template.plan import Plan, Slot

_DATES = "日期请写成 2026-06-30 或 2026年6月底前；起止时间写成 2026-01-01至2026-12-31。"
_PERIODS = {"period", "phases.period", "phase.title"}


def add_dictionary(sheet: Worksheet, vocabulary: Vocabulary) -> None:
    """A column for each 一级指标, with its 二级指标 under it."""
    sheet.title = DICTIONARY
    sheet.sheet_state = "veryHidden"
    for column, category in enumerate(vocabulary.categories, start=1):
        labels = (category.label, *(subcategory.label for subcategory in category.subcategories))
        for row, label in enumerate(labels, start=1):
            sheet.cell(row, column, label)


def add_checks(sheet: Worksheet, plan: Plan, vocabulary: Vocabulary) -> None:
    checks: dict[tuple[str, ...], DataValidation] = {}
    for slot in plan.answers.values():
        check = _check(slot, plan, vocabulary)
        if check is None:
            continue
        key = (check.type or "", check.formula1 or "", check.prompt or "")
        if key not in checks:
            checks[key] = check
            sheet.add_data_validation(check)
        checks[key].add(_reference(slot))


def _check(slot: Slot, plan: Plan, vocabulary: Vocabulary) -> DataValidation | None:
    if slot.name == MODE:
        return _list(f'"{",".join((*MODES, CLEAR))}"')
    question = slot.question
    assert question  # noqa: S101 - only the mode has none
    if isinstance(question.spec, Amount | Percent):
        return _number(slot)
    if is_tree(question.group) and question.field in ("level1", "level2") and vocabulary.categories:
        return _level(slot, plan, vocabulary)
    if question.field_spec.choices:
        return _list(f'"{",".join((*question.field_spec.choices, CLEAR))}"', only=question.field_spec.only)
    if question.field in _PERIODS or f"{question.group}.{question.field}" in _PERIODS:
        return _date(slot)
    if is_tree(question.group) and question.field == "value":
        return _hint("指标值", "写明符号、数字和单位，如“≥95%”“8次”；时限写成“2026年6月底前”。")
    return None


def _level(slot: Slot, plan: Plan, vocabulary: Vocabulary) -> DataValidation:
    """The second list is that of the category chosen beside it, or in the rows above where that cell is blank."""
    last = get_column_letter(len(vocabulary.categories))
    heads = f"'{DICTIONARY}'!$A$1:${last}$1"
    if slot.question and slot.question.field == "level1":
        return _list(heads)
    level1 = plan.answers[slot.name.replace("level2", "level1")]
    chosen = f"MATCH({_reference(level1)},{heads},0)-1"
    height = max(len(category.subcategories) for category in vocabulary.categories) or 1
    column = f"OFFSET('{DICTIONARY}'!$A$2,0,{chosen},{height},1)"
    return _list(f"OFFSET('{DICTIONARY}'!$A$2,0,{chosen},MAX(1,COUNTA({column})),1)")


def _list(formula: str, *, only: bool = False) -> DataValidation:
    check = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
    check.errorStyle = (
        "stop" if only else "warning"
    )  # published texts have other words too, and those can be kept
    check.errorTitle, check.error = "不在列表中", "所填内容不在下拉列表中，请核对。"
    return check


def _number(slot: Slot) -> DataValidation:
    cell = _reference(slot)
    percent = slot.question is not None and isinstance(slot.question.spec, Percent)
    top = f",{cell}<=1" if percent else ""
    formula = f'OR(AND(ISNUMBER({cell}),{cell}>=0{top}),{cell}="{CLEAR}",{cell}="{REMOVE}")'
    check = DataValidation("custom", formula1=formula, allow_blank=True, showErrorMessage=True)
    check.errorTitle = "不是数字"
    check.error = "应为0%至100%之间的百分数。" if percent else "应为不小于0的数字，不带单位。"
    return check


def _date(slot: Slot) -> DataValidation:
    """A time is written as text, so that what can be told of it is whether it names a year."""
    cell = _reference(slot)
    formula = f'OR(ISNUMBER(SEARCH("20??",{cell})),{cell}="{CLEAR}",{cell}="{REMOVE}")'
    check = DataValidation("custom", formula1=formula, allow_blank=True, showErrorMessage=True)
    check.errorStyle = "warning"  # published texts speak of time in other words too, and those can be kept
    check.errorTitle, check.error = "没有写明年份", _DATES
    check.promptTitle, check.prompt, check.showInputMessage = "时间", _DATES, True
    return check


def _hint(title: str, text: str) -> DataValidation:
    return DataValidation(None, promptTitle=title, prompt=text, showInputMessage=True, allow_blank=True)


def _reference(slot: Slot) -> str:
    return f"{get_column_letter(slot.column)}{slot.row}"
