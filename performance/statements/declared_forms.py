"""What declared forms say and no column of the database keeps yet: refused by name, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from performance.content.model import StatementContent
from performance.differences.reading import LABELS


class Objection(str):
    """A sentence for people, with the path in the content for programs."""

    __slots__ = ("path",)

    def __new__(cls, sentence: str, path: str) -> Objection:
        said = super().__new__(cls, sentence)
        said.path = path
        return said


def objections_to_forms(content: StatementContent) -> Iterator[Objection]:
    """One sentence for each member that came with declared forms and says something."""
    for path, name in _later_members(content, ""):
        label = LABELS.get(name, name)
        yield Objection(
            f"“{label}”一栏还不能保存进数据库；含有它的表样可以认读、体检和转换格式，请改用本财政局的表样填报。",
            path,
        )


def _later_members(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _later_members(item, f"{path}[{at}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            member = getattr(value, field.name)
            if field.metadata and member != field.default:
                yield f"{path}.{field.name}", field.name
            elif not field.metadata:
                yield from _later_members(member, f"{path}.{field.name}")
