"""Where a template belongs and what it was made from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from performance.importing.template.signed import SignedIdentity

TEMPLATE = 1  # raised whenever an older workbook could not be read any more


@dataclass(frozen=True)
class SheetIdentity:
    """A sheet of the workbook: which form, of which project (0: a new one), with how many rows for each group.

    ``digest`` is that of the answers that were stored when the workbook was made.
    """

    title: str
    form: str
    project: int
    room: dict[str, int]
    digest: str


@dataclass(frozen=True)
class Identity(SignedIdentity):
    salt: ClassVar[str] = "performance.importing.template.identity"

    office: str
    department: str
    unit: str
    year: int
    province: str
    edition: str
    version: int
    sheets: tuple[SheetIdentity, ...] = ()
    template: int = TEMPLATE

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_payload(cls, payload: dict[str, Any]) -> Self:
        sheets = tuple(SheetIdentity(**sheet) for sheet in payload.pop("sheets"))
        return cls(**payload, sheets=sheets)

    def said(self) -> list[tuple[str, str]]:
        return [
            ("财政区划", self.office),
            ("部门", self.department),
            ("单位", self.unit),
            ("预算年度", f"{self.year}"),
            ("版式", f"{self.province} {self.edition}"),
            ("文本版次", f"{self.version}"),
            ("模板版次", f"{self.template}"),
        ]
