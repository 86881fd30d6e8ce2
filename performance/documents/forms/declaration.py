"""The file of a declared form → the form: everything that is wrong with it is said at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from performance.content.model import FieldKind
from performance.documents.forms.amounts import PER_WAN
from performance.documents.forms.declarable import (
    FIELDS,
    LISTS,
    LONGEST_FILE,
    LONGEST_TEXT,
    WIDEST,
    column_fault,
    faults_of_shape,
    faults_of_size,
    faults_of_texts,
    fund_fault,
)
from performance.documents.forms.form import KINDS, FieldControl, Form, FormCell, FormColumn, FormPart
from performance.documents.forms.own_words import own_words_of
from performance.documents.forms.words import OwnWords, head_of, label_of, meaning

SHIPPED = Path(__file__).with_name("shipped")
_CELL = re.compile(r"(?P<text>.*?)(?:\*(?P<span>\d{1,2}))?", re.DOTALL)
_FIELD = re.compile(r"\{(?P<field>[a-z_]+)(?::(?P<more>[^{}]*))?\}")
_KEYS = {
    "id": str,
    "province": str,
    "edition": str,
    "kind": str,
    "title": str,
    "year_line": str,
    "description": str,
    "money": str,
    "grid": list,
    "valid_from": int,
    "valid_to": int,
    "unverified": bool,
    "part": list,
    "unit_line": str,
    "families": list,
    "controls": dict,
    "words": dict,
}
_OPTIONAL = {
    "year_line",
    "valid_from",
    "valid_to",
    "unverified",
    "unit_line",
    "families",
    "controls",
    "words",
}
_CONTROLS = (FieldKind.TEXT.value, FieldKind.AMOUNT.value, FieldKind.DATE.value)
_PART_KEYS = {"rows": list, "list": str, "side": str, "columns": list, "optional": bool}


class WrongDeclaration(ValueError):
    """A declaration that cannot be used; each problem names the form and the place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@cache
def shipped_forms() -> Mapping[str, Form]:
    """Every form that comes with the application, by id. Raises WrongDeclaration with all that is wrong in any."""
    forms: dict[str, Form] = {}
    problems: list[str] = []
    for path in sorted(SHIPPED.glob("*.toml")):
        try:
            form = load_form(path.read_text(encoding="utf-8"))
        except WrongDeclaration as error:
            problems += [f"{path.name}：{problem}" for problem in error.problems]
            continue
        if form.id != path.stem or form.id in forms:
            problems.append(f"{path.name}：编号应与文件名相同且不重复，实为“{form.id}”。")
        forms[form.id] = form
    if problems:
        raise WrongDeclaration(problems)
    return forms


def load_form(text: str) -> Form:
    """A form from the text of its file. Raises WrongDeclaration."""
    if len(text) > LONGEST_FILE:
        raise WrongDeclaration([f"表样文件有{len(text)}字，至多{LONGEST_FILE}字。"])
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise WrongDeclaration(["不是 TOML 文件：一层套一层，太深了。"]) from error
    except ValueError as error:  # a number of thousands of digits too
        raise WrongDeclaration([f"不是 TOML 文件：{error}"]) from error
    return _Loader(raw).form()


