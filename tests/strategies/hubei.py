"""Any content that the Hubei form can express."""

from dataclasses import replace

from hypothesis import strategies as st

from performance.content.model import (
    CoverContent,
    EarlierAmount,
    EarlierValue,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from tests.strategies.pieces import (
    amounts,
    cells,
    families,
    maybe_cells,
    maybe_names,
    names,
    percents,
    trees,
    values,
    years,
)


def funding_lines(year):
    earlier = st.tuples(amounts, amounts).map(
        lambda pair: tuple(EarlierAmount(year - n, amount) for n, amount in enumerate(pair, 1))
    )
    items = names | st.sampled_from(["合  计", "财政\n拨款"])  # as printed, in whatever way it is spread
    return st.builds(FundingLine, st.sampled_from(FundingSide), items, amounts, percents, earlier)


def earlier_values(year):
    """A blank value of an earlier year is no value."""
    pair = st.tuples(values | st.just(""), values | st.just(""))
    return pair.map(
        lambda said: tuple(EarlierValue(year - 2 + n, value) for n, value in enumerate(said) if value)
    )


def hubei_goals(kind, year):
    pairs = families(
        "湖北", "2024", ("履职效能", "核心业务产出1"), ("履职效能", "核心业务产出12"), ("自拟的一级", "自拟")
    )
    more = {"earlier_values": earlier_values(year)} if kind == GoalKind.ANNUAL else {}
    tree = trees(
        pairs,
        families_once=True,
        value=maybe_cells | values,
        basis=maybe_cells,
        indicator_class=maybe_names,
        **more,
    )
    horizon = maybe_names if kind == GoalKind.LONG_TERM else st.just("")
    plain = st.builds(GoalContent, st.just(kind), horizon, maybe_cells, maybe_cells)
    goal = st.builds(lambda goal, tree: replace(goal, **tree), plain, tree)
    return goal.map(lambda goal: () if goal == GoalContent(kind) else (goal,))


@st.composite
def hubei(draw):
    year = draw(years)
    sections = [
        SectionContent(kind, text=text)
        for kind in (SectionKind.MANDATE, SectionKind.ANNUAL_TASKS)
        for text in draw(st.lists(cells, max_size=1))
    ]
    projects = st.builds(
        ProjectContent,
        name=names,
        project_class=maybe_names,
        total_budget=amounts,
        annual_budget=amounts,
        purpose=maybe_cells,
    )
    return StatementContent(
        province="湖北",
        edition="2024",
        year=year,
        department_name=draw(names),
        cover=CoverContent(filled_by=draw(maybe_names), phone=draw(maybe_names)),
        sections=tuple(sections),
        goals=draw(hubei_goals(GoalKind.LONG_TERM, year)) + draw(hubei_goals(GoalKind.ANNUAL, year)),
        funding=tuple(draw(st.lists(funding_lines(year), max_size=4))),
        projects=tuple(draw(st.lists(projects, min_size=1, max_size=2))),
    )
