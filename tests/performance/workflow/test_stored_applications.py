"""Applications that were stored before they walked: the migrations say where each of them stands."""

import pytest

from performance.models import Action, AdjustmentRequest, StatementState
from tests.databases import takes_minutes_on_sqlite
from tests.migrating import back_to, to_the_newest
from tests.performance.workflow.test_services import all_the_way, go

BEFORE = [("performance", "0028_reading_jobs")]


def stored():
    return list(
        AdjustmentRequest.objects.order_by("pk").values("state", "filed", "forwarded", "allowed", "ended")
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nothing_found")
@pytest.mark.long
def test_each_application_of_before_says_where_it_stands(cast):
    takes_minutes_on_sqlite()
    all_the_way(cast, StatementState.APPROVED)
    for decide in (
        lambda: go(cast, Action.REFUSE, cast.performance),
        lambda: go(cast, Action.RECALL, cast.chief),
        lambda: (go(cast, Action.ALLOW, cast.performance), go(cast, Action.CANCEL, cast.chief)),
        lambda: go(cast, Action.ALLOW, cast.performance),
    ):
        cast.apply()
        decide()
    before = stored()
    assert len({row["state"] for row in before}) == 4
    try:
        back_to(BEFORE)
    finally:
        to_the_newest()
    assert stored() == before
