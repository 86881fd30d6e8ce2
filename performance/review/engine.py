"""The engine: a registry of rules, each a pure function of one row, one table or the whole text.

A rule function yields a ``Remark`` for each fault and nothing for a sound text; the engine adds code, severity and
order. A rule is written once, with the words that users read about it, by one of the decorators at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import localcontext
from functools import cache
from itertools import islice
from typing import Generic, TypeVar

from indicators.kinds import LabelledEnum
from performance.content.model import StatementContent
from performance.content.targets import with_targets
from performance.review.budget import Budget, OutOfTime
from performance.review.case import Case
from performance.review.findings import Finding, Severity, TextPlace, Topic, code_order
from performance.review.mends import Mend
from performance.review.needs import Need
from performance.review.precedence import one_for_each_defect
from performance.review.rule_sets import RuleSet, rule_set_for
from performance.review.tables import Row, Table
from performance.review.thresholds import Threshold


class Scope(LabelledEnum):
    """What a rule looks at."""

    ROW = "row", "逐条指标"
    TABLE = "table", "逐张指标表"
    PROJECT = "project", "逐个项目"
    STATEMENT = "statement", "整个文本"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule function says about a place; empty ``severity`` means that of the rule.

    ``judged`` is the whole text that was judged where ``evidence`` quotes only a part of it. ``unfinished`` means that
    the rule was cut off: what it would have found is unknown, so an error stays one until somebody answers for it.
    ``cards`` are those of self-evaluation that it was held against.
    """

    place: TextPlace
    evidence: str
    message: str
    expected: str = ""
    remedy: str = ""
    judged: str = ""
    severity: Severity | None = None
    undecidable: bool = False
    unfinished: bool = False
    mends: tuple[Mend, ...] = ()
    cards: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its number and what a reader wants to know about it.

    ``needs`` is what a text must have for the rule to be applied to it at all; ``thresholds`` are what an office may
    move of it.
    """

    code: str
    severity: Severity
    title: str
    topic: Topic
    scope: Scope
    needs: tuple[Need, ...]
    reason: str
    source: str
    example: str
    remedy: str
    judge: Callable[[Case], Iterator[Remark]]
    thresholds: tuple[Threshold, ...] = ()

    @property
    def is_adjustable(self) -> bool:
        """What a text must have is not an office's to waive."""
        return self.severity is not Severity.ERROR


# Amounts have up to 20 digits and 10 places; the 28 that Python usually keeps would round a sum and refuse a share.
DIGITS = 60
REVIEW_SECONDS = 30.0  # of processor time; a text of 1,000 projects takes two
MOST_FINDINGS = 50_000  # nobody reads so many, and they have to be put in order after the time is over


class DuplicateRule(ValueError):
    """Two rules claim one code."""


_REGISTRY: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    if rule.code in _REGISTRY:
        raise DuplicateRule(f"规则编号 {rule.code} 已被占用。")
    _REGISTRY[rule.code] = rule
    rules.cache_clear()


@cache
def rules() -> tuple[Rule, ...]:
    """Every registered rule, in the order of the codes."""
    return tuple(sorted(_REGISTRY.values(), key=lambda rule: code_order(rule.code)))


def review(
    content: StatementContent, rule_set: RuleSet | None = None, *, seconds: float = REVIEW_SECONDS
) -> tuple[Finding, ...]:
    """All findings on a content, in document order; by default judged by the rule set of its form.

    What cannot be judged in so many seconds of processor time is a finding too: 无法判断.
    """
    applied = rule_set or rule_set_for(content.province, content.edition)
    budget = Budget(seconds)
    from_outside = applied.planned, applied.standards, applied.evaluated
    case = Case(with_targets(content), applied.parameters, budget, *from_outside)
    with localcontext() as exact:
        exact.prec = DIGITS
        findings: list[Finding] = []
        for rule in rules():
            if rule.code not in applied.off:
                remarks = _remarks(rule, case, most=max(0, MOST_FINDINGS - len(findings)))
                findings.extend(_finding(rule, remark, applied) for remark in remarks)
    findings = one_for_each_defect(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or finding.code not in applied.silenced
    )
    findings.sort(key=lambda finding: (finding.place.order, code_order(finding.code)))
    return tuple(_numbered(findings))


