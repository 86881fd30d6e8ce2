"""The command that scores the cards of a year once more: what is stored beside what is computed now, and nothing changed."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from performance.models import SelfEvaluation


def told(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("score_evaluations", *arguments, stdout=out, stderr=err, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue()))), err.getvalue()


def test_every_card_is_told_with_both_scores_and_none_is_changed(year):
    card = year.finished()
    SelfEvaluation.objects.filter(pk=card.pk).update(total=90)
    rows, said = told("2025")
    own = next(row for row in rows if row["项目编码"] == card.code)
    assert (own["自评得分"], own["现在计算"], own["等级"]) == ("90.00", "94.00", "优")
    assert len(rows) == SelfEvaluation.objects.count()
    assert "2张自评表，1张与留存的得分不同" in said
    card.refresh_from_db()
    assert card.total == 90


def test_only_what_differs_and_only_one_office(year):
    card = year.finished()
    SelfEvaluation.objects.filter(pk=card.pk).update(total=90)
    rows, _ = told("2025", differing=True, office=year.department.office.division_code)
    assert [row["项目编码"] for row in rows] == [card.code]
    with pytest.raises(CommandError, match="没有2024年"):
        told("2024")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_name_is_a_formula_of_the_table_program_that_opens_it(year, name):
    card = year.finished()
    SelfEvaluation.objects.filter(pk=card.pk).update(label=name)
    rows, _ = told("2025")
    assert next(row for row in rows if row["项目编码"] == card.code)["名称"] == f"'{name}"
