"""The running text of a Hebei statement: cover, the three sections of part one, and its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indicators.text import normalise_label
from performance.content.model import CoverContent, SectionContent, SectionKind, StatementContent
from performance.documents.blocks import Anchor, Block, Heading, Paragraph, SourceRow
from performance.documents.cells import one_line, verbatim
from performance.documents.reading import Cursor

PART_ONE = "第一部分 部门整体绩效目标"
PART_TWO = "第二部分 预算项目绩效目标"
SECTIONS = {
    SectionKind.OVERALL_GOAL: "一、总体绩效目标",
    SectionKind.FUNCTIONAL_GOAL: "二、分项绩效目标",
    SectionKind.ARRANGEMENTS: "三、工作保障措施",
}
GOAL, INDICATORS = "绩效目标：", "绩效指标："

_TITLE = re.compile(
    r"(?P<name>.*?)\s*(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})?\s*(?:年度?)?\s*部门预算绩效文本\s*"
    r"(?:[(（](?P<year_behind>20\d\d)\s*年度?[)）])?\s*(?:[(（](?P<mark>.+)[)）])?"
)
_PROJECT = re.compile(r"\d+\s*[.、．]\s*(?P<name>.+)绩效目标表", re.DOTALL)
_ORDINAL = re.compile(r"[（(](?P<ordinal>[一二三四五六七八九十百千零]{1,7})[)）]\s*")
_TABLE_BEGINS = {"项目编码", "单位:万元", "单位:元"}
_DIGITS = "一二三四五六七八九"
_ARABIC = str.maketrans("〇○零" + _DIGITS, "000123456789")
_NUMBERED = re.compile(r"\d+[.、．]")
_PART_TWO_HEADINGS = {normalise_label(line) for line in (PART_TWO, *PART_TWO.split())}
_HEADINGS = {normalise_label(line) for part in (PART_ONE, PART_TWO) for line in (part, *part.split())}
_SECTION_OF = {
    re.compile(rf"[一二三四五六]、(工作)?{normalise_label(heading[2:]).removeprefix('工作')}"): kind
    for kind, heading in SECTIONS.items()
}


@dataclass(frozen=True)
class Cover:
    content: CoverContent
    department_name: str
    year: int | None


def same(one: str, other: str) -> bool:
    return normalise_label(one) == normalise_label(other)


def project_title(row: SourceRow) -> str | None:
    """The project named by a heading such as ``1.劳务费绩效目标表``, or None."""
    text = row.text
    match = _PROJECT.fullmatch(one_line(text)) if text else None
    return match["name"].strip() if match else None


def is_part_two_heading(row: SourceRow) -> bool:
    text = row.text
    return bool(text) and normalise_label(text) in _PART_TWO_HEADINGS


def section_kind(row: SourceRow) -> SectionKind | None:
    text = normalise_label(row.text)
    return next((kind for pattern, kind in _SECTION_OF.items() if pattern.fullmatch(text)), None)


def commonest_year(codes: Iterable[str], names: Iterable[str]) -> int | None:
    """The year in most 21-character project codes (positions 7 and 8), else in most project names."""
    years = Counter(2000 + int(code[6:8]) for code in codes if re.fullmatch(r"\d{8}\w{13}", code))
    years = years or Counter(int(year) for name in names for year in re.findall(r"20[1-4]\d(?=\s*年)", name))
    return years.most_common(1)[0][0] if years else None


def read_part_one(cursor: Cursor) -> tuple[Cover, tuple[SectionContent, ...]]:
    """Cover and sections, up to the heading of part two or the first project table."""
    cover: dict[str, str] = {}
    lines: dict[SectionKind, list[str]] = {}
    section: SectionKind | None = None
    while (row := cursor.row) is not None and not _is_part_two(row):
        kind = section_kind(row)
        if kind is not None:
            section = kind
            lines.setdefault(kind, [])
        elif normalise_label(row.text) in _HEADINGS:
            pass
        elif section is None:
            _read_cover(row, cover, cursor)
        elif row.text:
            lines[section].append(verbatim(row.text))
        else:
            cursor.leave_out(row)
        cursor.advance()
    for kind, heading in SECTIONS.items():
        if lines and kind not in lines:
            cursor.notice(f"没有找到“{heading}”这一标题，其内容如有，已并入前一部分。", label=PART_ONE)
    return _cover(cover), tuple(_sections(lines))


def _is_part_two(row: SourceRow) -> bool:
    named = is_part_two_heading(row) or project_title(row) is not None
    return named or any(normalise_label(cell) in _TABLE_BEGINS for cell in row.cells)


def _read_cover(row: SourceRow, values: dict[str, str], cursor: Cursor) -> None:
    """Adds what a line of the cover says; one that says nothing known, or otherwise than before, is not placed."""
    found = {name: text for name, text in _cover_line(verbatim(row.text)).items() if text}
    if not found or any(not same(values.get(name, text), text) for name, text in found.items()):
        cursor.leave_out(row)
    else:
        values |= found


def _cover_line(text: str) -> dict[str, str]:
    if title := _TITLE.fullmatch(one_line(text)):
        named = {name: (value or "").strip() for name, value in title.groupdict().items()}
        behind = named.pop("year_behind")
        return named | {"year": named["year"].translate(_ARABIC) or behind}
    for ending, name in (("编制", "prepared_by"), ("审", "reviewed_by")):
        if text.endswith(ending):
            return {name: text.removesuffix(ending).strip()}
    return {}


def _cover(values: dict[str, str]) -> Cover:
    lines = {name: values.get(name, "") for name in ("mark", "prepared_by", "reviewed_by")}
    return Cover(
        CoverContent(**lines), values.get("name", ""), int(values["year"]) if "year" in values else None
    )


def _sections(lines: dict[SectionKind, list[str]]) -> Iterator[SectionContent]:
    for kind in SECTIONS:
        if kind == SectionKind.FUNCTIONAL_GOAL:
            yield from _functional_goals(lines.get(kind, ()))
        elif lines.get(kind):
            yield SectionContent(kind, text="\n".join(lines[kind]))


def _functional_goals(lines: Sequence[str]) -> Iterator[SectionContent]:
    """Goals under a title ``（一）…`` with 绩效目标 and 绩效指标; or, in 2020, one numbered paragraph each."""
    goal: SectionContent | None = None
    last = "text"
    titles = 0
    for line in lines:
        title = _ORDINAL.match(line)
        if title or goal is None or (not goal.title and _NUMBERED.match(line)):
            if goal is not None:
                yield goal
            goal, last = SectionContent(SectionKind.FUNCTIONAL_GOAL), "text"
            if title:
                titles += 1
                goal = replace(goal, title=_without_ordinal(line, title, titles))
                continue
        last, piece = _piece(line, last)
        if last == "text":
            goal = replace(goal, text=f"{goal.text}\n{piece}".strip())
        else:
            goal = replace(goal, indicator_text=f"{goal.indicator_text}\n{piece}".strip())
    if goal is not None:
        yield goal


def _without_ordinal(line: str, ordinal: re.Match[str], number: int) -> str:
    """The title alone; an ordinal out of turn stays, for printing would not bring it back."""
    return line[ordinal.end() :] if ordinal["ordinal"] == chinese_ordinal(number) else line


def chinese_ordinal(number: int) -> str:
    """一 to 九千九百九十九, as titles are counted; what is more is counted in digits."""
    if number > 9999:
        return str(number)
    spoken = "".join(
        ("零" if not digit else _DIGITS[digit - 1] + unit)
        for digit, unit in zip(map(int, f"{number:04}"), ("千", "百", "十", ""), strict=True)
    )
    spoken = re.sub("零+", "零", spoken).strip("零")
    return spoken.removeprefix("一") if spoken.startswith("一十") else spoken


def _piece(line: str, last: str) -> tuple[str, str]:
    """Which text of a goal a line belongs to, and the line without its caption."""
    for caption, name in ((GOAL, "text"), (INDICATORS, "indicator_text")):
        if normalise_label(line).startswith(normalise_label(caption)):
            return name, re.split("[:：]", line, maxsplit=1)[1].strip()
    return last, line


def title(content: StatementContent) -> str:
    year = f"{content.year}年" if content.year else ""
    mark = f"（{content.cover.mark}）" if content.cover.mark else ""
    return f"{content.department_name}{year}部门预算绩效文本{mark}"


def cover_lines(content: StatementContent) -> Iterator[str]:
    if content.cover.prepared_by:
        yield f"{content.cover.prepared_by}编制"
    if content.cover.reviewed_by:
        yield f"{content.cover.reviewed_by}审"


def print_part_one(content: StatementContent) -> Iterator[Block]:
    for line in PART_ONE.split():
        yield Heading(line, 1)
    for kind, heading in SECTIONS.items():
        yield Heading(heading, 2)
        titles = 0
        for index, section in enumerate(content.sections):
            if section.kind == kind:
                titles += bool(section.title)
                for field, line in _printed_lines(section, titles):
                    yield Paragraph(line, Anchor(field, "sections", index))


def _printed_lines(section: SectionContent, number: int) -> Iterator[tuple[str, str]]:
    """Each line with the field that it prints."""
    if section.title:
        counted = "" if _ORDINAL.match(section.title) else f"（{chinese_ordinal(number)}）"
        yield "title", counted + section.title
    printed = (("text", GOAL if section.title else ""), ("indicator_text", INDICATORS))
    for name, caption in printed:
        if text := getattr(section, name):
            for line in (caption + text).split("\n"):
                yield name, line
