"""Cures in words: put together from what the text itself says. No figure and no fact is added to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from performance.review.case import Case, Prose
from performance.review.families import OUTCOMES, Family
from performance.review.findings import OwnerKind, TextPlace
from performance.review.mends import GOALS, VALUE, Edit, Mend, says
from performance.review.tables import Row, Table

_MOST_NAMED = 6  # indicators in one goal
_NUMBER = re.compile(r"^\s*(?:\d+\s*[.、．]\s*)?")
_OF_MONEY = re.compile(
    r"(?:中央|省级|市级|县级|上级|本级|配套|财政|补助|补贴|奖补|专项|资金|经费|项目|费用|费)$"
)
_YEAR = re.compile(r"^.*20[0-9]{2}年度?")


# Goals


def goal_of_own_indicators(table: Table) -> tuple[Mend, ...]:
    """The goal says what the project's own indicators promise; nothing where they promise no output or no effect.

    Only for a goal that stands alone: beside others each would come to say the same.
    """
    project = table.project
    if project is None or len(project.goals) != 1:
        return ()
    outputs = list(_named(row for row in table.of(Family.QUANTITY) if not row.is_rate))
    effects = list(_named(table.of(*OUTCOMES, Family.SATISFACTION)))
    if not outputs or not effects:
        return ()
    (goal,) = project.goals
    number = _NUMBER.match(goal)
    text = f"{number.group() if number else ''}做到{'，'.join(outputs)}；使{'，'.join(effects)}。"
    return (Mend(f"按本项目的指标写成“{text}”", (Edit(GOALS, goal, text, item=0),)),)


def _named(rows: Iterable[Row]) -> Iterator[str]:
    """Each with its figure as it is printed."""
    found = 0
    for row in rows:
        if row.name and row.has_number and row.unit and not row.value.rest and found < _MOST_NAMED:
            found += 1
            yield row.shown.replace(" ", "")


def in_the_future(case: Case, prose: Prose, told: re.Pattern[str]) -> tuple[Mend, ...]:
    """What was told as done is still to be done: a project's goal says the same without 了."""
    place = prose.place
    if place.owner is not OwnerKind.PROJECT or place.field != GOALS:
        return ()
    text = told.sub(lambda found: found.group().replace("了", "", 1), prose.text)
    goals = case.content.projects[place.index].goals
    if text == prose.text or prose.text not in goals:
        return ()
    edit = Edit(GOALS, prose.text, text, item=goals.index(prose.text))
    return (Mend("去掉“了”，写成将要做到的", (edit,)),)


# Names and descriptions


def named_by_project(row: Row) -> tuple[Mend, ...]:
    """What a general name leaves open is the project; nothing where the project's own name says no more."""
    subject = _subject(row.table)
    label = row.label
    if not subject or subject in label:
        return ()
    name = subject.removesuffix("工作") + label if label.startswith("工作") else subject + label
    return (Mend(f"改成“{name}”", (Edit("name", row.indicator.name, name, row.number),)),)


def _subject(table: Table) -> str:
    """The project without the year and without what it is paid from."""
    words = "".join(table.project.name.split()) if table.project else ""
    words = _YEAR.sub("", words)
    while (shorter := _OF_MONEY.sub("", words)) != words:
        words = shorter
    return words if _A_SUBJECT.fullmatch(words) else ""


_A_SUBJECT = re.compile(r"[一-龥]{2,16}")  # without numbers of papers


def without_words(place: TextPlace, name: str, words: str) -> tuple[Mend, ...]:
    """The name of an indicator without the words of another level, and without what belongs to them alone."""
    left = re.sub(rf"(?:平均)?每?{re.escape(words)}", "", "".join(name.split()))
    if place.row is None or place.field != "name" or len(left) < _A_NAME:
        return ()
    return (Mend(f"改成“{left}”", (Edit("name", name, left, place.row),)),)


_A_NAME = 3  # characters
_PLANNED = ("完成率", "到位率", "执行率", "支付率", "拨付率", "兑现率")
_SHARES = ("合格率", "达标率", "通过率", "优秀率", "优良率", "及时率", "准确率", "满足率", "知晓率", "达成率")


def calculated(row: Row) -> tuple[Mend, ...]:
    """How a share of this name is always reckoned; nothing where the name leaves open what is shared."""
    label = row.label
    ending = next((one for one in (*_PLANNED, *_SHARES) if label.endswith(one) and label != one), "")
    if not ending:
        return ()
    what, done = label.removesuffix(ending), ending.removesuffix("率")
    if ending in _PLANNED:
        text = f"实际{done}的{what}÷应{done}的{what}×100%"
    else:
        text = f"{what}中{done}的数量÷{what}的总数量×100%"
    edit = Edit("description", row.indicator.description, text, row.number)
    return (Mend(f"写成“{text}”", (edit,)),)


# Values


def graded_instead(row: Row, words: Iterable[str]) -> tuple[Mend, ...]:
    """A word that can be graded in the place of one that cannot; what was said there goes to the description.

    Nothing where the text has no descriptions and more than a general word would be lost.
    """
    if any(other.indicator.description.strip() for other in row.table.rows):
        return tuple(_graded(row, word) for word in words)
    return tuple(says(row, word) for word in words) if len(row.printed) <= _GENERAL else ()


_GENERAL = 4  # characters, as 明显 and 持续提升


def _graded(row: Row, word: str) -> Mend:
    said, phrase = row.indicator.description.strip(), row.indicator.value.strip()
    described = said if phrase in said else "；".join(filter(None, (said, phrase)))
    edits = [Edit(VALUE, row.indicator.value, word, row.number)]
    if described != row.indicator.description:
        edits.append(Edit("description", row.indicator.description, described, row.number))
    return Mend(f"改成“{word}”，“{phrase}”留在绩效指标描述", tuple(edits))


def as_before(row: Row, earlier: Iterable[str]) -> tuple[Mend, ...]:
    """The value of an earlier year, as the text prints it, with the sign of the target."""
    sign = re.match("[≥≤=＝><]?", row.printed)
    values = [f"{sign.group() if sign else ''}{''.join(value.split())}" for value in earlier]
    return tuple(says(row, value) for value in dict.fromkeys(values))
