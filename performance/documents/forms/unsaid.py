"""What nobody would miss: a budget or a goal that was not found, and stands somewhere after all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from performance.content.model import FundSource, OwnField
from performance.documents.forms.amounts import is_blank, looks_like_amount
from performance.documents.forms.draft import Draft
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.totals import amounts_by_source, contradicting_totals
from performance.documents.forms.words import head_of, label_of

_OF_MONEY = re.compile("金额|预算|资金|经费|投资|总额")
_AMOUNT = re.compile(r"\d[\d,，.]*\s*(?:亿元|百万元|万元|千元|元)(?!/)")
_PARTS = re.compile("其中|明细|测算|依据|标准|用途|上年|执行|说明")
_LONGEST = 60  # characters of a line that states a budget; what is longer tells something else


def say_unsaid(reading: FormReading) -> None:
    """Complain of what stands in the text and was not placed where it belongs; say what stands nowhere."""
    projects = [draft for draft in reading.drafts if draft.is_project]
    for draft in projects:
        _complain_of_totals(draft, reading)
        _say_odd_name(draft, reading)
    _say_budgets(projects, reading)
    _say_goals(projects, reading)


def _say_odd_name(draft: Draft, reading: FormReading) -> None:
    """A sentence, a head or a family is no name of a project: two texts have changed places."""
    name = draft.values["name"].strip()
    if "。" in name or is_family(name) or head_of(name) or looks_like_value(name):
        message = f"“{name}”不像项目名称，请核对是否与别的栏目对调。"
        reading.account.notice(draft.place, message, "项目名称", name)


def _complain_of_totals(draft: Draft, reading: FormReading) -> None:
    totals = contradicting_totals(draft.funds)
    if totals:
        printed = "、".join(f"“{line.label}”{line.amount:f}万元" for line in totals)
        message = f"“{draft.values['name']}”印有几个不同的预算金额（{printed}），分不清以哪个为准，请核对。"
        reading.account.problem(draft.place, message, "预算金额")


def _say_budgets(projects: Sequence[Draft], reading: FormReading) -> None:
    without = [draft for draft in projects if amounts_by_source(draft.funds)["budget"] is None]
    stated = [field for field in reading.head.fields if _states_money(field)]
    for draft in without:
        found = next((field for field in draft.own if _states_money(field)), None)
        if found is not None:
            message = f"“{draft.values['name']}”没有读到预算金额，而这里印着“{found.value.strip()}”，没有认出是预算，请核对栏目名称。"
            reading.account.problem(draft.place, message, found.label, found.value.strip())
    if without and stated:
        printed = "、".join(dict.fromkeys(f"“{field.value.strip()}”" for field in stated[:3]))
        message = (
            f"有{len(without)}个项目没有读到预算金额，而表外印着{printed}，没有认出属于哪个项目，请核对。"
        )
        reading.account.problem(without[0].place, message, "预算金额")
    elif without:
        names = _names(without)
        reading.account.notice(without[0].place, f"没有读到这些项目的预算金额：{names}。", "预算金额")


def _states_money(field: OwnField) -> bool:
    """Whether an own field is the amount of a budget under a name that no form knows."""
    text, label = field.value.strip(), label_of(field.label)
    if label is not None and label.source is FundSource.TOTAL and not is_blank(text):
        return True  # its amount was not understood
    if _PARTS.search(field.label) or "·" in field.label or len(text) > _LONGEST:
        return False
    if _OF_MONEY.search(field.label) and (looks_like_amount(text) or _AMOUNT.fullmatch(text)):
        return True
    return bool(_OF_MONEY.search(text) and _AMOUNT.search(text)) and not field.label.strip()


def _say_goals(projects: Sequence[Draft], reading: FormReading) -> None:
    without = [draft for draft in projects if not draft.goals and not draft.mid_goals]
    is_card = len(projects) == 1 and not projects[0].is_listed
    if (without and (is_card or len(without) < len(projects))) or any(
        "goal" in _likely(draft) for draft in without
    ):
        reading.account.notice(
            without[0].place, f"没有读到这些项目的绩效目标：{_names(without)}。", "绩效目标"
        )


def _likely(draft: Draft) -> Iterator[str]:
    labels = (label_of(label) for label in draft.labels)
    yield from (
        "goal" for label in labels if label is not None and (label.kind, label.key) == ("field", "goal")
    )
    yield from ("goal" for field in draft.own if "目标" in field.label or "绩效" in field.label)


def _names(drafts: Sequence[Draft]) -> str:
    names = "、".join(f"“{draft.values['name']}”" for draft in drafts[:3])
    return names if len(drafts) < 4 else f"{names}等{len(drafts)}个"
