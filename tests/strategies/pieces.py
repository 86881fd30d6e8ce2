"""Texts, numbers and indicator trees that a cell or a line of a form can hold."""

import re
from decimal import Decimal

from hypothesis import strategies as st

from indicators.vocabulary import vocabulary_for
from performance.content.model import EmptyFamily, IndicatorContent
from performance.documents.forms.fitting import misfit

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
indicator_names = names | st.sampled_from(["预算数", "指标值", "三级指标", "目标内容 1"])
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


def fitting(name, strategy):
    """What does not look like another column's: of that a reader rightly remarks that it may have been shifted."""
    return (
        strategy.filter(lambda text: not misfit(name, text)) if name in ("description", "basis") else strategy
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
            values = {name: draw(fitting(name, strategy)) for name, strategy in fields.items()}
            indicators.append(IndicatorContent(*pair, draw(named), **values))
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
