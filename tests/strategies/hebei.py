"""Any content that the Hebei forms can express."""

import re
from dataclasses import replace

from hypothesis import strategies as st

from performance.content.model import (
    CoverContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.documents.layouts.spending import deduced_mode
from tests.strategies.pieces import (
    amounts,
    cells,
    families,
    lines,
    maybe_cells,
    maybe_names,
    names,
    paragraphs,
    percents,
    trees,
    values,
    years,
)


@st.composite
def spending_plans(draw):
    plan = SpendingPlan(**{point: draw(percents) for point in ("march", "june", "october", "december")})
    return replace(plan, mode=deduced_mode(plan))


def hebei_projects(edition, unit_codes):
    pairs = families("河北", edition, ("产出指标", "自拟的二级"), ("自拟的一级", "数量指标"))
    unnumbered = cells.filter(lambda text: not re.search(r"\d[.、．]", text))
    tree = trees(
        pairs, families_once=False, description=maybe_cells, value=maybe_cells | values, basis=maybe_cells
    )
    plain = st.builds(
        ProjectContent,
        unit_code=unit_codes,
        unit_name=names,
        code=st.from_regex(r"([0-9]{8}P[0-9A-Z]{12}|731-0101-YBN-[0-9A-Z]{4})?", fullmatch=True),
        name=lines,
        budget=amounts,
        fiscal_funds=amounts,
        other_funds=amounts,
        purpose=maybe_cells,
        spending_plan=spending_plans(),
        goals=st.lists(unnumbered, max_size=3).map(tuple),
    )
    return st.builds(lambda project, tree: replace(project, **tree), plain, tree)


@st.composite
def hebei_sections(draw):
    """One overall goal, the goals with or without titles, and the arrangements; each may be missing."""
    sections = [
        SectionContent(SectionKind.OVERALL_GOAL, text=text) for text in draw(st.lists(paragraphs, max_size=1))
    ]
    untitled = draw(st.lists(paragraphs, max_size=2))  # numbered, and before the titled ones
    sections += [
        SectionContent(SectionKind.FUNCTIONAL_GOAL, "", f"{number}、{text}", draw(st.just("") | paragraphs))
        for number, text in enumerate(untitled, 1)
    ]
    sections += [
        SectionContent(SectionKind.FUNCTIONAL_GOAL, *section)
        for section in draw(
            st.lists(st.tuples(lines, st.just("") | paragraphs, st.just("") | paragraphs), max_size=3)
        )
    ]
    texts = draw(st.lists(paragraphs, max_size=1))
    return (*sections, *(SectionContent(SectionKind.ARRANGEMENTS, text=text) for text in texts))


@st.composite
def hebei(draw, edition):
    """Units carry the code of their department: the form prints no other."""
    department = draw(st.from_regex(r"[0-9]{3}", fullmatch=True))
    unit_codes = st.from_regex(r"[0-9]{3}", fullmatch=True).map(department.__add__)
    projects = tuple(draw(st.lists(hebei_projects(edition, unit_codes), min_size=1, max_size=2)))
    return StatementContent(
        province="河北",
        edition=edition,
        year=draw(years),
        department_code=department,
        department_name=draw(names) + "协会",
        cover=CoverContent(
            mark=draw(maybe_names), prepared_by=draw(maybe_names), reviewed_by=draw(maybe_names)
        ),
        sections=draw(hebei_sections()),
        projects=projects,
    )
