"""Projects and departments that only a title names: 路灯更新改造项目绩效目标表, 水务局2026年项目支出绩效目标表."""

from __future__ import annotations

import re

from indicators.text import normalise_label
from performance.documents.forms.draft import Draft
from performance.documents.forms.form_reading import FormReading

_TITLE = re.compile(
    r"(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[、.．])?"
    r"(?:20\d\d年度?)?[“\"《]?(?P<name>[^。；：:]{3,50}?)[”\"》]?(?:项目)?(?:支出)?(?:年度)?绩效目标(?:申报|公开|批复|情况)?表"
    r"(?:[(（](?:20\d\d)年?度?[)）])?"
)
_GENERIC = re.compile(
    r"部门|单位|整体|附件|附表|预算|专项资金$|重点|财政|支出|汇总|20\d\d|^项目"
    r"|[局委办厅院校学所站会部处府司馆团社室区县市镇乡队]$|中心$|街道$|区域$"
)


def name_by_titles(reading: FormReading) -> None:
    """Give a card of indicators that nobody is named for the name in its title, and say so."""
    for draft in reading.drafts:
        if (draft.year or draft.mid) and not _is_named(draft) and (name := _name_in(draft.title)):
            draft.values["name"] = name
            message = f"表里没有项目名称，按表题“{draft.title}”读作“{name}”，请核对。"
            reading.account.notice(draft.place, message, "项目名称", name)


def department_in_titles(reading: FormReading) -> str:
    """The one office that titles name before the year, of a text in which nothing else names it; it is said."""
    titles = reading.head.named_before_year
    if len({normalise_label(office) for office in titles}) != 1:
        return ""
    office, title = next(iter(titles.items()))
    message = f"没有一栏写着部门名称，按标题“{title}”读作“{office}”，请核对。"
    reading.account.notice(reading.drafts[0].place, message, "部门名称", office)
    return office


def _is_named(draft: Draft) -> bool:
    keys = ("name", "department_name", "unit_name", "mandate")
    return any(draft.values.get(key) for key in keys) or bool(draft.tasks)


def _name_in(title: str) -> str:
    found = _TITLE.fullmatch(title)
    return "" if found is None or _GENERIC.search(found["name"]) else found["name"]
