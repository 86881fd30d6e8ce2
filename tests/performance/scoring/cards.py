"""Small cards to score."""

from dataclasses import replace
from decimal import Decimal

from performance.content.model import IndicatorContent, ProjectContent
from performance.scoring.actuals import Actuals
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.score import score

OUTPUT = "产出指标"
NATIONAL = "national-2020"


def a_scheme(**changes):
    return replace(shipped_schemes()[NATIONAL], **changes)


def scored(indicator, actual, scheme=None):
    """One indicator of ten points: a target, or the indicator itself."""
    if isinstance(indicator, str):
        indicator = IndicatorContent(OUTPUT, "", "", value=indicator, weight=Decimal(10))
    content = ProjectContent(indicators=(indicator,))
    return score(content, Actuals(indicators=(actual,)), scheme or a_scheme(), 2025).indicators[0]


def sheet_of(actuals):
    return score(ProjectContent(), actuals, a_scheme())
