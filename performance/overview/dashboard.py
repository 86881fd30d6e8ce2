"""Which figures each level shows, and which rows stand behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from performance.overview import families, findings, money, projects
from performance.overview import review_rounds as rounds
from performance.overview import submission_status as standing
from performance.overview.figure import Figure
from performance.overview.scope import Level, Scope

LARGEST = 12  # departments or units with the most money; the others stand behind the figure
KEYS = (standing.KEY, money.KEY, families.KEY, findings.KEY, projects.KEY)


class NoSuchRows(LookupError):
    """A level has no such figure."""


def dashboard(scope: Scope, today: date) -> list[Figure]:
    """In a number of queries that depends on the level alone."""
    found = standing.submission_statuses(scope)
    closes = standing.closing_day(scope)
    sums = [money.by_class(scope), money.by_fund(scope)]
    content = [families.by_family(scope), findings.by_rule(scope)]
    if scope.level is Level.UNIT:
        return [
            standing.listed(scope, found, closes, today, {}),
            *sums,
            projects.listed(scope, {}),
            *content,
        ]
    whose = [standing.by_punctuality(scope, found, closes, today), standing.by_state(scope, found)]
    walked = [rounds.returned_rounds(scope, found), rounds.time_to_approval(scope, found)]
    return [*whose, *sums, money.by_part(scope, {}, most=LARGEST), *content, *walked]


def rows_behind(scope: Scope, key: str, params: Mapping[str, str], today: date) -> Figure:
    """All rows of a figure, or those that one of its numbers counts. Raises NoSuchRows."""
    if key == standing.KEY:
        found = standing.submission_statuses(scope)
        return standing.listed(scope, found, standing.closing_day(scope), today, params)
    if key == projects.KEY or (scope.level is Level.UNIT and key != findings.KEY):
        if scope.level is Level.OFFICE:
            raise NoSuchRows(key)
        return projects.listed(scope, params)
    by_part = {money.KEY: money.by_part, families.KEY: families.by_part, findings.KEY: findings.by_part}
    return by_part[key](scope, params)
