"""The captions of the form, as it prints them, and what else they are called elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indicators.text import normalise_label
from performance.alerts.period import Likelihood, ReasonKind
from performance.content.model import FundSource
from performance.documents.blocks import SourceRow
from performance.monitoring.content import FUND_LABELS, TEXTS
from performance.written.files.list_rows import ListCaptions
from performance.written.files.sections import PaperCaptions

TITLE = "项目支出绩效目标执行监控表"
TICK = "√"
TICKS = frozenset("√✓✔☑■vV是1")
RATE = "执行率"
ON_TRACK = "达到预期绩效目标"  # this and the texts below it are additions of 合肥
KINDS = "原因类型"
GOAL = "年度总体目标"
COMPARED = (
    "与上期对照",
    "上期执行",
    "本期执行",
    "上期全年预计",
    "本期全年预计",
)  # below the form, of our own

# What stands under a caption, by the caption without its period.
KEYS: Mapping[str, str] = {
    **{"一级指标": "level1", "二级指标": "level2"},
    **{"三级指标": "name", "指标名称": "name", "年度指标值": "target", "指标值": "target"},
    **{"执行情况": "actual", "指标完成情况": "actual", "完成情况": "actual"},
    **{"全年预计完成情况": "forecast", "预计完成情况": "forecast"},
    **{"原因说明": "reason", "备注": "remark"},
    **{kind.label: f"reason:{kind.value}" for kind in ReasonKind},
    **{likelihood.label: f"likelihood:{likelihood.value}" for likelihood in Likelihood},
}
MONEY: Mapping[str, str] = {
    **{"年初预算数": "budget", "预算数": "budget", "全年预算数": "budget"},
    **{"执行数": "spent", "全年预计执行数": "forecast", "预计执行数": "forecast"},
    RATE: "rate",
}
FUNDS: Mapping[str, str] = {
    **{label.removeprefix("其中："): source.value for source, label in FUND_LABELS.items()},
    "本年财政拨款": FundSource.CURRENT_FISCAL.value,
    "财政拨款": FundSource.CURRENT_FISCAL.value,
    "资金总额": FundSource.TOTAL.value,
}
SAID: Mapping[str, str] = {
    ON_TRACK: "on_track",
    KINDS: "kinds",
    **{label: name for name, label in TEXTS.items()},
}
SUBJECTS = frozenset(
    (
        "项目名称",
        "政策项目名称",
        "政策(项目)名称",
        "部门名称",
        "部门(单位)名称",
        "单位名称",
        "预算部门",
        "预算单位",
    )
)
_AROUND = frozenset(
    (
        *("主管部门", "主管部门及代码", "实施单位", "项目单位", "项目负责人", "联系人", "联系电话"),
        *("项目资金", "资金情况", "绩效指标", "年度绩效指标", GOAL),
        *("偏差原因分析", "偏差原因分析及改进措施", "完成目标可能性"),
    )
)
_MONTHS = re.compile(r"\d{1,2}")
_UNIT = re.compile(r"[(（][^()（）]*元[)）]$")
_PERIOD = re.compile(r"^(?:\d{1,2}[-–—~至]+)?\d{1,2}月(?:份|底)?")


def plain_caption(text: str) -> str:
    """Without blanks, colon, the period before it, and 其中."""
    label = normalise_label(text).rstrip(":：").removeprefix("其中").lstrip(":：")
    return _PERIOD.sub("", label)


def columns_of(row: SourceRow, captions: Mapping[str, str]) -> dict[str, int]:
    """Where each of these captions stands in a row; of several for one thing the one named first, 年初预算数 before 全年预算数."""
    ranks = {label: rank for rank, label in enumerate(captions)}
    labels = [(place, plain_caption(cell)) for place, cell in enumerate(row.cells)]
    known = [(place, label) for place, label in labels if label in captions]
    found: dict[str, int] = {}
    for place, label in sorted(known, key=lambda one: ranks[one[1]]):
        found.setdefault(captions[label], place)
    return found


def is_caption(text: str) -> bool:
    label = _UNIT.sub("", plain_caption(text))
    return any(label in known for known in (KEYS, MONEY, FUNDS, SAID, SUBJECTS, _AROUND))


def months_of(text: str) -> list[str]:
    """The months that a caption names before what it heads: 1 and 7 of 1–7月执行情况."""
    found = _PERIOD.match(normalise_label(text))
    return _MONTHS.findall(found[0]) if found else []


def _is_head(row: SourceRow) -> bool:
    return {"name", "actual"} <= columns_of(row, KEYS).keys()


def _columns_below(rows: Sequence[SourceRow], number: int) -> dict[str, int]:
    """Those of a head of two rows."""
    columns = columns_of(rows[number], KEYS)
    below = rows[number + 1] if number + 1 < len(rows) else None
    if below is not None and all(map(is_caption, filter(None, map(str.strip, below.cells)))):
        columns = {**columns_of(below, KEYS), **columns}
    return columns


def _is_behind(row: SourceRow) -> bool:
    return any(plain_caption(cell) in SAID for cell in row.cells[:2])


REPORT = PaperCaptions(
    "监控表", "“三级指标”和“执行情况”", _is_head, is_subject=lambda label: plain_caption(label) in SUBJECTS
)
LIST = ListCaptions(_columns_below, _is_head, _is_behind)
