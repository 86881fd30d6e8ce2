"""Rule sets: which rules hold, how grave they are and by which thresholds and words they judge.

A rule set is data (``parameters/*.toml``): the national one is complete, a province says only what differs, and
an edition of its form what differs again. What a province says is of its own layouts: a form that is declared as data
prints other cells, and is judged by the national rule set.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property, lru_cache
from pathlib import Path

from performance.content.office_forms import id_of_edition
from performance.review.evaluated import EvaluatedProject
from performance.review.findings import Severity
from performance.review.planned import PlannedProject
from performance.review.standards import Standard

_FOLDER = Path(__file__).parent / "parameters"


class RuleSetError(ValueError):
    """The data of a rule set do not have the shape of ``Parameters``."""


@dataclass(frozen=True)
class Parameters:
    """Thresholds, lexicons and what the form of a province prints. The data file explains each."""

    labels: Mapping[str, str]
    basis_printed: bool
    code_printed: bool
    plan_printed: bool
    goals_numbered: bool
    project_tables_printed: bool
    all_projects_printed: bool
    project_money_unit: str

    required_families: Mapping[str, str]
    required_items: tuple[str, ...]
    cost_required: bool
    families_since: int
    running_costs: tuple[str, ...]
    unserved_projects: tuple[str, ...]
    running_classes: tuple[str, ...]
    min_output_rows: int
    max_family_rows: int
    min_output_sides: int
    narrative_heads: tuple[str, ...]
    empty_statements: tuple[str, ...]
    annual_money_heads: tuple[str, ...]
    placeholder_patterns: tuple[str, ...]
    template_labels: str
    dangling_endings: tuple[str, ...]
    broken_patterns: tuple[str, ...]

    unitless_endings: tuple[str, ...]
    rate_endings: tuple[str, ...]
    rates_above_100: tuple[str, ...]
    not_shares: tuple[str, ...]
    kinds_of_names: Mapping[str, tuple[str, ...]]
    vague_words: tuple[str, ...]
    graded_words: tuple[str, ...]
    degree_words: tuple[str, ...]
    milestone_words: tuple[str, ...]
    base_words: tuple[str, ...]
    approximate_patterns: tuple[str, ...]
    range_names: tuple[str, ...]
    deadline_names: tuple[str, ...]
    time_units: tuple[str, ...]

    tolerance: str
    share_tolerance: str
    funding_totals: tuple[str, ...]
    total_cost_names: tuple[str, ...]
    unit_cost_names: tuple[str, ...]
    monthly_cost_names: tuple[str, ...]
    weight_sums: tuple[int, ...]
    family_weights: tuple[Mapping[str, int], ...]
    max_row_weight: int
    actual_margin: int
    printed_tolerance: str
    this_year_words: tuple[str, ...]
    earlier_words: tuple[str, ...]
    total_words: tuple[str, ...]
    cumulative_words: tuple[str, ...]
    part_words: tuple[str, ...]
    other_money_words: tuple[str, ...]
    explaining_words: tuple[str, ...]

    higher_is_better: tuple[str, ...]
    lower_is_better: tuple[str, ...]
    lasting_words: tuple[str, ...]
    floor_costs: tuple[str, ...]
    bad_rates: tuple[str, ...]
    good_rates: tuple[str, ...]
    bounded_rates: tuple[str, ...]
    bad_counts: tuple[str, ...]
    handling_words: tuple[str, ...]
    mending_words: tuple[str, ...]
    late_words: tuple[str, ...]
    saved_money: tuple[str, ...]
    earned_money: tuple[str, ...]
    waiting_times: tuple[str, ...]
    recognised: tuple[str, ...]
    outcome_counts: tuple[str, ...]
    supply_words: tuple[str, ...]
    own_output_units: tuple[str, ...]
    own_work_words: tuple[str, ...]
    completion_endings: tuple[str, ...]
    punctual_words: tuple[str, ...]
    coverage_rates: tuple[str, ...]
    period_words: tuple[str, ...]
    paid_rates: tuple[str, ...]
    filler_words: str
    other_level1: tuple[str, ...]

    clone_likeness: float
    clone_min_rows: int
    alike_projects: int
    longest_cell: int
    continuity_choices: tuple[str, ...]
    process_words: tuple[str, ...]
    claim_fillers: tuple[str, ...]

    copy_likeness: float
    expense_words: tuple[str, ...]
    max_expense_words: int
    contradictions: tuple[tuple[str, ...], ...]
    averages: tuple[str, ...]
    totals: tuple[str, ...]
    divisions: tuple[str, ...]
    mandate_verbs: tuple[str, ...]
    min_mandate_items: int
    past_patterns: tuple[str, ...]
    foreign_offices: tuple[str, ...]
    background_heads: tuple[str, ...]
    year_comparisons: tuple[str, ...]
    year_reasons: tuple[str, ...]
    higher_levels: tuple[str, ...]
    political_words: tuple[str, ...]
    typos: tuple[str, ...]


@dataclass(frozen=True)
class RuleSet:
    """What a province asks for in one edition of its form, and what an office has changed of it.

    ``silenced`` and ``office_severities`` are the office's: errors speak all the same, and what a rule itself eases
    to a hint stays one. ``planned`` is what the budget says of the projects of the one text that is judged by it,
    ``standards`` is what the office expects projects of a kind to be measured by in its year, ``evaluated`` what became
    of projects in the years before.
    """

    name: str
    title: str
    off: frozenset[str]
    severities: Mapping[str, Severity]
    waivable_errors: frozenset[str]
    parameters: Parameters
    silenced: frozenset[str] = frozenset()
    office_severities: Mapping[str, Severity] = field(default_factory=dict)
    planned: tuple[PlannedProject, ...] = ()
    standards: tuple[Standard, ...] = ()
    evaluated: tuple[EvaluatedProject, ...] = ()

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """Another one as soon as anything differs that findings depend on."""
        values = {name: _ordered(getattr(self, name)) for name in self.__dataclass_fields__}
        return hashlib.sha256(repr(values).encode()).hexdigest()[:8]


_OFFICE = (
    "silenced",
    "office_severities",
    "planned",
    "standards",
    "evaluated",
)  # no file of a province speaks for an office


@lru_cache(maxsize=64)
def rule_set_for(province: str, edition: str) -> RuleSet:
    """The rule set of a form; the national one where the province has none."""
    plain = dict(_data()[""])
    if province and province in _data():
        own = dict(_data()[province])
        declared = typing.cast(list[str], own.pop("declared_editions", []))
        editions = typing.cast(dict[str, dict[str, object]], own.pop("editions", {}))
        if edition not in declared and not id_of_edition(edition):
            plain = _overlay(_overlay(plain, own), editions.get(edition, {}))
    del plain["province"]
    return _rule_set(f"{province} {edition}".strip(), plain)


@cache
def _data() -> Mapping[str, dict[str, object]]:
    """What each file says, by the province it names; the national one names none."""
    documents = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml")))
    return {str(plain["province"]): plain for plain in documents}


def _overlay(below: dict[str, object], above: dict[str, object]) -> dict[str, object]:
    """Tables are merged, everything else is replaced."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _rule_set(name: str, plain: dict[str, object]) -> RuleSet:
    known = {f.name for f in fields(RuleSet)} - {"name", *_OFFICE}
    if plain.keys() != known:
        raise RuleSetError(f"{name}: {sorted(plain.keys() ^ known)}")
    severities = typing.cast(dict[str, str], plain["severities"])
    return RuleSet(
        name=name,
        title=str(plain["title"]),
        off=frozenset(typing.cast(list[str], plain["off"])),
        severities={code: Severity[word.upper()] for code, word in severities.items()},
        waivable_errors=frozenset(typing.cast(list[str], plain["waivable_errors"])),
        parameters=_parameters(name, typing.cast(dict[str, object], plain["parameters"])),
    )


def _parameters(name: str, plain: dict[str, object]) -> Parameters:
    known = {f.name for f in fields(Parameters)}
    if plain.keys() != known:
        raise RuleSetError(f"{name}: {sorted(plain.keys() ^ known)}")
    values: dict[str, typing.Any] = {key: _frozen(value) for key, value in plain.items()}
    return Parameters(**values)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _ordered(value: object) -> object:
    """The same words in every process: a set is printed in another order in each."""
    return sorted(value) if isinstance(value, frozenset) else value


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for a list of expressions."""
    return re.compile("|".join(patterns))


@cache
def any_ending(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for the ends that a name may have."""
    return re.compile(f"(?:{'|'.join(patterns)})$")


@cache
def any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for a list of words, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
