"""Families in the order of the form at one press, also for a browser without script."""

from django.urls import reverse

from indicators.vocabulary import vocabulary_for
from performance.entry.family_order import in_family_order, stands_in_order
from performance.statements.selectors import statement_content
from tests.performance.entry_forms.conftest import fields_of, shown

VOCABULARY = vocabulary_for("河北", "2023")
HUBEI = vocabulary_for("湖北", "2024")


def row(level1, level2, name):
    return {"level1": level1, "level2": level2, "name": name}


def test_families_come_together_in_the_order_of_the_form():
    blank = row("", "", "")
    rows = [
        row("满意度指标", "服务对象满意度指标", "一"),
        row("产出指标", "质量指标", "二"),
        blank,
        row("自拟", "自拟", "三"),
        row("产出指标", "数量 指标", "四"),
        row("产出指标", "质量指标", "五"),
    ]
    ordered = in_family_order(rows, VOCABULARY)
    assert [one["name"] for one in ordered] == ["四", "二", "五", "一", "三", ""]
    assert stands_in_order(ordered, VOCABULARY)
    assert not stands_in_order(rows, VOCABULARY)


def test_numbered_labels_are_those_of_the_form():
    rows = [row("满意度", "服务对象满意度", "后"), row("履职效能", "核心业务产出12", "先")]
    assert [one["name"] for one in in_family_order(rows, HUBEI)] == ["先", "后"]


def test_the_page_sorts_what_was_typed_and_stores_nothing(client, filler, filled, project, form_of):
    client.force_login(filler)
    fields = fields_of(form_of(project=project))
    for number, (level2, name) in enumerate((("质量指标", "合格率"), ("数量指标", "场次"))):
        blank = {f"indicators-{number}-{field}": "" for field in ("description", "value", "basis")}
        fields |= {**blank, f"indicators-{number}-level1": "产出指标"}
        fields |= {f"indicators-{number}-level2": level2, f"indicators-{number}-name": name}
    fields["indicators-count"] = "2"
    before = statement_content(filled)
    address = reverse("entry_project", args=[filled.pk, project.pk])
    page_text = client.post(address, {**fields, "act": "indicators:up:0"}).text
    assert (
        '<noscript><button class="button secondary" type="submit" name="act" value="indicators:sort"'
        in page_text
    )
    page = client.post(address, {**fields, "act": "indicators:sort"}).text
    assert [shown(page, f"indicators-{number}-name") for number in (0, 1)] == ["场次", "合格率"]
    assert "indicators:sort" not in page
    assert statement_content(filled) == before
