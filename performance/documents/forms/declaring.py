"""A form → the text of its file: what ``load_form`` makes the same form of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from performance.content.model import FieldKind
from performance.documents.forms.form import FieldControl, Form, FormCell, FormColumn, FormPart
from performance.documents.forms.own_words import plain_words

_TEXTS = ("id", "province", "edition", "kind", "title", "year_line", "unit_line", "description", "money")
_ALWAYS = frozenset(("id", "province", "edition", "kind", "title", "description", "money"))


def toml_of(form: Form) -> str:
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    yield from _head(form)
    if form.controls:
        yield from ("", "[controls]")
        yield from (f"{_string(name)} = {_control(control)}" for name, control in form.controls.items())
    if form.words is not None:
        for table, words in plain_words(form.words).items():
            yield from ("", f"[words.{table}]")
            yield from (f"{_string(text)} = {_string(key)}" for text, key in words.items())
    for part in form.parts:
        yield from ("", "[[part]]", *_part(part))


def _head(form: Form) -> Iterator[str]:
    for key in _TEXTS:
        if (text := getattr(form, key)) or key in _ALWAYS:
            yield f"{key} = {_string(text)}"
    for key in ("valid_from", "valid_to"):
        if year := getattr(form, key):
            yield f"{key} = {year}"
    if form.unverified:
        yield "unverified = true"
    if form.families:
        yield f"families = {_strings(form.families)}"
    yield f"grid = [{', '.join(map(str, form.grid))}]"


def _part(part: FormPart) -> Iterator[str]:
    if part.list:
        yield f"list = {_string(part.list)}"
        if part.side is not None:
            yield f"side = {_string(_cell(part.side))}"
        yield f"columns = {_strings(list(map(_column, part.columns)))}"
    else:
        yield "rows = ["
        yield from (f"  {_strings(list(map(_cell, row)))}," for row in part.rows)
        yield "]"
    if part.optional:
        yield "optional = true"


def _cell(cell: FormCell) -> str:
    text = "^" if cell.below else cell.label
    if cell.field:
        text = f"{{{cell.field}:{cell.more}}}" if cell.more else f"{{{cell.field}}}"
    return _spanned(text, cell.span)


def _column(column: FormColumn) -> str:
    side = f"@{column.side}" if column.side else ""
    over = f">{column.over}" if column.over else ""
    return _spanned(f"{column.key}{side}{over}:{column.head}", column.span)


def _spanned(text: str, span: int) -> str:
    """A text that ends like a span is written with the span of one cell behind it."""
    ends_alike = text.rpartition("*")[2].isdecimal() and "*" in text
    return f"{text}*{span}" if span > 1 or ends_alike else text


def _control(control: FieldControl) -> str:
    if control.kind is FieldKind.BOXES:
        return f"{{ ticks = {_strings(control.choices)} }}"
    return _strings(control.choices) if control.choices else _string(control.kind.value)


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _string(text: str) -> str:
    """JSON's escapes are TOML's, which wants the sign of deletion escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
