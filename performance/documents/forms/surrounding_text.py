"""The lines around tables: titles, the year, the unit of money, who made the text; the rest is prose and is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indicators.text import half_width, normalise_label
from performance.content.model import FieldKind, OwnField
from performance.documents.blocks import Noise, SourcePlace
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.inline import ONLY_MONEY, inline_pairs
from performance.documents.forms.words import Label, head_of, label_of, money_of, parents

_TITLE = re.compile(
    r"[^。；;：:]{0,60}(表\d{0,2}|申报书|目标书|情况说明|绩效目标(?:情况|公开|批复|汇总|一览|清单)?|文本)([（(][^（()）]{0,20}[)）])?"
)
_ATTACHMENT = re.compile(r"(附件|附表|附|表)\s*[\d一二三四五六七八九十.\-—]{0,8}\s*[:：]?")
_ATTACHED = re.compile(r"^(?:附件|附表|附|表)[\d一二三四五六七八九十.\-—]{0,8}[:：]")
_YEARS = (
    re.compile(r"[(（]\s*(20\d\d)\s*年?度?\s*[)）]"),
    re.compile(r"(20\d\d)\s*年"),
    re.compile(r"(20\d\d)(?!\d)(?=.{0,12}(预算|绩效|项目))"),
)
_ONLY_YEAR = re.compile(r"[(（]?(20\d\d)?年?度?[)）]?|二[〇○零].{2}年度?")
_WIDE_GAP = re.compile(r"[ \t　]{2,}|[\t　]")
_BESIDE_MONEY = re.compile(
    r"[(（]?(?:金额|货币|计量)?单位[:：]?[(（]?(?:人民币)?(?:亿元|百万元|万元|千元|元)[)）]{0,2}$"
)
_CHINESE_YEAR = re.compile(r"二[〇○O0零Ｏ]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_HEADING = re.compile(
    r"([一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+[部章节])[^。；]{1,30}"
)
_CONTENTS_LINE = re.compile(r".*(\.{3,}|…{1,}|·{3,}|\t)\s*\d{1,4}|目\s*录")
_LOST_TABLE = re.compile(
    r"一级\s*指标\s*二级\s*指标|(数量|质量|时效|成本|效益|影响|满意度)指标.{0,40}[≥≤＝=].*(数量|质量|时效|成本|效益|影响|满意度)指标.{0,40}[≥≤＝=]",
    re.DOTALL,
)
_ONE_OF_SEVERAL = re.compile(r"^\s*项目\s*[一二三四五六七八九十\d]{1,3}\s*[:：](?=[^。；;]{2,60}$)")
_LISTS = frozenset(("indicators", "mid_indicators"))
_OF_A_PROJECT = frozenset(("name", "code", "goal", "unit_name", "leader", "period", "project_class"))
_COVER = re.compile(
    r"[^。；;：:,，]{0,30}(20\d\d|二[〇○零]..)年度?[^。；;：:,，]{0,20}(公开|报告|说明|材料|汇编|草案)"
)
_OFFICE = re.compile(
    r"(?:附件[\d一二三四五六七八九十]{0,2}[:：]?)?(?:关于)?(?:公开|印发|下达|批复)?"
    r"(?P<name>(?![各全我本])[^\d\s。；;：:,，（()）“”《》]{0,28}(?:[^\d\s。；;：:,，（()）“”《》]{2}[局委办厅院校学所站会部处府司馆团社室镇乡队联协]|(?:开发|高新|新|园|景|保护|示范|管理|灌|林)区|中心|街道|工会|法院|检察院|委员会))(?:[(（]本级[)）])?"
    r"(?:关于)?(?:公开)?(?:20\d\d|二[〇○零]..)年"
)
_ONLY_NUMBERED = re.compile(r"(?:公开|预算|附)?[第\d一二三四五六七八九十\-]*表")
_NOTE = re.compile(r"(注|备注|说明|填表说明|填报说明)\s*[:：].*", re.DOTALL)


@dataclass
class Head:
    """What the lines so far said; ``labelled`` are labels with their texts for the tables that follow.

    ``coming`` is of the project whose table follows, where lines above the table name it.
    ``caption`` is the last line that names a table, of whatever subject; ``list_label`` the line right above a table
    that says which of its lists of indicators follows.
    """

    title: str = ""
    year: int | None = None
    year_place: SourcePlace | None = None
    cover_year: int | None = None
    money: str = ""
    labelled: dict[str, str] = field(default_factory=dict)
    fields: list[OwnField] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    caption: str = ""
    list_label: Label | None = None
    coming: dict[str, str] = field(default_factory=dict)
    coming_funds: list[tuple[Label, str, SourcePlace]] = field(default_factory=list)
    coming_lines: list[str] = field(default_factory=list)
    named_before_year: dict[str, str] = field(
        default_factory=dict
    )  # offices, each with the title that names it
    _group: str = ""
    _heading: str = ""

    def read(self, text: str, place: SourcePlace, account: ReadingAccount) -> None:
        """Take up one line."""
        squeezed = normalise_label(text)
        label = label_of(text)
        self.list_label = label if label is not None and label.key in _LISTS else None
        if money := _money_line(text):
            self.money = money
        if money and ONLY_MONEY.fullmatch(squeezed):
            account.noise.append(Noise("金额单位", text, place))
        elif len(text) < 200 and _CONTENTS_LINE.fullmatch(text.strip()):
            account.noise.append(Noise("目录", text, place))
        elif is_title(squeezed) or (money and _ONLY_YEAR.fullmatch(_BESIDE_MONEY.sub("", squeezed))):
            self._take_title(text, place, account)
        elif _COVER.fullmatch(squeezed):
            self._take_cover(text, place, account)
        elif not self._take_labels(self._without_year(text, place, account), place):
            self._take_prose(text)

    def _without_year(self, text: str, place: SourcePlace, account: ReadingAccount) -> str:
        """A line of several labels without the year that stands between two of them, which is taken."""
        pieces = _WIDE_GAP.split(text)
        years = [piece for piece in pieces if (found := _ONLY_YEAR.fullmatch(piece)) and found[1]]
        if len(years) != 1 or len(pieces) == 1 or not any(True for _ in inline_pairs(text)):
            return text
        self._take_year(int(half_width(years[0]).strip("（）()年度")), place, account)
        account.noise.append(Noise("标题", years[0], place))
        return "　　".join(piece for piece in pieces if piece != years[0])

    def _take_title(self, text: str, place: SourcePlace, account: ReadingAccount) -> None:
        squeezed = _ATTACHED.sub("", normalise_label(text))
        account.noise.append(Noise("标题", text, place))
        self._take_office(text)
        if (year := year_in(text)) is not None:
            self._take_year(year, place, account)
        if squeezed.endswith("表") and not _ONLY_NUMBERED.fullmatch(squeezed):
            self.caption = squeezed
        if squeezed.endswith("情况说明"):
            self._group = squeezed
        if len(squeezed) > 8 and "表" in squeezed:
            self.title, self._heading, self._group = squeezed, "", ""
            self.titles.append(squeezed)

    def _take_cover(self, text: str, place: SourcePlace, account: ReadingAccount) -> None:
        """The name of the whole document: its year counts until a title of a table says one."""
        account.noise.append(Noise("标题", text, place))
        self._take_office(text)
        self.cover_year = self.cover_year or year_in(text)

    def _take_office(self, text: str) -> None:
        if found := _OFFICE.match(normalise_label(text)):
            self.named_before_year.setdefault(found["name"], normalise_label(text))

    def _take_year(self, year: int, place: SourcePlace, account: ReadingAccount) -> None:
        if self.year is not None and year != self.year:
            account.notice(
                place,
                f"这里写的是{year}年，前面是{self.year}年，按前面的年度读入，请核对。",
                "预算年度",
                str(year),
            )
            return
        self.year, self.year_place = year, place

    def _take_labels(self, text: str, place: SourcePlace) -> bool:
        pairs = list(inline_pairs(_ONE_OF_SEVERAL.sub("项目名称：", text)))
        for label, value in pairs:
            if label.kind == "field" and label.key == "unit_name" and label.text == "单位" and money_of(text):
                continue
            if label.kind == "field" and label.key in _OF_A_PROJECT and (self.coming or label.key == "name"):
                self.coming[label.key] = value
            elif label.kind == "fund" and self.coming and value:
                self.coming_funds.append((label, value, place))
            elif label.kind == "field":
                self.labelled.setdefault(label.key, value)
            elif value:
                self.keep(label.text, value)
        if pairs and self.coming:
            self.coming_lines.append(text)
        return bool(pairs)

    def keep_coming(self) -> None:
        """Keep what lines said of a project, whose table says it itself."""
        for line in self.coming_lines:
            self.keep("", line)
        self.forget_coming()

    def forget_coming(self) -> None:
        self.coming, self.coming_funds, self.coming_lines = {}, [], []

    def _take_prose(self, text: str) -> None:
        text = text.strip()
        if len(text) < 40 and _HEADING.fullmatch(text):
            self._heading = text
            return
        last = self.fields[-1] if self.fields else None
        if self._heading and last is not None and (last.label, last.group) == (self._heading, self._group):
            self.fields[-1] = OwnField(
                last.label, f"{last.value}\n{text}", last.kind, last.group, last.position
            )
        else:
            self.keep("注" if _NOTE.fullmatch(text) else self._heading, text)

    def keep(self, label: str, value: str) -> None:
        self.fields.append(OwnField(label, value, FieldKind.TEXT, self._group, len(self.fields)))


def is_lost_table(text: str) -> bool:
    """Whether a line is a table whose cells have run together, or one of its heads by itself: nothing of it is prose."""
    if len(text) < 12:
        return head_of(text) in ("level1", "level2") or (
            bool(parents(text)) and text.strip().endswith("指标")
        )
    return _LOST_TABLE.search(text) is not None


def year_in(text: str) -> int | None:
    """The one budget year that a title names, in digits or in Chinese numerals."""
    text = half_width(text)
    for pattern in _YEARS:
        years = {int(year) for year in pattern.findall(text) if not isinstance(year, tuple)}
        years |= {int(year[0]) for year in pattern.findall(text) if isinstance(year, tuple)}
        if len(years) == 1:
            return years.pop()
        if years:
            return None
    if found := _CHINESE_YEAR.search(text):
        return 2000 + 10 * _DIGITS[found[1]] + _DIGITS[found[2]]
    return None


def is_prose(field: OwnField) -> bool:
    """Whether a field of a statement is running text, printed between tables and not in one."""
    headed = field.label in ("", "注") or _HEADING.fullmatch(field.label) is not None
    return headed or field.group.endswith("情况说明")


def is_title(squeezed: str) -> bool:
    squeezed = _ATTACHED.sub("", squeezed) or squeezed
    if not squeezed or len(squeezed) > 70:
        return False
    return bool(
        _ONLY_YEAR.fullmatch(squeezed) or _ATTACHMENT.fullmatch(squeezed) or _TITLE.fullmatch(squeezed)
    )


def _money_line(text: str) -> str:
    squeezed = normalise_label(text).replace("：", ":")
    found = re.search(r"单位[:]?[(（]?(?:人民币)?(亿元|百万元|万元|千元|元)", squeezed)
    return found[1] if found else ""
