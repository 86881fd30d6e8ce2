"""A withheld project that was deleted comes back withheld, though its unit was renamed meanwhile."""

import pytest

from tests.performance.exporting.published_text import NAMES, Text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", ["bin", "everything", "undo"])
def test_its_reason_comes_back_with_it(office, way):
    text = Text(office)
    text.withhold(text.rows[0], "理由甲")
    text.adjust()
    text.save(text.projects[1:])
    text.rename_unit(text.units[0], "改名后的单位")
    if way == "bin":
        text.take_out_of_the_bin()
    else:
        text.undo(text.earlier[0], everything=way == "everything")
    back = next(row for row in text.rows if row.name == NAMES[0])
    assert back.withheld_reason == "理由甲"
    text.publish()
    assert NAMES[0] not in text.public()
