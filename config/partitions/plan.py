"""Which tables are spread, and by what.

By office: what belongs to texts and is referred to by nothing but tables that bear the code as well, so that each foreign
key can lead to a key that holds it. Whoever is referred to comes before what refers to it.
"""

from dataclasses import dataclass

OFFICE_CODE = "office_code"
YEARS_AHEAD = 5  # made in advance; whatever lies beyond them has a partition of its own


@dataclass(frozen=True)
class Spread:
    """One table, and the column that says in which partition a row stands."""

    table: str
    column: str

    @property
    def by_year(self) -> bool:
        return self.column != OFFICE_CODE


BY_OFFICE = (
    "indicators_indicatortree",
    "indicators_indicatorfamily",
    "indicators_indicator",
    "indicators_indicatorfield",
    "indicators_earliervalue",
    "projects_budgetproject",
    "projects_projectfundline",
    "projects_projectfield",
    "projects_midtermgoal",
    "projects_withheldidentity",
    "projects_spendingplan",
    "projects_projectgoal",
    "projects_projectphase",
)
SPREADS = (
    *(Spread(table, OFFICE_CODE) for table in BY_OFFICE),
    Spread("departments_trailentry", "time"),
)
SPREAD_TABLES = frozenset(spread.table for spread in SPREADS)
