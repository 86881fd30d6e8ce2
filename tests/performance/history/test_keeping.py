"""What stood there before is kept by the sitting, within bounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.permissions.roles import Role
from performance.history.restoring import restore_place
from performance.history.sittings import sittings
from performance.models import EarlierText
from performance.models.history import MOST_OF_A_STATEMENT, Source
from tests.factories import a_member
from tests.performance.history.acts import latest, said, save, with_project

pytestmark = pytest.mark.django_db


def test_a_sitting_is_one_row_and_holds_what_stood_there_before_it(statement, reviewer):
    first = said(statement)
    for purpose in ("甲", "乙", "丙"):
        save(statement, with_project(said(statement), 1, purpose=purpose), reviewer)
    response = statement.earlier_texts.get()
    (sitting,) = sittings(statement, reviewer, [response])
    (row,) = sitting.rows
    (change,) = row.changes
    assert (row.title, change.label, change.old, change.new) == (
        "项目01",
        "资金用途",
        first.projects[1].purpose,
        "丙",
    )
    restore_place(response, change.place, by=reviewer)
    assert said(statement) == first
    assert latest(statement).source == Source.RESTORE


def test_another_person_and_half_an_hour_begin_another_row(statement, reviewer, department):
    other = a_member(Role.DEPARTMENT_REVIEWER, department)
    for by in (reviewer, other, reviewer):
        save(statement, with_project(said(statement), 0, purpose=f"{by}-{timezone.now()}"), by)
    assert statement.earlier_texts.count() == 3
    statement.earlier_texts.filter(pk=latest(statement).pk).update(
        began=timezone.now() - timedelta(minutes=31)
    )
    save(statement, with_project(said(statement), 0, purpose="又"), reviewer)
    assert statement.earlier_texts.count() == 4


def test_the_history_is_bounded_in_number_and_age(statement, reviewer):
    for number in range(3):
        save(statement, with_project(said(statement), 0, purpose=f"{number}"), reviewer, Source.API)
    row = latest(statement)
    copies = [replace_row(row) for _ in range(MOST_OF_A_STATEMENT)]
    EarlierText.objects.bulk_create(copies)
    statement.earlier_texts.filter(pk=latest(statement).pk).update(began=timezone.now() - timedelta(days=31))
    save(statement, with_project(said(statement), 0, purpose="末"), reviewer, Source.API)
    assert statement.earlier_texts.count() == MOST_OF_A_STATEMENT
    assert not statement.earlier_texts.filter(began__lt=timezone.now() - timedelta(days=30)).exists()


def replace_row(row):
    copy = EarlierText.objects.get(pk=row.pk)
    copy.pk = None
    return copy
