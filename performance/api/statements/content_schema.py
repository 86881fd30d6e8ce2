"""The content shape as JSON Schema, read off the dataclasses: it cannot say anything else than they do."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum

from performance.content.model import ProjectContent, StatementContent
from performance.differences.reading import LABELS

AMOUNT = {
    "type": "string",
    "pattern": r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$",
    "description": "十进制数字文字，至多六位小数。",
}
NAMES = {
    "StatementContent": "绩效文本的内容；与留存、导出的 JSON 同一形状。金额单位为万元。",
    "ProjectContent": "一个预算项目。",
    "IndicatorContent": "一条三级指标。",
}


def reference(kind):
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def content_components():
    """Every class of the shape by its name."""
    found = {}
    _gather(StatementContent, found)
    return found


def part_schema(kind):
    """Some members of a class: what PATCH takes."""
    return {**_object(kind), "required": [], "minProperties": 1}


def _gather(kind, found):
    if kind.__name__ in found:
        return
    found[kind.__name__] = _object(kind)
    for hint in typing.get_type_hints(kind).values():
        for inner in (hint, *typing.get_args(hint)):
            if is_dataclass(inner):
                _gather(inner, found)


def _object(kind):
    hints = typing.get_type_hints(kind)
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    members = {}
    for field in fields(kind):
        field_schema = _schema(hints[field.name])
        label = LABELS.get(field.name)
        members[field.name] = (
            {**field_schema, "title": label} if label and "$ref" not in field_schema else field_schema
        )
    described = {"description": NAMES[kind.__name__]} if kind.__name__ in NAMES else {}
    return {
        "type": "object",
        **described,
        "properties": members,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _schema(hint):
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        return {"oneOf": [_schema(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(typing.get_args(hint)[0])}
    if is_dataclass(hint):
        return reference(hint)
    return _scalar(hint)


def _scalar(kind):
    if kind is Decimal:
        return AMOUNT
    if issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return {"type": {str: "string", int: "integer"}[kind]}


STATEMENT = reference(StatementContent)
PROJECT = reference(ProjectContent)
