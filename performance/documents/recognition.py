"""Which form a document is printed in: the provinces, their editions, and the signs they are known by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indicators.text import normalise_label
from performance.content.model import StatementContent
from performance.documents.blocks import Printed, Source
from performance.documents.forms import locations as form_locations
from performance.documents.forms import printing
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.known import forms_of_edition, readable
from performance.documents.forms.read import UNKNOWN_FORM, read_form
from performance.documents.layouts import guizhou, hebei, hubei, hubei_locations
from performance.documents.locations import Location, Subject
from performance.documents.reading import Read

_BETWEEN_CELLS = "\0"
_SIZE_AND_PURPOSE = "预算规模及资金用途"  # cards of other forms print it too


class UnknownLayout(ValueError):
    """A document that is none of the known forms, or a province or edition that has none."""


@dataclass(frozen=True)
class Layout:
    """The forms of one province. ``signs`` are captions, or several together, one of which a document of it shows."""

    province: str
    editions: tuple[str, ...]
    parse: Callable[[Source, str], Read]
    render: Callable[[StatementContent], Printed]
    locate: Callable[[StatementContent, Subject], Location]
    signs: tuple[tuple[str, ...], ...]


LAYOUTS: Mapping[str, Layout] = {
    layout.province: layout
    for layout in (
        Layout(
            hebei.PROVINCE,
            tuple(hebei.EDITIONS),
            hebei.parse,
            hebei.render,
            hebei.locate,
            (
                (_SIZE_AND_PURPOSE, "资金支出计划"),
                (_SIZE_AND_PURPOSE, "绩效指标描述", "指标值确定依据"),
                ("部门预算绩效文本",),
                ("一、总体绩效目标",),
            ),
        ),
        Layout(
            hubei.PROVINCE,
            ("2024",),
            hubei.parse,
            hubei.render,
            hubei_locations.locate,
            (("部门总体资金情况",), ("部门职能概述",)),
        ),
        Layout(
            guizhou.PROVINCE,
            ("2024",),
            guizhou.parse,
            guizhou.render,
            guizhou.locate,
            (("部门(单位)职能描述",), ("指标解释及计算公式",), ("保障绩效目标实现的措施",)),
        ),
    )
}


DECLARED = Layout("", (), lambda source, _: read_form(source), printing.render, form_locations.locate, ())


def layout_of(province: str, edition: str) -> Layout:
    """The layout of a province that has this edition; declared forms share one. Raises UnknownLayout."""
    layout = LAYOUTS.get(province)
    if layout is not None and edition in layout.editions:
        return layout
    if province == UNKNOWN_FORM or forms_of_edition(province, edition):
        return DECLARED
    known = "、".join(readable_forms())
    raise UnknownLayout(f"没有“{province} {edition}”的表样，现有：{known}。")


def editions_of(province: str) -> list[str]:
    """The editions that a text of the province can be printed in, those of before first."""
    coded = LAYOUTS[province].editions if province in LAYOUTS else ()
    declared = (form.edition for form in shipped_forms().values() if form.province == province)
    return [*coded, *sorted({*declared} - {*coded})]


def provinces() -> list[str]:
    """Whose texts can be printed, those of before first."""
    return [*LAYOUTS, *sorted({form.province for form in shipped_forms().values()} - {*LAYOUTS})]


def readable_forms() -> list[str]:
    """The forms and editions that can be read, by name."""
    coded = [f"{one.province}（{'、'.join(one.editions)}版）" for one in LAYOUTS.values()]
    return coded + [form.name for form in readable()]


def recognise(source: Source, province: str | None = None) -> tuple[str, str]:
    """Province and edition of a document, told by the captions it prints. Raises UnknownLayout."""
    # One text is searched far sooner than a hundred thousand; no sign goes over the mark between its cells.
    cells = normalise_label(_BETWEEN_CELLS.join([cell for row in source.rows for cell in row.cells]))
    for layout in LAYOUTS.values():
        shown = any(all(normalise_label(caption) in cells for caption in sign) for sign in layout.signs)
        if layout.province == province or (province is None and shown):
            return layout.province, _edition(layout, cells)
    known = "、".join(readable_forms())
    raise UnknownLayout(f"认不出这是哪一种表样；可以读取的有：{known}。请核对是否选错了文件。")


def _edition(layout: Layout, cells: str) -> str:
    """The newest edition, but the 2020 form of Hebei where its 效果指标 is printed."""
    old = f"{_BETWEEN_CELLS}{hebei.OLD_SIGN}{_BETWEEN_CELLS}"
    is_old = layout.province == hebei.PROVINCE and old in f"{_BETWEEN_CELLS}{cells}{_BETWEEN_CELLS}"
    return hebei.OLD_EDITION if is_old else layout.editions[-1]