def _remarks(rule: Rule, case: Case, *, most: int) -> Iterator[Remark]:
    try:
        case.budget.look()
        if all(need.met(case) for need in rule.needs):
            remarks = case.budget.spent_on(rule.judge(case))
            yield from islice(remarks, most)
            if next(remarks, None):
                yield _unfinished(rule, case, f"发现的问题已超过{MOST_FINDINGS}条")
    except OutOfTime:
        yield _unfinished(rule, case, f"审核已用满{case.budget.seconds:g}秒")


def _unfinished(rule: Rule, case: Case, why: str) -> Remark:
    return Remark(
        case.at("text"),
        f"“{rule.title}”",
        f"{why}，这一条没有审完。",
        remedy="文本过大或内容异常，请分成几份审核，或人工核对这一条并说明结果。",
        undecidable=True,
        unfinished=True,
    )


def _finding(rule: Rule, remark: Remark, rule_set: RuleSet) -> Finding:
    severity = rule_set.severities.get(rule.code) or remark.severity or rule.severity
    if severity is not Severity.ERROR and remark.severity is not Severity.HINT:
        severity = rule_set.office_severities.get(rule.code, severity)
    unjudged_error = remark.unfinished and severity is Severity.ERROR
    if remark.undecidable and not unjudged_error:
        severity = Severity.HINT
    return Finding(
        code=rule.code,
        severity=severity,
        title=rule.title,
        place=remark.place,
        evidence=remark.evidence,
        message=remark.message,
        expected=remark.expected,
        remedy=remark.remedy or rule.remedy,
        judged=remark.judged,
        undecidable=remark.undecidable,
        topic=rule.topic,
        mends=remark.mends,
        cards=remark.cards,
        waivable=severity is Severity.WARNING
        or (severity is Severity.ERROR and (unjudged_error or rule.code in rule_set.waivable_errors)),
    )


def _numbered(findings: list[Finding]) -> Iterator[Finding]:
    """Equal remarks at one place told apart, so that one answer never covers two of them."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        identity = finding.identity
        nth = seen[identity]
        seen[identity] += 1
        yield replace(finding, nth=nth) if nth else finding


Subject = TypeVar("Subject")
RuleFunction = Callable[[Subject], Iterator[Remark]]


class _Declaration(Generic[Subject]):
    """A decorator that registers a function as a rule about each of the subjects of a text."""

    def __init__(self, scope: Scope, subjects: Callable[[Case], Iterable[Subject]]) -> None:
        self.scope = scope
        self.subjects = subjects

    def __call__(
        self,
        code: str,
        severity: Severity,
        title: str,
        topic: Topic,
        *,
        needs: tuple[Need, ...] = (),
        reason: str,
        source: str,
        example: str,
        remedy: str,
        thresholds: tuple[Threshold, ...] = (),
    ) -> Callable[[RuleFunction[Subject]], RuleFunction[Subject]]:
        def declare(function: RuleFunction[Subject]) -> RuleFunction[Subject]:
            def judge(case: Case) -> Iterator[Remark]:
                for subject in self.subjects(case):
                    yield from function(subject)

            words = (reason, source, example, remedy)
            register(Rule(code, severity, title, topic, self.scope, needs, *words, judge, thresholds))
            return function

        return declare


row_rule: _Declaration[Row] = _Declaration(Scope.ROW, lambda case: case.rows)
table_rule: _Declaration[Table] = _Declaration(Scope.TABLE, lambda case: case.judged_tables)
project_rule: _Declaration[Table] = _Declaration(Scope.PROJECT, lambda case: case.projects)
statement_rule: _Declaration[Case] = _Declaration(Scope.STATEMENT, lambda case: (case,))
