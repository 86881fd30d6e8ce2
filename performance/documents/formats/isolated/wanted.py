"""What is asked of a process that reads a file, as one word among its arguments."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from performance.documents.blocks import Source

OWN_FORMS = "own-forms"  # in the folder of the process: the files of the forms of the reader's office


@dataclass(frozen=True)
class Marks:
    """By these a source is known that is no text but a workbook to fill in: its noise's sheet, a row's beginning."""

    sheet: str = ""
    row: str = ""

    def found_in(self, source: Source) -> bool:
        return bool(self.sheet and any(noise.place.sheet == self.sheet for noise in source.noise)) or bool(
            self.row and any(cell.startswith(self.row) for row in source.rows for cell in row.cells[:1])
        )


@dataclass(frozen=True)
class Wanted:
    """The reading of a text in this layout, recognised if none is given; the bare source where a mark stands in it.

    ``mirror``: the source beside the reading as well. ``bare``: the source, whatever stands in it. ``pdf``: no reading,
    but the file as it is printed.
    """

    province: str | None = None
    edition: str | None = None
    marks: Marks = Marks()
    mirror: bool = False
    bare: bool = False
    pdf: bool = False

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, word: str) -> Wanted:
        parsed = json.loads(word)
        return cls(
            parsed["province"],
            parsed["edition"],
            Marks(**parsed["marks"]),
            parsed["mirror"],
            parsed["bare"],
            parsed["pdf"],
        )
