"""A cell that cannot be kept as typed keeps what its row said before, also when rows come, go and move with it."""

import pytest

from performance.entry.answers import Answers, answers_of, read_answers
from performance.entry.sheets import project_sheet
from tests.performance.entry.test_no_drift import sound

LONG = "长" * 2000
SHEET = project_sheet("河北", "2023")


@pytest.fixture
def project():
    return sound("河北", "2023").projects[0]


def blank(row):
    return dict.fromkeys(row, "")


REARRANGED = {
    "nothing else": (lambda rows: rows, 1),
    "a row added at the end": (lambda rows: [*rows, blank(rows[0])], 1),
    "a row added before": (lambda rows: [blank(rows[0]) | {"name": "新的一行"}, *rows], 2),
    "the row before removed": (lambda rows: rows[1:], 0),
    "moved down": (lambda rows: [rows[0], rows[2], rows[1], *rows[3:]], 2),
}


@pytest.mark.parametrize(("rearranged", "at"), REARRANGED.values(), ids=REARRANGED)
def test_the_row_is_known_again(project, rearranged, at):
    answers = answers_of(SHEET, project)
    rows = rearranged([dict(row) for row in answers.records["indicators"]])
    kept = rows[at]["name"]
    rows[at]["name"] = LONG
    read = read_answers(SHEET, Answers(answers.texts, answers.records | {"indicators": rows}), project)
    said = [row["name"] for row in read.values["indicators"]]
    assert said[at] == kept == project.indicators[1].name
    assert list(read.problems) == [f"indicators-{at}-name"]


def test_a_row_that_says_nothing_else_is_known_by_its_place(project):
    answers = answers_of(SHEET, project)
    first, *others = (dict(row) for row in answers.records["indicators"])
    rows = [first, blank(first) | {"name": LONG}, *others[1:], blank(first)]
    read = read_answers(SHEET, Answers(answers.texts, answers.records | {"indicators": rows}), project)
    assert read.values["indicators"][1]["name"] == project.indicators[1].name
