"""A project that is withheld stays withheld, whatever becomes of its row, its code, its name and its text."""

import io
import re
from dataclasses import replace

import pytest

from performance.content.json import dump_content
from performance.content.model import SectionContent, SectionKind
from performance.exporting.package import write_package
from performance.exporting.publication import (
    public_content,
)
from performance.models import (
    PerformanceStatement,
    Revision,
)
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.withholding import withhold
from tests.performance.exporting.published_text import (
    LEADERS,
    NAMES,
    NUMBERS,
    REASON,
    Text,
    a_project,
    everything_public,
)
from tests.performance.exporting.reading import unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(office):
    return Text(office)


def test_of_two_units_that_share_a_code_only_the_withheld_project_is_left_out(text):
    text.adjust()
    one, two, three = text.projects
    text.save([replace(one, code="SAME"), replace(two, code="SAME"), three])
    text.publish()
    text.withhold(text.rows[0])
    public = text.public()
    assert NAMES[0] not in public
    assert NAMES[1] in public
    text.withhold(text.rows[0], "")
    text.withhold(text.rows[1])
    public = text.public()
    assert NAMES[0] in public
    assert NAMES[1] not in public


def test_a_revision_that_does_not_know_its_rows_leaves_out_whatever_matches_a_withheld_one(text):
    text.adjust()
    one, two, three = text.projects
    text.save([replace(one, code="SAME"), replace(two, code="SAME", name=one.name), three])
    text.publish()
    Revision.objects.update(project_keys=[])
    text.withhold(text.rows[1])
    statement = text.statement
    shown = public_content(statement, statement.published_revision).projects
    assert [project.name for project in shown] == [NAMES[2]]


def test_a_withheld_project_that_is_deleted_and_restored_stays_withheld(text):
    text.withhold(text.rows[0])
    text.adjust()
    text.save(text.projects[1:])
    assert NAMES[0] not in text.public()
    text.cancel()
    assert text.statement.projects.get(name=NAMES[0]).withheld_reason == REASON
    assert NAMES[0] not in text.public()
    text.publish()
    assert NAMES[0] not in text.public()
    text.withhold(text.statement.projects.get(name=NAMES[0]), "")
    assert NAMES[0] in text.public()


@pytest.mark.parametrize("by_form", [True, False])
def test_codes_exchanged_in_an_adjustment_betray_nothing(text, by_form):
    text.withhold(text.rows[0])
    text.adjust()
    one, two, three = text.projects
    keys = [row.pk for row in text.rows]
    text.save(
        [replace(one, code=three.code), two, replace(three, code=one.code)], rows=keys if by_form else ()
    )
    assert NAMES[0] not in text.public()
    text.publish()
    assert NAMES[0] not in text.public()


def test_who_leads_a_withheld_project_is_named_nowhere(text):
    text.withhold(text.rows[0])
    assert LEADERS[0] not in text.public()


def test_the_name_that_a_project_had_before_it_was_withheld_is_not_printed_either(text):
    text.adjust()
    one, *others = text.projects
    text.save([replace(one, name="改了名的行动"), *others], rows=[row.pk for row in text.rows])
    text.publish()
    text.withhold(text.rows[0])
    public = text.public()
    assert NAMES[0] not in public
    assert "改了名的行动" not in public


@pytest.mark.parametrize("spelling", ["霹 雳 行 动", "霹\u200b雳行动", "霹雳\n行动", "｢霹雳行动｣"])
def test_a_withheld_name_is_known_however_it_is_spaced(text, spelling):
    text.adjust()
    content = statement_content(text.statement)
    sections = (SectionContent(SectionKind.OVERALL_GOAL, text=f"实施{spelling}。"),)
    save_content(replace(content, sections=sections), department=text.department, year=2026)
    text.publish()
    text.withhold(text.rows[0])
    assert "行动" not in re.sub(r"\s|\u200b|\\u200b|\\n", "", text.public()).replace("行动》", "")


def test_new_rows_with_a_name_that_open_projects_share_stay_open(text):
    text.adjust()
    first, second, third = text.projects
    common = [replace(first, name="其他交通费"), second, replace(third, name="其他交通费")]
    text.save(common, rows=[row.pk for row in text.rows])
    text.withhold(text.rows[0])
    text.save([*text.projects, a_project(2, text.units[0], name="其他交通费", code="P9")])
    assert [bool(row.withheld_reason) for row in text.rows] == [True, False, False, False]


def test_a_renamed_row_of_the_ledger_takes_over_the_reason(text):
    text.withhold(text.rows[0])
    text.adjust()
    row = text.statement.projects.get(name=NAMES[2])
    row.name = NAMES[0]
    row.save()
    row.refresh_from_db()
    assert row.withheld_reason == REASON


def test_a_withheld_project_that_goes_on_is_withheld_next_year_until_somebody_decides(text):
    text.withhold(text.rows[0])
    content = statement_content(text.statement)
    content = replace(content, year=content.year + 1)
    place = {"department": text.department, "year": content.year, "by": text.reviewer}
    following = save_content(content, **place).statement
    reasons = {project.name: project.withheld_reason for project in following.projects.all()}
    assert reasons == {NAMES[0]: REASON, NAMES[1]: "", NAMES[2]: ""}
    withhold(following.projects.get(name=NAMES[0]), "")
    first, *others = content.projects
    renamed = replace(first, name=f"{first.name}（续）")
    save_content(replace(content, projects=(renamed, *others)), **place)
    following.projects.get(name=renamed.name).save()
    assert not following.projects.exclude(withheld_reason="").exists()


@pytest.mark.parametrize(("goes_on", "public"), [("", False), (f"{NAMES[0]}（续）", True)])
def test_a_copy_of_next_year_does_not_tell_what_was_withheld(text, goes_on, public):
    """Its prose goes on naming a project that has come to its end; one that goes on openly is named as it is."""
    text.withhold(text.rows[0])
    content = statement_content(text.statement)
    first, *others = content.projects
    projects = (replace(first, code="另外的", name=goes_on), *others) if goes_on else tuple(others)
    content = replace(content, year=content.year + 1, projects=projects)
    following = save_content(content, department=text.department, year=content.year).statement
    for project in following.projects.exclude(withheld_reason=""):
        withhold(project, "")
    revision = take_revision(following, None, statement_content(following))
    read = dump_content(public_content(following, revision))
    assert (NAMES[0] in read) is public
    assert not any(leader in read for leader in LEADERS)


def test_the_walk_notices_a_reason_that_is_lost(office, monkeypatch):
    """The model is worth something only if it can fail."""
    monkeypatch.setattr("performance.exporting.withheld_projects.known", lambda statement: ([], [], []))
    monkeypatch.setattr("performance.exporting.withheld_projects._is_withheld", lambda *judged: False)
    with pytest.raises(AssertionError):
        test_a_withheld_name_is_public_in_no_file(Text(office))


def test_a_withheld_name_is_public_in_no_file(text):
    text.withhold(text.rows[0])
    found = list(everything_public(text))
    words = (NAMES[0], REASON, *LEADERS, *NUMBERS, "5678")
    assert [(kind, word) for kind, read in found for word in words if word in read] == []


def test_the_package_for_the_office_says_nothing_of_reasons(text):
    text.withhold(text.rows[0])
    stream = io.BytesIO()
    write_package(PerformanceStatement.objects.filter(pk=text.pk), stream, head=None)
    for data in unpacked(stream.getvalue()).values():
        parts = unpacked(data).values() if data[:2] == b"PK" else [data]
        assert not any(REASON.encode() in part for part in parts)
