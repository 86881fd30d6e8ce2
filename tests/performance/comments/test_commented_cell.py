"""Whoever points at a printed cell means the value that is printed there."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from indicators.models import Indicator
from performance.comments.anchors import Spot
from performance.models import Anchor, Comment, CommentState, StockRemark
from performance.statement_pages.comment_board import word_of
from performance.statement_pages.commented_cell import bearer_of, spot_at
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from tests.factories import an_office, full_content


@pytest.fixture
def whole(cast):
    save_content(full_content(cast.department), department=cast.department, year=2026)
    return cast


class Cells(HTMLParser):
    """The address of each cell as the script of the page counts it, by its text."""

    def __init__(self, page):
        super().__init__()
        self.found = {}
        for number, part in enumerate(re.split(r'<section id="part-\d+" class="part">', page)[1:]):
            self.part, self.block, self.row, self.depth = number, -1, -1, 0
            self.feed(part.partition("</section>")[0])

    def handle_starttag(self, tag, attrs):
        if self.depth == 0 and tag in ("div", "p", "h1", "h2", "h3", "h4", "h5"):
            self.block, self.row = self.block + 1, -1
        if tag in ("div", "p", "h1", "h2", "h3", "h4", "h5"):
            self.depth += 1
        if tag == "tr":
            self.row, self.cell = self.row + 1, -1
        if tag in ("td", "th"):
            self.cell += 1

    def handle_endtag(self, tag):
        if tag in ("div", "p", "h1", "h2", "h3", "h4", "h5"):
            self.depth -= 1

    def handle_data(self, text):
        if text.strip() and self.row >= 0:
            self.found.setdefault(text.strip(), f"{self.part}-{self.block}-{self.row}-{self.cell}")


def cells_of(client, cast):
    client.force_login(cast.section)
    return Cells(client.get(reverse("statement", args=[cast.statement_pk])).text).found


def test_each_value_is_met_where_it_is_printed(whole, client):
    statement = whole.statement
    project = statement.projects.order_by("position").first()
    indicator = Indicator.objects.filter(family__tree=project.tree_id).order_by(
        "family__position", "position"
    )[0]
    cells = cells_of(client, whole)
    wanted = {
        project.name: Spot(Anchor.PROJECT, project.pk, "name"),
        project.code: Spot(Anchor.PROJECT, project.pk, "code"),
        indicator.name: Spot(Anchor.INDICATOR, indicator.pk),
        indicator.description: Spot(Anchor.INDICATOR, indicator.pk, "description"),
        "绩效指标描述": Spot(Anchor.PROJECT, project.pk),
    }
    found = {text: spot_at(statement, whole.section, cells[text], statement.version) for text in wanted}
    assert found == wanted
    assert bearer_of(Spot(Anchor.INDICATOR, indicator.pk), statement, whole.section) == Spot(
        Anchor.PROJECT, project.pk
    )


@pytest.mark.parametrize(
    "word", ["", "x", "0-0-0", "99-0-0-0", "0--1-0-0", "-1-0-0-0", "1-999-0-0", "1-1-1-999"]
)
def test_what_is_no_place_is_refused(whole, word):
    with pytest.raises(Refused, match="没有这个位置"):
        spot_at(whole.statement, whole.section, word, whole.statement.version)


def test_a_place_on_a_page_of_another_version_is_refused(whole):
    with pytest.raises(Refused, match="又有改动"):
        spot_at(whole.statement, whole.section, "1-1-1-1", whole.statement.version - 1)


def test_the_form_for_a_cell_has_its_place_chosen_and_answers_a_page_that_stays(whole, client):
    statement = whole.statement
    project = statement.projects.order_by("position").first()
    StockRemark.objects.create(office=whole.department.office, text="请补充测算依据。")
    cells = cells_of(client, whole)
    address = f"{reverse('comment_new', args=[statement.pk])}?cell={cells[project.code]}&version={statement.version}"
    word = word_of(Spot(Anchor.PROJECT, project.pk, "code"))
    page = client.get(address)
    assert f'<option value="{word}" selected>' in page.text
    stock = StockRemark.objects.get()
    said = {"spot": word, "stock": stock.pk, "text": "并附合同。", "audience": "everybody", "draft": "1"}
    answer = client.post(address, said, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["text"]) == (201, "请补充测算依据。\n并附合同。")
    assert Comment.objects.get().state == CommentState.DRAFT
    empty = client.post(
        address, {"spot": word, "audience": "everybody"}, headers={"Accept": "application/json"}
    )
    assert (empty.status_code, empty.json()) == (200, {"problems": ["请填写批注内容。"]})


def test_sentences_of_other_offices_are_not_offered(whole, client):
    foreign = StockRemark.objects.create(office=an_office(), text="外局用语")
    client.force_login(whole.section)
    address = reverse("comment_new", args=[whole.statement_pk])
    assert "外局用语" not in client.get(address).text
    said = {"spot": "statement::", "stock": foreign.pk, "text": "?", "audience": "everybody"}
    client.post(address, said)
    assert Comment.objects.get().text == "?"
