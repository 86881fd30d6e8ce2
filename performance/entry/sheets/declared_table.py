"""A declared form as the table that its page and its workbook follow: the rows of its cards, then each list under its heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from performance.content.model import FieldKind, FundPeriod
from performance.documents.cells import Below, Label, Spec
from performance.documents.forms.amounts import FUND
from performance.documents.forms.form import FieldControl, Form, FormCell, FormPart
from performance.documents.forms.places import (
    OWN,
    TASKS,
    ColumnPlace,
    FormPlaces,
    ListPlace,
    fund_place,
    lists_of,
)
from performance.documents.layout import Each, One, Part, Table
from performance.documents.numbers import MoneyUnit
from performance.entry.field_specs import ESSAY, FIELD_SPECS, LINE, NO_SPEC, PARAGRAPH, FieldSpec
from performance.entry.form_cells import FormAmount, FormDate, FormFigure, FormNumber, FormText, KnownValue

HORIZON = "horizon"
READONLY = frozenset(("unit_name", "unit_code", "department_code"))
LIST_WIDTH = 12  # of a page whose form prints all projects in one list
OPERATORS = ("≥", "≤", "=", ">", "<", "定性")
_ESSAYS = frozenset(("mandate",))
_COLUMN_SPECS = {
    "level1": FieldSpec(max_length=100),
    "level2": FieldSpec(max_length=100),
    "name": FieldSpec(lines=LINE, max_length=500),
    "operator": FieldSpec(max_length=100, choices=OPERATORS),
    "unit": FieldSpec(max_length=200),
    "attribute": FieldSpec(max_length=200, choices=("定量", "定性")),
    "direction": FieldSpec(max_length=200, choices=("正向", "反向")),
    "core": FieldSpec(max_length=200),
    "period": FieldSpec(max_length=200),
    "end": FieldSpec(max_length=200),
}


def table_of(form: Form) -> Table:
    return Table(*_Drawing(form).parts(), widths=_widths(form))


def _widths(form: Form) -> tuple[float, ...]:
    return (8.0,) * LIST_WIDTH if form.kind == "list" else tuple(map(float, form.grid))


class _Drawing:
    def __init__(self, form: Form) -> None:
        self.form, self.places = form, FormPlaces(form)
        self.unit = MoneyUnit.called(form.money)
        self.width = len(_widths(form))

    def parts(self) -> Iterator[Part]:
        for part in self.form.parts:
            if not part.list:
                yield from self._card(part)
                continue
            if self.form.kind == "list":
                yield from self._project_rows(part)
            for place in lists_of(part, self.form):
                yield from self._list(part, place)

    # -- cards ------------------------------------------------------------------------------------------------

    def _card(self, part: FormPart) -> Iterator[Part]:
        for row in part.rows:
            if any(cell.field == "code_name" for cell in row):
                yield self._row("项目编码", self._field("code", self.width - self._first, NO_SPEC))
            if any(self._means(cell, "mid_goal") for cell in row):
                yield self._row("中期目标的期限", self._field(HORIZON, self.width - self._first, NO_SPEC))
            yield One(*self._cells(row))

    @property
    def _first(self) -> int:
        """The columns of a caption before a field that has the rest of the row."""
        return max(self.width // 4, 1)

    def _row(self, caption: str, spec: Spec) -> One:
        return One(Label(caption, self._first), spec)

    def _cells(self, row: Sequence[FormCell]) -> Iterator[Spec]:
        before = ""
        for cell in row:
            yield self._cell(cell, before)
            before = cell.label

    def _means(self, cell: FormCell, key: str) -> bool:
        label = self.form.meaning_of(cell.label)
        return label is not None and label.key == key

    def _cell(self, cell: FormCell, before: str) -> Spec:
        if cell.below:
            return Below(cell.span)
        if not cell.field or cell.field == "blank":
            return Label(cell.label, cell.span)
        if cell.field == FUND:
            return self._fund(cell, before)
        if cell.field == OWN:
            own = self.places.own_named(cell.more)
            return self._plain(
                own.name, cell.span, FieldSpec(cell.more, PARAGRAPH), self.form.controls.get(cell.more)
            )
        return self._field(cell.field, cell.span, NO_SPEC)

    def _fund(self, cell: FormCell, caption: str) -> FormAmount:
        place = fund_place(cell, caption)
        both = {one.period for one in self.places.funds} == {*FundPeriod}
        label = f"{place.period.label}：{place.source.label}" if both else ""
        return FormAmount(place.name, cell.span, self.unit, asks=FieldSpec(label, named=bool(label)))

    def _field(self, key: str, span: int, other: FieldSpec) -> Spec:
        if key in READONLY:
            return KnownValue(key, span)
        name = "name" if key in ("code_name", "project") else key
        known = FIELD_SPECS.get(name, other)
        lines = ESSAY if name in _ESSAYS else PARAGRAPH if name in ("goal", "mid_goal") else known.lines
        plain = FieldSpec("", lines, known.max_length)
        return self._plain(name, span, plain, self.form.controls.get(key))

    def _plain(self, name: str, span: int, spec: FieldSpec, control: FieldControl | None) -> Spec:
        asks = _controlled(spec, control)
        kind = control.kind if control is not None else FieldKind.TEXT
        if kind is FieldKind.DATE:
            return FormDate(name, span, asks=asks)
        if kind is FieldKind.AMOUNT:
            return FormFigure(name, span, asks=asks, money=self.form.money)
        return FormText(name, span, asks=asks)

    # -- lists ------------------------------------------------------------------------------------------------

    def _project_rows(self, part: FormPart) -> Iterator[Part]:
        """What a flat list prints of the project beside its first indicator, one below the other."""
        half = LIST_WIDTH // 4
        for column in part.columns:
            if not self.places.is_of_card(column):
                continue
            if column.key.startswith("fund_"):
                spec: Spec = FormAmount(self.places.funds[0].name, LIST_WIDTH - half, self.unit, asks=NO_SPEC)
            else:
                spec = self._field(column.key, LIST_WIDTH - half, NO_SPEC)
            yield One(Label(column.head, half), spec)

    def _list(self, part: FormPart, place: ListPlace) -> Iterator[Part]:
        side = part.side.span if part.side is not None else 0
        spans = _spread(place.columns, self.width - side)
        heads: list[Spec] = [Label(c.head, span) for c, span in zip(place.columns, spans, strict=True)]
        cells = [self._column(c, span, place.group) for c, span in zip(place.columns, spans, strict=True)]
        if part.side is not None:
            heads.insert(0, Label(part.side.label, side))
            cells.insert(0, Below(side))
        yield One(*heads)
        yield Each(place.group, *cells)

    def _column(self, column: ColumnPlace, span: int, group: str) -> Spec:
        label = "".join(column.head.lstrip("*").split())
        if column.name == "weight":
            return FormNumber(column.name, span, asks=FieldSpec(label))
        if column.name.startswith(f"{FUND}_"):
            return FormAmount(column.name, span, self.unit, asks=FieldSpec(label))
        spec = _COLUMN_SPECS.get(column.name, FieldSpec(lines=PARAGRAPH if group == TASKS else LINE))
        control = self.form.controls.get(column.head if column.own else column.name)
        return self._plain(column.name, span, replace(spec, label=label), control)


def _controlled(spec: FieldSpec, control: FieldControl | None) -> FieldSpec:
    if control is None:
        return spec
    if control.choices:
        ticks = control.kind is FieldKind.BOXES
        return replace(spec, lines=0, choices=control.choices, only=True, ticks=ticks)
    return replace(spec, lines=0)


def _spread(columns: Sequence[ColumnPlace], width: int) -> list[int]:
    """The spans of the columns over a width: their own where they fill it, else what is left goes round."""
    spans = [column.span for column in columns]
    if sum(spans) > width:
        spans = [1] * len(columns)
    for number in range(width - sum(spans)):
        spans[number % len(spans)] += 1
    return spans
