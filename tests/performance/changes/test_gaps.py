"""Where a change could have been missed: what moves with another thing, comes in another order, or is not watched meanwhile."""

import pytest
from django.core import serializers
from django.core.management import call_command

from departments.models import BudgetUnit
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from performance.changes.feed import CursorLapsed, changes_since, present_cursor
from performance.changes.numbering import forget_old_changes, number_changes
from performance.changes.triggers import install_after_migrating, remove
from projects.models import BudgetProject, MidTermGoal
from tests.factories import a_department, a_member
from tests.performance.changes.conftest import Copy
from tests.performance.changes.test_feed import project_added, project_moved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_found")]


@pytest.fixture
def office(cast):
    number_changes()
    return Copy(cast.performance)


def a_mid_term_goal(cast):
    """Of the project that is moved, with an indicator of its own."""
    project = BudgetProject.objects.filter(unit__department=cast.department).order_by("pk").last()
    goal, _ = MidTermGoal.objects.get_or_create(project=project)
    family = IndicatorFamily.objects.create(tree=goal.tree, level1="产出指标", level2="数量指标", position=0)
    Indicator.objects.create(family=family, name="三年累计", value="≥9次", position=0)


def its_unit_moved(cast):
    unit = BudgetUnit.objects.filter(pk=cast.busy.pk)
    unit.update(department=a_department(cast.department.office))


@pytest.mark.parametrize("way", [project_moved, its_unit_moved], ids=lambda way: way.__name__)
def test_indicators_of_the_whole_term_move_with_their_project(cast, office, way):
    a_mid_term_goal(cast)
    number_changes()
    readers = [office, *map(Copy, (cast.chief, cast.filler, a_member(at=cast.idle)))]
    way(cast)
    for reader in readers:
        reader.follow()
        assert reader.rows == reader.everything()


def test_what_is_loaded_before_whoever_carries_it_is_told(cast, office, tmp_path):
    project = BudgetProject.objects.order_by("pk").first()
    trees, families = IndicatorTree.objects.filter(pk=project.tree_id), project.tree.families.all()
    indicators = Indicator.objects.filter(family__in=families)
    file = tmp_path / "first_the_indicators.json"
    file.write_text(serializers.serialize("json", [*trees, *families, *indicators, project]))
    keys = {*indicators.values_list("pk", flat=True)}
    project.delete()
    office.follow()
    call_command("loaddata", file, verbosity=0)
    assert {key for kind, key, _ in office.follow() if kind == "indicator"} == keys
    assert office.rows == office.everything()


def test_what_was_written_without_triggers_has_to_be_read_anew(cast, office):
    office.follow()
    remove()
    BudgetProject.objects.filter(unit=cast.busy).update(leader="另一人")
    install_after_migrating(plan=[])
    office.follow()
    assert office.lapsed == 1
    assert office.rows == office.everything()
    install_after_migrating(plan=[])  # nothing was away
    office.follow()
    assert office.lapsed == 1


def test_a_cursor_amid_changes_that_are_forgotten_lapses(cast, office, settings):
    number_changes()
    user = office.user
    start = str(present_cursor(user))
    project_added(cast)
    amid = changes_since(start, user, kinds=(), size=1)
    assert amid.more
    settings.CHANGES_KEPT_DAYS = -1
    forget_old_changes()
    with pytest.raises(CursorLapsed, match="已经清理"):
        changes_since(str(amid.cursor), user, kinds=(), size=100)
