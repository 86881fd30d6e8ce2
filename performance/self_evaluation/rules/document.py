"""docs/evaluation-rules.md, written from the rules so that it cannot say anything else."""

from __future__ import annotations

import tomllib
from pathlib import Path

from performance.review.findings import Severity
from performance.self_evaluation.rules.registry import Rule, rules

TRIED_FILE = Path(__file__).with_name("tried.toml")
_HEAD = """# 自评审核规则

本页由 `manage.py write_rules_doc` 从规则登记表（`performance/self_evaluation/rules/`）生成，请勿手工修改。

- 保存、打开自评表时都按这些规则审核，问题写在所说的那一栏旁边；报送时再审一遍。
- **错误**：改正才能报送。**警告**：改正或写明理由才能报送，审核人看得到理由；所涉内容一改，理由失效。**提示**：仅供参考。
- 数据不全、不能判断的，按提示列出并注明“无法判断”，不算通过。
- “造例”在 {cases} 个造出的例子上量得：查得准（找出的里面对的）和查得全（该找的里面找出的）。例子在 `tests/performance/self_evaluation/rules/cases.py`，规则漏判的也列在那里。

| 编号 | 规则 | 级别 | 查得准 | 查得全 |
|---|---|---|---|---|
{rows}
"""


def evaluation_rules_page() -> str:
    tried = tomllib.loads(TRIED_FILE.read_text(encoding="utf-8"))
    rows = "\n".join(_row(rule, tried["rules"].get(rule.code)) for rule in rules())
    head = _HEAD.format(cases=tried["cases"], rows=rows)
    return "\n".join([head, *map(_entry, rules())])


def _row(rule: Rule, counts: dict[str, int] | None) -> str:
    """``true`` findings of all ``found``, and of all that were ``due``."""
    shown = (
        ("—", "—")
        if counts is None
        else (f"{counts['true']}/{counts['found']}", f"{counts['true']}/{counts['due']}")
    )
    return f"| {rule.code} | {rule.title} | {rule.severity.label} | {shown[0]} | {shown[1]} |"


def _entry(rule: Rule) -> str:
    remedy = f"- 改法：{rule.remedy}\n" if rule.remedy else ""
    kept = "" if rule.severity is not Severity.ERROR else "- 不改正不能报送。\n"
    return f"## {rule.code} {rule.title}\n\n- 理由：{rule.reason}。\n- 依据：{rule.source}。\n{remedy}{kept}"
