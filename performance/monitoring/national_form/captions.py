"""The captions of the form, as it prints them, and what else they are called elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.text import normalise_label
from performance.alerts.period import Likelihood, ReasonKind
from performance.content.model import FundSource
from performance.monitoring.content import FUND_LABELS, TEXTS

TITLE = "项目支出绩效目标执行监控表"
TICK = "√"
TICKS = frozenset("√✓✔☑■vV是1")
RATE = "执行率"
ON_TRACK = "达到预期绩效目标"  # this and the texts below it are additions of 合肥
KINDS = "原因类型"
GOAL = "年度总体目标"

# What stands under a caption, by the caption without its period.
KEYS: Mapping[str, str] = {
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
_PERIOD = re.compile(r"^(?:\d{1,2}[-–—~至]+)?\d{1,2}月(?:份|底)?")


def plain_caption(text: str) -> str:
    """Without blanks, colon, the period before it, and 其中."""
    label = normalise_label(text).rstrip(":：").removeprefix("其中").lstrip(":：")
    return _PERIOD.sub("", label)
