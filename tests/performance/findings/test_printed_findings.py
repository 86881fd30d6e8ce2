"""Every finding leads to the printed cell that shows the value it judges, in every form."""

from decimal import Decimal

import pytest

from performance.documents.blocks import TableBlock
from performance.documents.convert import read_text
from performance.documents.recognition import layout_of
from performance.findings.printed_findings import spots_of
from performance.review import OwnerKind, review
from tests.performance.review.faults import FAULTS
from tests.performance.review.planting import goal, section
from tests.performance.review.published import TEXTS
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI

OWNERS = {
    OwnerKind.SECTION: "sections",
    OwnerKind.GOAL: "goals",
    OwnerKind.FUNDING: "funding",
    OwnerKind.PROJECT: "projects",
}


def judged_value(content, place):
    """The text or number in the content that a place names, if it names a single one."""
    if place.owner not in OWNERS:
        return None
    owner = getattr(content, OWNERS[place.owner])[place.index]
    subject = owner if place.row is None else owner.indicators[place.row]
    if place.field == "goals":
        return owner.goals[0] if owner.goals else ""
    unprinted = place.field == "weight" and place.row is not None  # none of these forms prints weights
    field = "name" if unprinted else place.field
    value = getattr(subject, field, None)
    return value if isinstance(value, str | Decimal) else None


def led(content, findings=None):
    """Each finding with the words of the place it leads to."""
    findings = review(content) if findings is None else findings
    printed = layout_of(content.province, content.edition).render(content)
    for finding, spot in zip(findings, spots_of(findings, content, printed), strict=True):
        block = printed.parts[spot.part].blocks[spot.block]
        if isinstance(block, TableBlock):
            yield finding, block.rows[spot.row][spot.cell].text
        else:
            yield finding, block.text


def squeezed(text):
    return "".join(str(text).split())


def astray(content):
    """Findings that lead to a place that does not show what they judge."""
    for finding, text in led(content):
        value = judged_value(content, finding.place)
        shown = squeezed(text)
        if isinstance(value, Decimal):
            sound = Decimal(shown.rstrip("%")) in (value, value * 10_000)
        elif finding.place.owner is OwnerKind.SECTION:
            sound = any(squeezed(line) in shown for line in value.split("\n"))
        else:
            sound = squeezed(value or "") in shown
        if not sound:
            yield str(finding), text


@pytest.mark.parametrize("text", TEXTS)
def test_every_finding_on_a_published_text_leads_to_what_it_judges(seeds, text):
    content = read_text((seeds / f"{text}.txt").read_bytes(), f"{text}.txt").content
    assert list(astray(content)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_planted_fault_is_led_to(fault):
    assert list(astray(fault.content)) == []


@pytest.mark.parametrize(
    ("content", "code", "shown"),
    [
        (
            section(1, text="讲座有序开展。\n去年营造了浓厚的氛围。\n继续努力。")(HEBEI),
            "F7",
            "营造了浓厚的氛围",
        ),
        (next(f for f in FAULTS if f.code == "A3").content, "A3", "经济效益指标"),
        (goal(1, summary=HUBEI.goals[1].text + "\n目标3：培训讲解员。")(HUBEI), "E4", "目标"),
        (section(1, text="去年营造了浓厚的氛围。")(HUBEI), "F7", "营造了浓厚的氛围"),
        (section(1, text="去年营造了浓厚的氛围。")(GUIZHOU), "F7", "营造了浓厚的氛围"),
    ],
)
def test_a_finding_leads_to_the_words_it_quotes(content, code, shown):
    assert [shown in text for finding, text in led(content) if finding.code == code] == [True]


def test_what_a_form_does_not_print_leads_to_the_name_of_its_row_or_project():
    by_code = {f.code: f for f in FAULTS}
    content = by_code["C9"].content
    assert {text for _, text in led(content)} == {content.projects[0].indicators[0].name}
    bare = by_code["A5"].content
    (text,) = {text for _, text in led(bare)}
    assert text in ("", "20%")
