"""Comments stand beside the fields that they speak of, on the form and wherever its rows move."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from indicators.models import Indicator
from performance.comments.anchors import WHOLE, Spot
from performance.comments.services import add_comment, answer, resolve
from performance.entry_forms.field_comments import comments_of
from performance.models import Anchor
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.performance.entry_forms.conftest import fields_of

pytestmark = pytest.mark.django_db


def indicator_of(project):
    return Indicator.objects.filter(family__tree=project.tree_id).order_by("family__position", "position")[0]


SPOTS = {
    "budget": lambda project: Spot(Anchor.PROJECT, project.pk, "budget"),
    "code": lambda project: Spot(Anchor.PROJECT, project.pk, "code"),
    "name": lambda project: Spot(Anchor.PROJECT, project.pk),
    "goals-0-item": lambda project: Spot(Anchor.PROJECT, project.pk, "goals"),
    "indicators-0-value": lambda project: Spot(Anchor.INDICATOR, indicator_of(project).pk, "value"),
    "indicators-0-name": lambda project: Spot(Anchor.INDICATOR, indicator_of(project).pk),
}


def beside(form_of, user, **which):
    return {
        name: [one.text for one in said] for name, said in comments_of(form_of(**which), user).beside.items()
    }


@pytest.mark.parametrize("name", SPOTS)
def test_a_comment_stands_beside_the_field_it_speaks_of(name, filled, project, form_of, filler, reviewer):
    add_comment(filled, by=reviewer, text="请说明依据。", spot=SPOTS[name](project))
    assert beside(form_of, filler, project=project) == {name: ["审核人乙：请说明依据。"]}


def test_one_that_is_resolved_stands_beside_nothing_but_below(filled, project, form_of, filler, reviewer):
    comment = add_comment(filled, by=reviewer, text="依据？", spot=SPOTS["budget"](project))
    answer(comment, by=filler, text="见附件。")
    assert list(beside(form_of, filler, project=project)) == ["budget"]
    resolve(comment, by=reviewer)
    found = comments_of(form_of(project=project), filler)
    assert not found.beside
    assert list(found.by_spot.values()) == [[comment]]


def test_a_comment_follows_its_row(filled, project, form_of, filler, reviewer):
    add_comment(filled, by=reviewer, text="依据？", spot=SPOTS["indicators-0-value"](project))
    content = statement_content(filled)
    projects = [replace(one, indicators=one.indicators[1:] + one.indicators[:1]) for one in content.projects]
    last = len(projects[0].indicators) - 1
    save_content(
        replace(content, projects=tuple(projects)), department=filled.department, year=filled.fiscal_year
    )
    assert list(beside(form_of, filler, project=project)) == [f"indicators-{last}-value"]


def test_each_form_has_its_own_comments(filled, project, form_of, reviewer):
    other = filled.projects.exclude(pk=project.pk).get()
    add_comment(filled, by=reviewer, text="项目的", spot=SPOTS["budget"](project))
    add_comment(filled, by=reviewer, text="全文的", spot=WHOLE)
    section = filled.sections.first()
    add_comment(filled, by=reviewer, text="文字的", spot=Spot(Anchor.SECTION, section.pk, "text"))
    forms = {"own": {"project": project}, "other": {"project": other}, "sheet": {"key": "part-one"}}
    texts = {
        name: {one.text for said in comments_of(form_of(**which), reviewer).by_spot.values() for one in said}
        for name, which in forms.items()
    }
    assert texts == {"own": {"项目的"}, "other": set(), "sheet": {"全文的", "文字的"}}


def test_the_page_shows_them_and_takes_the_answer(client, filled, project, filler, reviewer):
    comment = add_comment(filled, by=reviewer, text="依据？", spot=SPOTS["indicators-0-value"](project))
    address = reverse("entry_project", args=[filled.pk, project.pk])
    client.force_login(filler)
    page = client.get(address).text
    assert re.search(rf'id="f-indicators-0-value-comments"[^>]*>.*?href="#comment-{comment.pk}"', page)
    assert 'aria-describedby="f-indicators-0-value-comments"' in page
    said = client.post(
        reverse("comment_move", args=[comment.pk, "answer"]), {"text": "见附件。", "next": address}
    )
    assert said.url == f"{address}#comment-{comment.pk}"
    assert "批注（已答复）" in client.get(address).text


def test_an_autosave_tells_where_comments_stand_to_pages_that_have_some(
    client, filled, project, form_of, filler, reviewer
):
    add_comment(filled, by=reviewer, text="依据？", spot=SPOTS["budget"](project))
    client.force_login(filler)
    address = reverse("autosave_project", args=[filled.pk, project.pk])
    assert "comments" not in client.post(address, fields_of(form_of(project=project))).json()
    told = client.post(f"{address}?commented=1", fields_of(form_of(project=project))).json()
    assert [one["text"] for one in told["comments"]["budget"]] == ["审核人乙：依据？"]
