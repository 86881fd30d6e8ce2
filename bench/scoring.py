"""What scoring costs beside reading what is scored."""

from dataclasses import replace
from decimal import Decimal

from bench.frame import FEWEST_ROUNDS, Race, benchmark
from bench.reviewing import printed_text
from performance.content.json import dump_content, load_content
from performance.documents.formats.txt import read_txt
from performance.documents.recognition import layout_of
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.score import score

TIMES = 25  # the projects of one text, so often: hundreds, with other numbers in their targets each time
MANY = 500


@benchmark("scoring", "五百个项目自评计分 ÷ 读出留存的同一文本", goal=1.5)
def scoring_beside_reading() -> Race:
    return _scored(TIMES)


@benchmark("scoring_10k", "一万个项目自评计分 ÷ 读出留存的同一文本", goal=1.5, rounds=FEWEST_ROUNDS)
def scoring_of_an_office() -> Race:
    return _scored(MANY)


def _scored(times: int) -> Race:
    layout, edition = layout_of("河北", "2023"), "2023"
    one = layout.parse(read_txt(printed_text()), edition).content
    projects = tuple(
        replace(
            project,
            indicators=tuple(
                replace(indicator, value=indicator.value.replace("1", str(number + 2), 1))
                for indicator in project.indicators
            ),
        )
        for number in range(times)
        for project in one.projects
    )
    kept = dump_content(replace(one, projects=projects))
    scheme = shipped_schemes()["national-2020"]
    cards = [(project, _done(project)) for project in projects]
    return Race(
        this=lambda: [score(project, actuals, scheme, 2026) for project, actuals in cards],
        floor=lambda: load_content(kept),
        says=None,
    )  # different work: how dear is judging beside reading


def _done(project) -> Actuals:
    """Exactly what was promised, without the signs."""
    values = (indicator.target.lstrip("≥≤＝=<>") for indicator in project.indicators)
    return Actuals(Decimal(100), Decimal(90), indicators=tuple(IndicatorActual(value) for value in values))
