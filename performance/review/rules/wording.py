"""F6-F9: are the goals written as goals of this department and this year?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.content.model import GoalContent, SectionKind
from performance.review.budget import Watched
from performance.review.case import Case, Prose
from performance.review.engine import Remark, statement_rule
from performance.review.findings import OwnerKind, Severity, Topic
from performance.review.needs import WHOLE_GOAL
from performance.review.overlap import OverlapIndex, least_share
from performance.review.rule_sets import any_of, any_word
from performance.review.similarity import core, likeness, pairs
from performance.review.thresholds import COPY_LIKENESS, Threshold
from performance.review.worded_mends import in_the_future

_ITEM = re.compile(r"(?:^|[\n。；;])[^\S\n]*(?:目标)?[0-9]{1,2}\s*[、.．：]")


@statement_rule(
    "F6",
    Severity.HINT,
    "总体目标照抄部门职能",
    Topic.NO_GOAL,
    needs=(WHOLE_GOAL,),
    reason="职能年年相同，目标要说今年做到什么程度。",
    source="与部门职能文字比较；没有职能部分的表样按职能用语和有无数量判断（启发式）；部门整体表的目标没有数量、四分之三以上抄自职能栏的为警告。",
    example="总体绩效目标1—9项都是“组织……”“负责……”，没有一个数量。",
    remedy="写明本年度要达到的结果。",
    thresholds=(COPY_LIKENESS, Threshold("min_mandate_items", "至少几项职能用语才提示", 3, 10)),
)
def overall_goal_is_not_the_mandate(case: Case) -> Iterator[Remark]:
    """The overall goal is not a list of statutory functions."""
    mandates = _Mandates(case)
    for index, section in case.sections(SectionKind.OVERALL_GOAL):
        items = _items(case, section.text)
        copied = [item for item in items if mandates.hold(item)]
        worded = [
            item
            for item in items
            if item.startswith(case.parameters.mandate_verbs) and not re.search(r"[0-9]", item)
        ]
        like = copied or (worded if len(worded) >= case.parameters.min_mandate_items else [])
        if like:
            quoted = "；".join(item[:16] + "……" for item in like[:3])
            yield Remark(
                case.at_section(index),
                f"{len(like)}项：{quoted}",
                "总体目标像是部门职能。",
                judged=section.text,
                expected="本年度要达到的结果",
            )
    yield from _goals_that_are_the_mandate(case)


def _goals_that_are_the_mandate(case: Case) -> Iterator[Remark]:
    """Where the form prints the mandate in a cell of its own, a goal that only says it again is no goal."""
    mandate = core("".join(one.text for _, one in case.sections(SectionKind.MANDATE)))
    for table in case.goals if mandate else ():
        goal = table.content
        text = goal.text if isinstance(goal, GoalContent) else ""
        if len(core(text)) >= _A_SENTENCE and not re.search("[0-9]", text) and _is_taken_from(text, mandate):
            yield Remark(
                table.at("text"),
                text[:30],
                "目标就是部门职能。",
                judged=text,
                expected="本年度要达到的结果",
                severity=Severity.WARNING,
            )


def _is_taken_from(text: str, mandate: str) -> bool:
    return core(text) in mandate or len(pairs(text) & pairs(mandate)) >= _MOST_OF_IT * len(pairs(text))


_A_SENTENCE = 12  # characters
_MOST_OF_IT = 0.75


class _Mandates:
    """The statutory functions that the text names."""

    def __init__(self, case: Case) -> None:
        self._likeness = case.parameters.copy_likeness
        mandates = (one.text for _, one in case.sections(SectionKind.MANDATE))
        self._items = case.watched(item for text in mandates for item in _items(case, text))
        self._to_the_letter = frozenset(self._items)
        self._index = OverlapIndex(map(pairs, self._items))

    def hold(self, item: str) -> bool:
        if item in self._to_the_letter:
            return True
        alike = self._index.sharing(pairs(item), least_share(self._likeness))
        return any(likeness(item, self._items[number]) >= self._likeness for number in alike.numbers)


def _items(case: Case, text: str) -> Watched[str]:
    pieces = (core(piece) for piece in _ITEM.split(text))
    return case.watched(piece for piece in pieces if len(piece) > 6)


@statement_rule(
    "F7",
    Severity.WARNING,
    "目标写成了过去的总结",
    Topic.NO_GOAL,
    reason="目标说的是将要做到的事，“营造了”“做出了贡献”是总结的口气，多半抄自上年报告。",
    source="过去时的说法见规则集 past_patterns（启发式）。",
    example="“营造了浓厚的氛围，为……作出了贡献”。",
    remedy="改写为预期结果。",
)
def goals_speak_of_the_future(case: Case) -> Iterator[Remark]:
    """No goal reports what has been done."""
    pattern = any_of(case.parameters.past_patterns)
    for prose in case.prose:
        if prose.is_goal:
            found = list(dict.fromkeys(match.group() for match in pattern.finditer(prose.flat)))
            if found:
                yield Remark(
                    prose.place,
                    "；".join(found),
                    "目标用了过去时的说法。",
                    judged=prose.flat,
                    expected="预期结果",
                    mends=in_the_future(case, prose, pattern),
                )


@statement_rule(
    "F8",
    Severity.WARNING,
    "套用其他层级或年度的文字",
    Topic.YEARS,
    reason="照抄的文字会指向别的机关、别的年度。",
    source="上级机关的称呼见规则集 foreign_offices；年度与预算年度比较，文号和书名号内的年份、讲来由的栏目（background_heads）不算（启发式）。",
    example="县级文本写“按省财政厅要求”；2026年的文本里有“2025年……”项目。",
    remedy="改为本级机关、本年度；结转项目请说明。",
)
def text_is_of_this_office_and_year(case: Case) -> Iterator[Remark]:
    """No text speaks of another level's office or of an earlier year as its own."""
    for prose in case.prose:
        if found := _foreign_office(case, prose.flat):
            yield Remark(
                prose.place,
                prose.flat[found.start() : found.end() + 10],
                f"文本写“{found['office']}”，不是本级的财政部门。",
                judged=prose.flat,
                expected="本级财政部门",
            )
        yield from _earlier_year(case, prose)
    for table in case.projects:
        if table.project:
            yield from _earlier_year(case, Prose(table.project.name, table.at("name"), is_goal=False))


