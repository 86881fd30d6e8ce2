"""Cures in words: what each says, when none is offered, and that no figure is made up."""

import re
from dataclasses import replace

import pytest

from performance.content.json import dump_content
from performance.review import Severity, review
from performance.review.mends import applies, mended
from tests.performance.review.planting import indicator, project
from tests.performance.review.published import TEXTS
from tests.performance.review.sound_hebei import HEBEI, LECTURES
from tests.performance.review.test_mends import published  # noqa: F401  (a fixture)

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
RATE = {"name": "讲义印制合格率", "description": "讲义印制合格率", "value": "≥95%"}
WITHOUT_SATISFACTION = [
    one for one in LECTURES.indicators if "效益" not in one.level1 and "满意" not in one.level1
]


def labels(code, content):
    return [mend.label for found in review(content) if found.code == code for mend in found.mends]


SAYS = [
    (
        "F1",
        project(goals=(LECTURES.purpose,)),
        "做到科普巡讲场次≥12场；使听讲学生人数≥6000人，听讲师生满意度≥90%。",
    ),
    ("F1", project(goals=(f"3.{LECTURES.purpose}",)), "“3.做到科普巡讲场次≥12场；"),
    ("F4", indicator(1, **RATE), "讲义印制中合格的数量÷讲义印制的总数量×100%"),
    (
        "F4",
        indicator(1, name="补助资金到位率", description="补助资金到位率", value="≥95%"),
        "实际到位的补助资金÷应到位的补助资金×100%",
    ),
    ("F7", project(goals=("到校巡讲12场，营造了爱科学的氛围。",)), "去掉“了”"),
    ("F13", indicator(4, name="各地市听讲学生人数"), "改成“听讲学生人数”"),
    ("D6", indicator(1, name="工作合格率", description="工作合格率"), "改成“青少年科普巡讲工作合格率”"),
    ("B7", indicator(4, value="持续提升"), "改成“达成”，“持续提升”留在绩效指标描述"),
]


@pytest.mark.parametrize(("code", "plant", "said"), SAYS)
def test_a_cure_says_what_the_text_says(code, plant, said):
    assert any(said in label for label in labels(code, plant(HEBEI)))


NOTHING = [
    ("F1", project(goals=(LECTURES.purpose, "让学生了解一门新技术。"))),
    ("F1", project(goals=(LECTURES.purpose,), indicators=tuple(WITHOUT_SATISFACTION))),
    ("F4", indicator(1, **{**RATE, "name": "讲义印制率", "description": "讲义印制率"})),
    ("F7", project(purpose="营造了爱科学的氛围。")),
    ("B7", indicator(5, value="持续提升")),  # satisfaction is always a share
    ("B7", indicator(1, value="持续提升")),  # and so is a rate
]


@pytest.mark.parametrize(("code", "plant"), NOTHING)
def test_none_is_offered_where_the_text_does_not_say_enough(code, plant):
    assert labels(code, plant(HEBEI)) == []


def test_a_general_name_is_not_completed_by_one_that_says_no_more():
    name = indicator(1, name="工作合格率", description="工作合格率")
    assert labels("D6", replace_name(name(HEBEI), "2026年专项资金")) == []


def replace_name(content, name):
    first, *others = content.projects
    return replace(content, projects=(replace(first, name=name), *others))


def test_what_a_value_said_is_still_said_beside_it():
    content = indicator(4, value="持续提升")(HEBEI)
    (found,) = [one for one in review(content) if one.code == "B7"]
    after = mended(content, [(found.place, found.mends[0])]).projects[0].indicators[4]
    assert (after.value, after.description) == ("达成", "到场听讲的学生，按签到表统计；持续提升")


@pytest.mark.parametrize("text", TEXTS)
def test_no_figure_is_made_up(published, text):  # noqa: F811
    """Every figure of a cure is one that the text says; a share is of 100."""
    content = published[text]
    said = {*_FIGURE.findall(dump_content(content)), "100"}
    for found in review(content):
        ways = found.mends if found.severity is not Severity.HINT else ()
        for edit in (edit for mend in ways if applies(content, found.place, mend) for edit in mend.edits):
            assert set(_FIGURE.findall(edit.after or "")) <= said, (found.code, edit)
