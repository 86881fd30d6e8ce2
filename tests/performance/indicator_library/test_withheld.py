"""What is withheld from the public is not told at the office either, by what is counted there."""

import pytest

from indicators.models import IndicatorTemplate
from performance.indicator_library.building import gather
from performance.models import StandardIndicator
from projects.models import BudgetProject
from projects.withholding import withhold
from tests.factories import a_department, a_project_content, a_unit, an_indicator
from tests.performance.indicator_library.test_building import a_meeting, approved_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gone", [False, True])
def test_a_withheld_project_is_counted_nowhere(gone):
    """Everybody who has a place at the office reads the library and the medians of its standards."""
    department = a_department()
    unit = a_unit(department)
    secret = a_project_content(
        unit, name="专项会议费", code="S1", indicators=(an_indicator(name="专案会议场次"),)
    )
    approved_text(department, secret, a_meeting(department, an_indicator(name="会议场次")))
    standard = StandardIndicator.objects.create(
        office=department.office, code="1", first_year=2026, level1="产出指标", name="专案会议场次"
    )
    project = BudgetProject.objects.get(code="S1")
    withhold(project, "涉密")
    if gone:
        project.delete()
    gather(department.office)
    assert [one.name for one in IndicatorTemplate.objects.all()] == ["会议场次"]
    standard.refresh_from_db()
    assert (standard.uses, standard.median) == (0, None)
