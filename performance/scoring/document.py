"""docs/scoring.md, written from the schemes; its examples are computed by the very function that scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from performance.content.model import IndicatorContent, ProjectContent
from performance.content.self_evaluation import TEXTS
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.arithmetic import plain
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import Limits, Method, Scheme
from performance.scoring.score import score

HEAD = """# 自评计分

本页由 `manage.py write_scoring_doc` 从评分方案（`performance/scoring/shipped/`，每个方案一个文件）生成，请勿手工修改。

- 得分由 `performance/scoring/` 的一个函数算出，不碰数据库：批复的指标、实际完成值和方案进去，得分和算式出来。
- 全部用精确的分数计算，最后四舍五入；各项得分之和就是总分，任何一项不会超过它的分值，也不会低于零。
- 批复的指标都有分值的，按批复的分值；没有的按方案分配，平均到每个指标，除不尽的由前面的指标各多一个最小单位。
- 文本没有某一类指标的，其分值按方案转给别的类；没有去处的和不适用的指标一样不计，其余折算为百分制。
- 指标值为零或负数的，只看是否达到。没有符号的指标值，成本类按“≤”，其余按“≥”，算式里写明。
- 定性的完成值按等次词归档，由评分人在该档的分数之间评定；不认得的词、单位不同、写成区间或带符号的完成值都不计算，并写明为什么。
- 有一项没有得分，就没有总分和等级。
"""
# What the examples are about: the level, the target, the actual, and the method with its parameter.
EXAMPLES: tuple[tuple[str, str, str, Method | None, Decimal | None], ...] = (
    ("产出指标", "≥100场", "105场", None, None),
    ("产出指标", "≥100场", "80场", None, None),
    ("成本指标", "≤50万元", "625000元", None, None),
    ("成本指标", "≤50万元", "40万元", None, None),
    ("产出指标", "=100%", "99%", None, None),
    ("产出指标", "2025年12月31日前", "2026年1月15日", None, None),
    ("效益指标", "明显", "较明显", None, None),
    ("效益指标", "≤0起", "1起", None, None),
    ("满意度指标", "≥90%", "0.95", None, None),
    ("产出指标", "≥8项", "6项", Method.DEDUCTION, Decimal(2)),
    ("产出指标", "≥8项", "6项", Method.PER_ITEM, Decimal("1.5")),
    ("满意度指标", "≥95%", "92%", Method.FULL_ABOVE, Decimal(90)),
)
EXAMPLE_POINTS = Decimal(10)
WITH_ALL_METHODS = "pidu-2026"


def scoring_page() -> str:
    """The whole page in Markdown."""
    schemes = shipped_schemes()
    parts = [HEAD, "## 算式举例\n", "分值都是 10 分。\n", _examples(schemes[WITH_ALL_METHODS])]
    for scheme in schemes.values():
        parts += [f"## {scheme.name}\n", f"编号 `{scheme.id}`。{scheme.description}\n", _scheme(scheme)]
    return "\n".join(parts)


def _examples(scheme: Scheme) -> str:
    rows = []
    for level1, target, value, method, parameter in EXAMPLES:
        indicator = IndicatorContent(level1, "", "", value=target, weight=EXAMPLE_POINTS)
        actual = IndicatorActual(value, method, parameter)
        found = score(
            ProjectContent(indicators=(indicator,)), Actuals(indicators=(actual,)), scheme, 2025
        ).indicators[0]
        words = (
            f"{found.words}。{found.problem}"
            if found.words and found.problem
            else found.words or found.problem
        )
        rows.append((level1, target, value, _method(found.method, parameter), words))
    return _table(("一级指标", "指标值", "完成值", "方法", "算式"), rows)


def _method(method: Method, parameter: Decimal | None) -> str:
    return method.label if parameter is None else f"{method.label}（{plain(parameter)}）"


def _scheme(scheme: Scheme) -> str:
    return _table(("项目", "规定"), _rules(scheme))


def _rules(scheme: Scheme) -> Iterator[tuple[str, str]]:
    yield (
        "预算执行",
        f"{plain(scheme.execution)} 分；执行率低于 {plain(scheme.execution_reason)} % 的须说明原因",
    )
    for part in scheme.parts:
        yield part.name, f"{plain(part.points)} 分，由评分人评定"
    for family in scheme.families:
        passed = "、".join(f"{other} {plain(points)} 分" for other, points in family.passes.items())
        yield (
            f"{family.name}指标",
            f"{plain(family.points)} 分" + (f"；没有这类指标的转给{passed}" if passed else ""),
        )
    if not scheme.families:
        yield "指标", f"{plain(scheme.indicator_points)} 分，在各指标间自行分配"
    yield "方法", "、".join(method.label for method in scheme.methods)
    yield "“≤”的超出", scheme.at_most.label
    yield "“＝”的指标值", scheme.equal.label
    yield "得分的录入", scheme.entry.label
    yield "完成率的界限", _limits(scheme.limits)
    bands = (f"{band.name} {plain(band.high)}—{plain(band.low)} %" for band in scheme.bands)
    yield "定性档次", "；".join(bands)
    yield "等级", "、".join(f"{grade.name} {plain(grade.at_least)}" for grade in scheme.grades)
    if scheme.self_praise:
        factors = zip("一二三四五", scheme.self_praise, strict=False)
        yield (
            "复核等级低于自评",
            "、".join(f"低{steps}级的复核评分 × {plain(factor)}" for steps, factor in factors),
        )
    if scheme.recheck:
        yield "财政复核", "先填复核表（六项，100 分），再评定"
    if scheme.texts:
        yield "字数", "、".join(f"{TEXTS[name]} {length}" for name, length in scheme.texts.items())
    yield "小数", f"{scheme.decimals} 位"


def _limits(limits: Limits) -> str:
    whom = "核心指标" if limits.core_only else ""
    found = []
    if limits.over_reason is not None:
        found.append(f"高于 {plain(limits.over_reason)} % 须分析原因")
    if limits.over_zero is not None:
        found.append(f"{whom}高于 {plain(limits.over_zero)} % 不得分")
    if limits.under_zero is not None:
        found.append(f"{whom}低于 {plain(limits.under_zero)} % 不得分")
    return "；".join(found) or "没有"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