class _Loader:
    def __init__(self, raw: dict[str, object]) -> None:
        self.raw = raw
        self.problems: list[str] = []

    def form(self) -> Form:
        self._check_keys()
        if self.problems:
            raise WrongDeclaration(self.problems)
        raw, self.words = self.raw, self._words()
        if self.problems:
            raise WrongDeclaration(self.problems)
        grid: tuple[object, ...] = tuple(raw["grid"])  # type: ignore[arg-type]
        with meaning(self.words):
            parts = tuple(self._part(part, len(grid), f"第{n}部分") for n, part in enumerate(raw["part"], 1))  # type: ignore[arg-type, var-annotated]
        if self.problems:
            raise WrongDeclaration(self.problems)
        plain_keys = {
            key: raw[key]
            for key in _KEYS
            if key in raw and key not in ("grid", "part", "families", "controls", "words")
        }
        families = tuple(map(str, raw.get("families", ())))  # type: ignore[call-overload]
        controls = self._controls(parts)
        if self.problems:
            raise WrongDeclaration(self.problems)
        made = {"grid": grid, "parts": parts, "families": families, "controls": controls, "words": self.words}
        form = Form(**made, **plain_keys)  # type: ignore[arg-type]
        if faults := list(faults_of_shape(form)):
            raise WrongDeclaration(faults)
        return form

    def _words(self) -> OwnWords | None:
        """What labels and heads of this form mean that other forms do not have, or mean otherwise."""
        raw = self.raw.get("words")
        if raw is None:
            return None
        words, problems = own_words_of(raw)
        self.problems += problems
        return words

    def _controls(self, parts: tuple[FormPart, ...]) -> dict[str, FieldControl]:
        """How fields and columns are typed in: ``"date"``, a list of choices, or boxes to tick."""
        cells = [cell for part in parts for row in part.rows for cell in row if cell.field]
        known = {cell.more if cell.field == "own" else cell.field for cell in cells}
        known |= {column.key or column.head for part in parts for column in part.columns}
        found: dict[str, FieldControl] = {}
        for name, values in self.raw.get("controls", {}).items():  # type: ignore[attr-defined]
            control = _control(values)
            if name not in known:
                self.problems.append(f"controls：表上没有“{name}”。")
            elif control is None:
                self.problems.append(
                    f"controls：“{name}”应为{'、'.join(_CONTROLS)}之一、可选的词，或 {{ ticks = [词] }}。"
                )
            else:
                found[name] = control
        return found

    def _check_keys(self) -> None:
        for key in self.raw.keys() - _KEYS.keys():
            self.problems.append(f"没有“{key}”这一项。")
        for key, kind in _KEYS.items():
            if key not in self.raw:
                if key not in _OPTIONAL:
                    self.problems.append(f"缺少“{key}”。")
            elif not isinstance(self.raw[key], kind):
                self.problems.append(f"“{key}”的类型不对。")
        self._check_values()

    def _check_values(self) -> None:
        if self.raw.get("kind") not in list(KINDS):
            self.problems.append(f"“kind”应为{'、'.join(KINDS)}之一。")
        if self.raw.get("money") not in list(PER_WAN):
            self.problems.append(f"“money”应为{'、'.join(PER_WAN)}之一。")
        grid = self.raw.get("grid")
        if isinstance(grid, list) and not (
            grid and all(type(width) is int and 0 < width <= WIDEST for width in grid)
        ):
            self.problems.append(f"“grid”应为1至{WIDEST}的列宽。")
        self.problems += [*faults_of_texts(self.raw), *faults_of_size(self.raw)]

    def _part(self, raw: object, width: int, where: str) -> FormPart:
        if not isinstance(raw, dict) or raw.keys() - _PART_KEYS.keys() or ("rows" in raw) == ("list" in raw):
            self.problems.append(f"{where}：应有 rows 或 list 之一，别无他项。")
            return FormPart()
        if wrong := [key for key in raw if not isinstance(raw[key], _PART_KEYS[key])]:
            self.problems.append(f"{where}：{'、'.join(f'“{key}”' for key in wrong)}的类型不对。")
            return FormPart()
        if "rows" in raw:
            rows = tuple(self._row(row, width, f"{where}第{n}行") for n, row in enumerate(raw["rows"], 1))
            return FormPart(rows=rows, optional=bool(raw.get("optional")))
        side = self._cell(raw["side"], where) if raw.get("side") else None
        columns = tuple(self._column(column, raw["list"], where) for column in raw.get("columns", ()))
        spans = sum(column.span for column in columns) + (side.span if side else 0)
        if spans != width:
            self.problems.append(f"{where}：各栏共{spans}格，表宽{width}格。")
        if raw["list"] not in LISTS:
            self.problems.append(f"{where}：没有“{raw['list']}”这种列表。")
        if "indicators" in raw["list"] and all(column.key != "name" for column in columns):
            # Where there is no 三级指标, the 指标内容 is what names the indicator.
            columns = tuple(replace(c, key="name") if c.key == "description" else c for c in columns)
        return FormPart((), raw["list"], side, columns, bool(raw.get("optional")))

    def _row(self, raw: object, width: int, where: str) -> tuple[FormCell, ...]:
        if not isinstance(raw, list) or not all(isinstance(text, str) for text in raw):
            self.problems.append(f"{where}：应为文字的列表。")
            return ()
        cells = tuple(self._cell(text, where) for text in raw)
        if (spans := sum(cell.span for cell in cells)) != width:
            self.problems.append(f"{where}：各格共{spans}格，表宽{width}格。")
        return cells

    def _cell(self, text: str, where: str) -> FormCell:
        found = _CELL.fullmatch(text)
        assert found is not None  # noqa: S101 - matches any text
        printed, span = found["text"], int(found["span"] or 1)
        if not span or len(printed) > LONGEST_TEXT:
            self.problems.append(f"{where}：“{printed[:LONGEST_TEXT]}”过长，或不占格。")
            return FormCell(max(span, 1))
        if printed == "^":
            return FormCell(span, below=True)
        if field := _FIELD.fullmatch(printed):
            key, more = field["field"], field["more"] or ""
            if key not in FIELDS | {"fund", "own"} or (key in ("fund", "own") and not more):
                self.problems.append(f"{where}：没有“{printed}”这一栏目。")
            elif key == "fund" and (fault := fund_fault(more)):
                self.problems.append(f"{where}：{fault}")
            return FormCell(span, field=key, more=more)
        if printed and label_of(printed) is None and not head_of(printed):
            self.problems.append(f"{where}：“{printed}”不在同义词表里，读不回来。")
        return FormCell(span, label=printed)

    def _column(self, text: object, kind: str, where: str) -> FormColumn:
        key, _, rest = str(text).partition(":")
        found = _CELL.fullmatch(rest)
        assert found is not None  # noqa: S101 - matches any text
        key, _, over = key.partition(">")
        key, _, side = key.partition("@")
        if fault := column_fault(key, kind):
            self.problems.append(f"{where}：{fault}")
        head, span = found["text"], int(found["span"] or 1)
        if (
            not span
            or side not in ("", "0", "1")
            or not 0 < len(head) <= LONGEST_TEXT
            or len(over) > LONGEST_TEXT
        ):
            self.problems.append(f"{where}：“{str(text)[:LONGEST_TEXT]}”应写明表头、占几格、在哪一面。")
            return FormColumn(key, head[:LONGEST_TEXT], max(span, 1))
        return FormColumn(key, head, span, int(side or 0), over)


def _control(values: object) -> FieldControl | None:
    """A control as it is declared, or None if it is none."""
    if isinstance(values, str):
        return FieldControl(FieldKind(values)) if values in _CONTROLS else None
    kind, words = FieldKind.CHOICE, values
    if isinstance(values, dict) and set(values) == {"ticks"}:
        kind, words = FieldKind.BOXES, values["ticks"]
    if isinstance(words, list) and words and all(isinstance(word, str) and word for word in words):
        return FieldControl(kind, tuple(words))
    return None