def _foreign_office(case: Case, flat: str) -> re.Match[str] | None:
    """Another level's office where it is told what to do by it; what it decreed or granted may be quoted."""
    if not case.owner_name or "财政" in case.owner_name:
        return None
    levels = {mark for mark in "省市县区州旗" if mark in case.owner_name}
    pattern = re.compile(
        rf"(?:按照?|依照|遵照|报)(?P<office>{any_word(case.parameters.foreign_offices).pattern})"
        r"(?!关于|《|下达|批复|核定|印发|文件)"
    )
    own = "市" if "市" in levels else "省" if levels == {"省"} else ""
    return next((found for found in pattern.finditer(flat) if found["office"][0] != own), None)


_YEAR = re.compile(r"(?<![0-9—\-至])(20[0-9]{2})年(?!底前?已|以来|至|—|-|度?[比较])")


_OPENING = re.compile(r"[《〔\[(（【]")
_TITLE_END, _BRACKET_END = re.compile("》"), re.compile(r"[〕\])）】]")


def _outside_brackets(text: str) -> str:
    """The text without what stands in brackets and book titles; a bracket that nothing closes stays."""
    pieces, at, unclosed = [], 0, set()
    for opening in _OPENING.finditer(text):
        end = _TITLE_END if opening.group() == "《" else _BRACKET_END
        if opening.start() < at or end in unclosed:
            continue
        if closing := end.search(text, opening.end()):
            pieces.append(text[at : opening.start()])
            at = closing.end()
        else:
            unclosed.add(end)
    return "".join((*pieces, text[at:]))


def _earlier_year(case: Case, prose: Prose) -> Iterator[Remark]:
    year = case.content.year
    if year is None or (prose.place.owner is OwnerKind.SECTION and not prose.is_goal):
        return
    if prose.place.field == "fields" and any_word(case.parameters.background_heads).search(prose.place.label):
        return
    bare = _outside_brackets(prose.flat)
    found = next((m for m in _YEAR.finditer(bare) if int(m[1]) < year and not _compares(case, bare, m)), None)
    if found:
        yield Remark(
            prose.place,
            prose.flat[max(0, prose.flat.find(found.group())) :][:24],
            f"{year}年的文本写着{found[1]}年。",
            judged=prose.flat,
            expected=f"{year}年",
        )


def _compares(case: Case, text: str, found: re.Match[str]) -> bool:
    """Whether the year is only what this one is measured against, or where its money comes from."""
    before = text[max(0, found.start() - 2) : found.start()]
    after = text[found.end() : found.end() + 16]
    compared = before.endswith(case.parameters.year_comparisons)
    return compared or any(word in after for word in case.parameters.year_reasons)


@statement_rule(
    "F9",
    Severity.HINT,
    "以政治性套话代替目标",
    Topic.NO_GOAL,
    reason="指导思想人人相同，看不出本项目要做成什么。",
    source="套话词表见规则集 political_words；有具体数量的不提示（启发式）。",
    example="场馆运营项目的目标以“以……为指导”开头，没有任何数量。",
    remedy="写明做什么、做多少、达到什么效果。",
)
def goal_is_more_than_an_opening(case: Case) -> Iterator[Remark]:
    """A goal that opens politically goes on to name a quantity."""
    opening = any_word(case.parameters.political_words)
    for prose in case.prose:
        if prose.is_goal and not re.search(r"[0-9]", prose.flat) and (found := opening.search(prose.flat)):
            start = max(prose.flat.rfind(mark, 0, found.start()) for mark in "。；，") + 1
            yield Remark(
                prose.place,
                prose.flat[start : start + 40],
                "目标只有指导思想，没有可衡量的内容。",
                expected="动作、对象和数量",
                judged=prose.flat,
            )
