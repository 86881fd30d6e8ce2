"""docs/monitoring.md, written from the rules and the shipped settings; its examples are judged by the very function that judges."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from performance.alerts.period import Counting, IndicatorState, Period
from performance.alerts.rules import RULES, judge
from performance.alerts.setting_files import ShippedSettings, shipped_settings
from performance.content.model import IndicatorContent
from performance.scoring.arithmetic import plain

HEAD = """# 执行监控的灯和预警

本页由 `manage.py write_monitoring_doc` 从 `performance/alerts/` 的规则和参数生成，请勿手工修改。

- 三盏灯：资金（支出比对应有的支出）、目标（截至目前的执行情况）、预计（全年预计）。每盏灯写明算式；没有数的是“无数据”，自成一色。
- 应有的支出：文本有资金支出计划、参数又按计划的，取已到的节点；按固定阈值的，取已到的月底；其余按时间进度（1–7月为 7/12）。没到的节点不要求。
- 累计数和当期数比对时间进度，当期数先与以前各期相加；最新水平（比率、满意度）与指标值直接比，不随时间打折。
- “≤”的指标只看是否超出，不比进度；指标值为零的只看是否达到；“＝”的多于指标值为红灯；超额完成是绿灯，算式写出百分之多少。
- 定性的指标按勾选的可能性：确定能绿，有可能黄，完全不可能红。单位不同、写成区间的不计算，写明为什么。
- 目标与支出的偏离，用可计算的累计指标的平均完成率（每项至多 100 %）比支出率；比率、满意度和“≤”的不计入。
"""
EXAMPLES = (
    ("≥100场", "60场", Counting.RUNNING_TOTAL, ()),
    ("≥100场", "40场", Counting.RUNNING_TOTAL, ()),
    ("≥100场", "130场", Counting.RUNNING_TOTAL, ()),
    ("≥100场", "20场", Counting.OF_PERIOD, ("25场", "20场")),
    ("≥90%", "89%", Counting.LATEST, ()),
    ("≤50万元", "20万元", Counting.RUNNING_TOTAL, ()),
    ("≤50万元", "51万元", Counting.RUNNING_TOTAL, ()),
    ("≤0起", "1起", Counting.RUNNING_TOTAL, ()),
    ("≥100场", "", Counting.RUNNING_TOTAL, ()),
)
JULY = date(2026, 7, 31)
TRIED_FILE = Path(__file__).with_name("tried.toml")
TRIED = """“查得准”（找出的里面对的）和“查得全”（该找的里面找出的）在 {cases} 个造出的例子上量得，例子和已知的漏判、误判在 `tests/performance/alerts/test_cases.py`。逾期没有答复（MO6）按工作日数，不在其中。
"""


def monitoring_page() -> str:
    """The whole page in Markdown."""
    shipped = shipped_settings().values()
    parts = [HEAD, "## 规则\n", TRIED.format(cases=tried()["cases"])]
    parts.append(_table(("规则", "名称", "要求", "处理", "查得准", "查得全"), _rules()))
    parts += ["## 算式举例\n", "截至 7 月底，全国通用的参数。\n", _examples(next(iter(shipped)))]
    for one in shipped:
        parts += [
            f"## {one.name}\n",
            f"编号 `{one.id}`。{one.description}\n",
            _table(("项目", "规定"), _settings(one)),
        ]
    return "\n".join(parts)


def tried() -> dict[str, Any]:
    return tomllib.loads(TRIED_FILE.read_text(encoding="utf-8"))


def _rules() -> Iterator[tuple[str, ...]]:
    """``true`` findings of all ``found``, and of all that were ``due``; — of what is found where the days are counted."""
    counts = tried()["rules"]
    for rule in RULES.values():
        count = counts.get(rule.code)
        shown = (
            (f"{count['true']}/{count['found']}", f"{count['true']}/{count['due']}") if count else ("—", "—")
        )
        yield rule.code, rule.name, rule.asks.label, rule.remedy, *shown


def _examples(shipped: ShippedSettings) -> str:
    rows = []
    for target, actual, counting, before in EXAMPLES:
        state = IndicatorState(
            IndicatorContent("产出指标", "", "", value=target), actual, counting=counting, before=before
        )
        lit = judge(Period(JULY, JULY.year, (state,)), shipped.settings).goals[0]
        rows.append(
            (target, actual or "（空）", counting.label, "、".join(before), lit.light.label, lit.words)
        )
    return _table(("指标值", "执行情况", "计数", "以前各期", "灯", "算式"), rows)


def _settings(shipped: ShippedSettings) -> Iterator[tuple[str, str]]:
    settings = shipped.settings
    shares = (f"{each.month}月底 {plain(each.percent)} %" for each in settings.thresholds)
    yield "支出的基准", settings.base.label
    yield "阈值", "、".join(shares) or "没有"
    yield "支出滞后", f"低于基准 {plain(settings.tolerance)} 个百分点以上"
    yield "目标与支出偏离", _points(settings.divergence)
    yield "资金灯", f"低于应有的 {plain(settings.money.yellow)} % 黄，{plain(settings.money.red)} % 红"
    yield "目标灯", f"低于应有的 {plain(settings.goal.yellow)} % 黄，{plain(settings.goal.red)} % 红"
    yield "提前超过", "不判断" if settings.over is None else f"高于指标值的 {plain(settings.over)} %"
    yield "须说明原因", "、".join(light.label for light in settings.reasons) or "没有"
    yield "答复", f"{settings.answer_days} 个工作日" + ("，逾期自动暂停" if settings.pauses else "")
    yield "连续预警", f"{settings.in_a_row} 期"


def _points(points: Decimal | None) -> str:
    return "不判断" if points is None else f"相差超过 {plain(points)} 个百分点"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
