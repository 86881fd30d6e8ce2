"""Any content that the Guizhou form can express."""

from dataclasses import replace

from hypothesis import strategies as st

from performance.content.model import (
    CoverContent,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from tests.strategies.pieces import (
    amounts,
    cells,
    families,
    lines,
    maybe_cells,
    maybe_names,
    names,
    trees,
    values,
    years,
)


def guizhou_trees():
    pairs = families("贵州", "2024")
    # A name that is a label of the vocabulary would be taken for it.
    return trees(pairs, families_once=True, named=names, value=maybe_cells | values, description=maybe_cells)


GUIZHOU_TEXTS = (
    "leader",
    "phone",
    "project_class",
    "continuity",
    "period",
    "fund_nature",
    "organisation",
    "regulations",
)


def guizhou_projects():
    plain = st.builds(
        ProjectContent,
        name=lines,
        budget=amounts,
        goals=st.lists(cells, max_size=1).map(tuple),
        phases=st.lists(st.builds(PhaseContent, names, cells), max_size=2).map(tuple),
        **dict.fromkeys(GUIZHOU_TEXTS, maybe_cells),
    )
    return st.builds(lambda project, tree: replace(project, **tree), plain, guizhou_trees())


@st.composite
def guizhou_sections(draw):
    one, many = st.lists(cells, max_size=1), st.lists(st.tuples(names, cells), max_size=2)
    counts = {
        SectionKind.MANDATE: one,
        SectionKind.DETAILED_GOAL: many,
        SectionKind.ORGANISATION: one,
        SectionKind.REGULATIONS: one,
        SectionKind.PHASE: many,
    }
    return tuple(
        SectionContent(kind, *section) if many is strategy else SectionContent(kind, text=section)
        for kind, strategy in counts.items()
        for section in draw(strategy)
    )


@st.composite
def guizhou(draw):
    goal = GoalContent(GoalKind.OVERALL, text=draw(maybe_cells), **draw(guizhou_trees()))
    lines_of_funding = st.builds(FundingLine, st.just(FundingSide.EXPENDITURE), names, amounts)
    cover = CoverContent(
        attachment=draw(st.sampled_from(["", "附件", "附件2"])),
        prepared_by=draw(maybe_names),
        filled_by=draw(maybe_names),
        phone=draw(maybe_names),
    )
    return StatementContent(
        province="贵州",
        edition="2024",
        year=draw(years),
        department_name=draw(names) + "协会",
        cover=cover,
        sections=draw(guizhou_sections()),
        goals=() if goal == GoalContent(GoalKind.OVERALL) else (goal,),
        funding=tuple(draw(st.lists(lines_of_funding, max_size=3))),
        projects=tuple(draw(st.lists(guizhou_projects(), min_size=1, max_size=2))),
    )
