"""The page about the rules, written from the registry so that it cannot say anything else."""

from __future__ import annotations

from performance.review.adjustments import thresholds
from performance.review.engine import Rule, rules
from performance.review.findings import MAY_BE_EXPLAINED, Severity, Topic
from performance.review.marked_precision import first_readings, precision
from performance.review.rule_sets import rule_set_for

FAMILIES = {
    "A": "完整性",
    "B": "指标值的写法",
    "C": "金额与计算",
    "D": "类别与方向",
    "E": "前后一致",
    "F": "文字",
    "G": "编码与日期",
}

_HEAD = """# 审核规则

本页由 `manage.py write_rules_doc` 从规则登记表生成，请勿手工修改。

{severities}
- 说明写明理由、填写人和时间，所涉内容改动后失效。
- 缺少数据而不能判断的，按提示列出并注明“无法判断”，不算通过。
- 审核时间用完或问题过多而没有审完的规则同样注明“无法判断”；其中的错误仍列为错误，须说明核对结果，并经财政审核人同意。
- 几条规则说的是同一处、同一原因的，只由最具体的一条说，并注明它还违反哪几条（`performance/review/precedence.py`）。
- 同一类问题归在一起，按“{topics}”的次序排列。
- “标注属实”是在逐条人工标注的文本上，错误和警告中确实应当退回修改的条数与全部条数；错误须全部属实，警告低于95%的规则改为提示。
- 规则据此修改过，所以“标注属实”偏高。新写的文本第一次审核（尚未据此修改规则）属实的是：{first_readings}。

门槛、词表、停用的规则和调整过的严重程度按省和版式保存在 `performance/review/parameters/`，与代码分开。

{adjusting}
"""


def rules_page() -> str:
    """The whole page in Markdown."""
    severities = "\n".join(f"- **{severity.label}**：{severity.consequence}。" for severity in Severity)
    topics = " · ".join(topic.label for topic in Topic)
    unseen = "；".join(map(str, first_readings()))
    head = _HEAD.format(adjusting=_adjusting(), topics=topics, severities=severities, first_readings=unseen)
    parts = [head]
    for letter, title in FAMILIES.items():
        family = [rule for rule in rules() if rule.code.startswith(letter)]
        parts += [f"## {letter} {title}\n", _table(family), *map(_entry, family)]
    return "\n".join(parts)


def _adjusting() -> str:
    """What an office may change, in words."""
    bounds = "、".join(
        f"`{each.name}`（{each.label}，{each.least}—{each.most}）" for each in thresholds().values()
    )
    return (
        "## 本局的规则调整\n\n"
        "系统管理员和财政绩效科审核人在“审核规则”页面（`/rules/`）调整本局、某一年的规则，保存前列出对当年各份文本的影响，"
        "保存的每一版留有办理人、时间和理由；填报、报送前检查、审核页面、待我审核、统计、接口、文本体检都用当前这一版，意见中写明版次。"
        "该页面可以把调整导出为文件、从文件导入。\n\n"
        "文件是 JSON：`name` 写明哪个财政局、哪一年；`off` 列出停用的规则；`severities` 把规则改为 `warning` 或 `hint`；"
        f"`thresholds` 调整门槛：{bounds}。错误不能停用，也不能放宽。"
        "规则自己已放宽为提示的地方（如维持运转的经费）不因此变成警告。"
        "`review_text 文件… --rule-set 调整.json --compare` 先看会改变什么，去掉 `--compare` 即按调整后的规则审核，意见中写明所用规则集。"
    )


def _table(family: list[Rule]) -> str:
    lines = ["| 编号 | 规则 | 严重程度 | 说的是 | 范围 | 标注属实 |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {rule.code} | {rule.title} | {_severity(rule)} | {rule.topic.label} | {rule.scope.label} | {_precision(rule)} |"
        for rule in family
    ]
    return "\n".join(lines) + "\n"


def _severity(rule: Rule) -> str:
    waivable = rule.severity is Severity.ERROR and rule.code in rule_set_for("", "").waivable_errors
    return rule.severity.label + (f"（{MAY_BE_EXPLAINED}）" if waivable else "")


def _precision(rule: Rule) -> str:
    counts = precision(rule.code)
    return f"{counts[0]}/{counts[1]}" if counts else "—"


def _entry(rule: Rule) -> str:
    return (
        f"### {rule.code} {rule.title}\n\n"
        f"- 理由：{rule.reason}\n"
        f"- 依据：{rule.source}\n"
        f"- 例：{rule.example}\n"
        f"- 改法：{rule.remedy}\n"
    ).replace("*", r"\*")
