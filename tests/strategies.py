"""Any content that a printed form can express, province by province: what is printed can be read back from it.

A form cannot express everything that a content can hold. Left out here, because print loses it:

* white space around a text; blank lines in running text, where a line is a paragraph;
* lines that a form would take for something else: captions and headings of its own, numbered lines
  inside a numbered list, a number alone behind a blank line, which is a page number;
* a spending plan whose mode is not the one that its figures show;
* an empty family behind indicators of the same family, where the form prints a family once;
* the fields that a province does not print: weights nowhere, units and codes only in Hebei, and so on.
"""

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from indicators.vocabulary import vocabulary_for
from performance.content import (
    CoverContent,
    EarlierAmount,
    EarlierValue,
    EmptyFamily,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    IndicatorContent,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.documents.layouts.spending import deduced_mode

HAN = "科普活动青少年大赛场馆开放每全市农村讲座"
LETTERS = HAN + "Az0135%≥≤＋+-/．.、，。：；（）()“”《》 　"
NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[.、．)）]")
NUMBER = re.compile(r"[-—–\s\d]*")

any_lines = st.text(LETTERS, min_size=1, max_size=14).map(str.strip).filter(bool)
lines = any_lines.filter(lambda text: not NUMBERED.match(text) and not NUMBER.fullmatch(text))
paragraphs = st.lists(lines, min_size=1, max_size=3).map("\n".join)
cells = st.one_of(
    st.lists(any_lines, min_size=1, max_size=3).map("\n".join),
    st.lists(any_lines, min_size=2, max_size=3).map("\n　　".join),  # indented as running text is
    st.tuples(any_lines, lines).map("\n\n".join),  # a blank line inside a cell
)
names = st.text(HAN + "Az", min_size=2, max_size=8)
# Published texts call an indicator by the caption of its column or by the label of its family.
indicator_names = names | st.sampled_from(["预算数", "指标值", "三级指标", "经济效益指标", "目标内容 1"])
values = (
    st.sampled_from(["≥8次", "100%", "2026.12.31", "12月底前", "600篇（条）", "9", "0", "≤3.1万"]) | cells
)
maybe_cells = st.just("") | cells
maybe_names = st.just("") | names
years = st.integers(2002, 2098)  # with two years before that a form recognises
amounts = st.none() | st.decimals(0, 10**8, places=6) | st.decimals(0, 10**8, places=2)
percents = (
    st.none() | st.sampled_from([Decimal(n) for n in (0, 30, 50, 70, 100)]) | st.decimals(0, 100, places=2)
)


@st.composite
def trees(draw, pairs, *, families_once, named=indicator_names, **fields):
    """Indicators and empty families: runs of one family each, neighbours of different families."""
    indicators, empty = [], []
    above = None
    for pair in draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4)):
        count = draw(st.sampled_from([1, 2, 0]))
        if pair == above and (count == 0 or families_once):
            continue
        if count == 0:
            empty.append(EmptyFamily(*pair, len(indicators)))
        for _ in range(count):
            said = {name: draw(strategy) for name, strategy in fields.items()}
            indicators.append(IndicatorContent(*pair, draw(named), **said))
        above = pair
    return {"indicators": tuple(indicators), "empty_families": tuple(empty)}


def families(province, edition, *more):
    """The level pairs that a vocabulary knows, and ``more`` that a text invents."""
    categories = vocabulary_for(province, edition).categories
    known = [
        (category.label, subcategory)
        for category in categories
        for subcategory in [s.label for s in category.subcategories] or [""]
    ]
    return [*known, *more]


# --- 河北


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
        code=st.from_regex(r"(\d{8}P[0-9A-Z]{12}|731-0101-YBN-[0-9A-Z]{4})?", fullmatch=True),
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
        SectionContent(SectionKind.FUNCTIONAL_GOAL, *said)
        for said in draw(
            st.lists(st.tuples(lines, st.just("") | paragraphs, st.just("") | paragraphs), max_size=3)
        )
    ]
    texts = draw(st.lists(paragraphs, max_size=1))
    return (*sections, *(SectionContent(SectionKind.ARRANGEMENTS, text=text) for text in texts))


@st.composite
def hebei(draw, edition):
    """Units carry the code of their department: the form prints no other."""
    department = draw(st.from_regex(r"\d{3}", fullmatch=True))
    unit_codes = st.from_regex(r"\d{3}", fullmatch=True).map(department.__add__)
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


# --- 湖北


def funding_lines(year):
    earlier = st.tuples(amounts, amounts).map(
        lambda pair: tuple(EarlierAmount(year - n, amount) for n, amount in enumerate(pair, 1))
    )
    return st.builds(FundingLine, st.sampled_from(FundingSide), names, amounts, percents, earlier)


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


# --- 贵州


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
        SectionContent(kind, *said) if many is strategy else SectionContent(kind, text=said)
        for kind, strategy in counts.items()
        for said in draw(strategy)
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


PRINTABLE = {
    ("河北", "2020"): hebei("2020"),
    ("河北", "2023"): hebei("2023"),
    ("湖北", "2024"): hubei(),
    ("贵州", "2024"): guizhou(),
}
