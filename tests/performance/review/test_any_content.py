"""Whatever a text says, the review answers, always the same, and every place leads somewhere."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from indicators.vocabulary import vocabularies
from performance.content.model import (
    EarlierValue,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    PlanMode,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.review import review

LABELS = sorted(
    (category.label, subcategory.label)
    for vocabulary in vocabularies().values()
    for category in vocabulary.categories
    for subcategory in category.subcategories
)
WORDS = st.lists(
    st.sampled_from(
        [
            "≥",
            "≤",
            "=",
            "0",
            "1",
            "12",
            "100",
            "100%",
            "3-5",
            "1.5",
            "万",
            "万元",
            "元",
            "次",
            "人次",
            "%",
            "率",
            "满意度",
            "平均",
            "每",
            "月均",
            "成本",
            "目标1：",
            "目标内容1",
            "（",
            "）",
            "“",
            "显",
            "了",
            "不少于",
            "2025年",
            "2026.12.31",
            "12月底前",
            "一年",
            "省财政厅",
            "为指导",
            "科普",
            "巡讲",
            "印刷费",
            "**",
            "\n",
            "。",
            "，",
            "的的",
        ]
    ),
    max_size=6,
).map("".join)
# As large, as small and as long as a file can write them: more than the 28 digits that Python usually keeps.
LARGEST, SMALLEST = Decimal("99999999999999999999.9999999999"), Decimal("0.0000000001")
MONEY = st.none() | st.decimals(0, 10**9, places=6) | st.sampled_from([LARGEST, SMALLEST, Decimal(0)])
PERCENT = st.none() | st.decimals(-10, 200, places=2)
INDICATOR = st.builds(
    lambda labels, **more: IndicatorContent(*labels, **more),
    st.sampled_from([*LABELS, ("", "")]),
    name=WORDS,
    description=WORDS,
    value=WORDS,
    basis=WORDS,
    earlier_values=st.lists(st.builds(EarlierValue, st.integers(2020, 2025), WORDS), max_size=2).map(tuple),
    weight=st.none() | st.decimals(0, 100, places=1),
)
INDICATORS = st.lists(INDICATOR, max_size=4).map(tuple)
PROJECT = st.builds(
    ProjectContent,
    unit_code=WORDS,
    code=st.sampled_from(["", "13020026P00TPXR10005F", "13020026P00TPXR10005X", "731-0101-YBN-1CEG", "?"]),
    name=WORDS,
    budget=MONEY,
    fiscal_funds=MONEY,
    other_funds=MONEY,
    annual_budget=MONEY,
    purpose=WORDS,
    project_class=WORDS,
    period=WORDS,
    spending_plan=st.none()
    | st.builds(SpendingPlan, st.sampled_from(PlanMode), PERCENT, PERCENT, PERCENT, PERCENT),
    goals=st.lists(WORDS, max_size=3).map(tuple),
    phases=st.lists(st.builds(PhaseContent, WORDS, WORDS), max_size=2).map(tuple),
    indicators=INDICATORS,
)
CONTENT = st.builds(
    StatementContent,
    province=st.sampled_from(["河北", "湖北", "贵州", "云南"]),
    edition=st.sampled_from(["2020", "2023", "2024"]),
    year=st.none() | st.just(2026),
    department_code=WORDS,
    department_name=WORDS,
    sections=st.lists(
        st.builds(SectionContent, st.sampled_from(SectionKind), WORDS, WORDS, WORDS), max_size=4
    ).map(tuple),
    goals=st.lists(
        st.builds(GoalContent, st.sampled_from(GoalKind), WORDS, WORDS, WORDS, INDICATORS), max_size=2
    ).map(tuple),
    funding=st.lists(
        st.builds(
            FundingLine,
            st.sampled_from(FundingSide),
            st.just("合计") | st.just("项目支出") | WORDS,
            MONEY,
            PERCENT,
        ),
        max_size=4,
    ).map(tuple),
    projects=st.lists(PROJECT, max_size=3).map(tuple),
)


def of_funding(*amounts):
    """A department's expenditure with these amounts, the last of which is their sum."""
    items = [*(f"第{n}类项目支出" for n, _ in enumerate(amounts[1:], 1)), "合计"]
    lines = [
        FundingLine(FundingSide.EXPENDITURE, item, amount, Decimal(1))
        for item, amount in zip(items, amounts, strict=True)
    ]
    return StatementContent("湖北", "2024", 2026, "731", "甲局", funding=tuple(lines))


@given(CONTENT)
@example(of_funding(LARGEST, SMALLEST))
@example(of_funding(LARGEST, SMALLEST, LARGEST))
def test_any_content_is_reviewed_and_twice_alike(content):
    findings = review(content)
    assert findings == review(content)
    assert len({finding.fingerprint for finding in findings}) == len(findings)
    assert all(str(finding.place) and finding.message and finding.remedy for finding in findings)
