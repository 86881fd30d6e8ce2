"""An import of a filled workbook beside other saves of the same paper: taken once, and taken back without theirs."""

import pytest

from performance.importing.written.applying import WantedTexts, apply
from performance.importing.written.forms import CARDS, REPORTS
from performance.importing.written.undoing import undo
from performance.steps.refusals import Refused
from performance.written.saving import Posted, save_posted
from performance.written.versions import Saving
from tests.performance.racing import at_once, several_writers
from tests.performance.written.desks import a_desk

ROUNDS = 4

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


@pytest.mark.parametrize("kind", ["card", "report"])
def test_an_import_is_taken_once_and_taken_back_beside_a_save(kind):
    desk = a_desk(kind)
    form = CARDS if kind == "card" else REPORTS
    owner = desk.row.statement if kind == "card" else desk.row.task
    filler, before = desk.world.filler, desk.texts()
    for number in range(ROUNDS):
        wanted = [
            WantedTexts(
                desk.row.pk, desk.row.revision_id, {desk.one: before[desk.one]}, {desk.one: "现场填的"}
            )
        ]
        taken = at_once(*[lambda: apply(form, owner, wanted, name="文件", by=filler)] * 2)  # noqa: B023
        (key,) = [one for one in taken if not isinstance(one, Refused)]
        texts = desk.texts()
        page = Posted({**texts, desk.other: f"同事{number}"}, texts, desk.row.revision_id)
        undone, saved = at_once(
            lambda: undo(form, owner, key, by=filler),  # noqa: B023
            lambda: save_posted(desk.kind, desk.row, page, Saving(desk.colleague)),  # noqa: B023
        )
        assert (undone, saved.conflict) == (1, False)
        assert desk.texts() == {**before, desk.other: f"同事{number}"}
