"""Adjust, withhold, remove, restore and publish in any order: nothing withheld is ever public."""

from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from performance.history.places import NothingThere
from performance.importing.applying import Overtaken
from performance.importing.modes import Mode
from performance.importing.proposals import WrongFile
from performance.statements.revisions import content_of
from performance.statements.services import ContentRefused
from performance.steps.refusals import Refused
from tests.performance.exporting.published_text import (
    LEADERS,
    NAMES,
    NUMBERS,
    REASON,
    Text,
    a_project,
    everything_public,
)

pytestmark = pytest.mark.django_db
REFUSALS = (ContentRefused, NothingThere, Overtaken, Refused, WrongFile)


class Walk(RuleBasedStateMachine):
    """Adjust, withhold, exchange, remove, import, bring back and publish in any order. ``secret`` are words nobody reads."""

    text: Text

    @initialize()
    def begin(self):
        self.secret, self.open = set(), False

    @precondition(lambda self: not self.open)
    @rule(number=st.integers(0, 2))
    def withhold(self, number):
        row = self.rows[number % len(self.rows)]
        self.text.withhold(row)
        self.secret.add(row.name)

    @precondition(lambda self: not self.open)
    @rule()
    def adjust(self):
        self.text.adjust()
        self.open = True

    @precondition(lambda self: self.open)
    @rule(number=st.integers(0, 2))
    def remove(self, number):
        projects = self.text.projects
        if len(projects) > 1:
            del projects[number % len(projects)]
            self.text.save(projects)

    @precondition(lambda self: self.open)
    @rule(known=st.booleans())
    def exchange_codes(self, known):
        if len(self.text.projects) < 2:
            return
        first, *between, last = self.text.projects
        if between or len(self.rows) > 1:
            exchanged = [replace(first, code=last.code), *between, replace(last, code=first.code)]
            if first.unit_code == last.unit_code or known:
                self.text.save(exchanged, rows=[row.pk for row in self.rows] if known else ())

    @precondition(lambda self: self.open)
    @rule(number=st.integers(0, 2))
    def enter_again(self, number):
        if NAMES[number] not in {row.name for row in self.rows}:
            entered = a_project(number, self.text.units[number % 2], code=f"N{number}")
            self.text.save([*self.text.projects, entered])

    @precondition(lambda self: self.open)
    @rule(number=st.integers(0, 2), mode=st.sampled_from(list(Mode)))
    def take_in(self, number, mode):
        projects = self.text.projects
        if len(projects) > 1:
            del projects[number % len(projects)]
        changed = replace(projects[0], purpose=f"{projects[0].purpose}改")
        self.attempt(lambda: self.text.take_in([changed, *projects[1:]], mode))

    @precondition(lambda self: self.open)
    @rule(number=st.integers(0, 3), everything=st.booleans())
    def bring_back(self, number, everything):
        if earlier := self.text.earlier:
            one = earlier[number % len(earlier)]
            self.attempt(lambda: self.text.undo(one, everything=everything))

    @precondition(lambda self: self.open)
    @rule()
    def take_out_of_the_bin(self):
        self.attempt(self.text.take_out_of_the_bin)

    @rule(number=st.integers(0, 1), name=st.sampled_from(("改名单位", "又改名单位")))
    def rename_unit(self, number, name):
        self.text.rename_unit(self.text.units[number], f"{name}{number}")

    def attempt(self, act):
        """A refusal changes nothing, and is no matter here."""
        with suppress(*REFUSALS), transaction.atomic():
            act()

    @precondition(lambda self: self.open)
    @rule()
    def cancel(self):
        self.text.cancel()
        self.open = False

    @precondition(lambda self: self.open)
    @rule()
    def publish(self):
        self.text.publish()
        self.open = False

    @property
    def rows(self):
        return self.text.rows

    @property
    def words(self):
        """Leaders of what is withheld, or was when it was removed, and of what is published."""
        published = content_of(self.text.statement.published_revision).projects
        leaders = {LEADERS[NAMES.index(name)] for name in self.secret} | {one.leader for one in published}
        return (*self.secret, *leaders, REASON, *NUMBERS, "5678")

    def read_everything(self):
        found = list(everything_public(self.text))
        assert [(kind, word) for kind, read in found for word in self.words if word in read] == []
        return [kind for kind, _ in found]

    @invariant()
    def nothing_secret_is_public(self):
        public = self.text.public()
        assert [word for word in self.words if word in public] == []


@pytest.mark.long
@pytest.mark.figure(26)
def test_whatever_is_done_in_whatever_order_nothing_withheld_becomes_public(office, trial):
    walks, steps = trial.times(8, 300), trial.times(10, 20)
    files = []

    class WalkOfText(Walk):
        def __init__(self):
            super().__init__()
            self.savepoint = transaction.savepoint()
            self.text = Text(office)

        def teardown(self):
            files.extend(self.read_everything() if len(files) < trial.times(6, 600) else ())
            transaction.savepoint_rollback(self.savepoint)

    run(
        WalkOfText,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    trial.count("调整、不予公开、恢复、公开的随机行走", walks)
    trial.count("逐字检查的页面、文件及其属性", len(files))
