"""What a file wants a statement to say, with all that was wrong or remarkable about the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from departments.models import Department
from performance.content.model import StatementContent
from performance.documents.reading import Read, ReadingRemark
from performance.importing.modes import Deletion, Mode, deletions
from performance.importing.problems import Problem
from performance.models import PerformanceStatement

OFFICIAL = "official"
TEMPLATE = "template"


class WrongFile(ValueError):
    """A file that cannot belong where it was uploaded, or that cannot be read at all; every reason at once."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Target:
    """Whose text of which year; there may be none yet."""

    department: Department
    year: int
    statement: PerformanceStatement | None

    @property
    def version(self) -> int:
        """That of the statement; 0 where there is none yet."""
        return self.statement.version if self.statement else 0


@dataclass(frozen=True)
class Proposal:
    """``units`` says whose the projects of ``before`` are; ``rows`` names the stored row of each project, where the
    file tells. ``mode`` is how far an official text is meant; whoever imports it ``chooses_mode`` where
    that makes a difference.

    ``left_out`` is what the file says and the import leaves alone, ``uncertain`` what was recognised in a scan without
    being sure: both have to be acknowledged. ``reading`` is that of an official text, with its source beside it.
    """

    kind: str
    before: StatementContent
    content: StatementContent
    units: tuple[int, ...] = ()
    rows: tuple[int | None, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    normalised: tuple[Problem, ...] = ()
    noise: tuple[tuple[str, int], ...] = field(default=())
    uncertain: tuple[Problem, ...] = ()
    reading: Read | None = None
    mode: Mode = Mode.WHOLE
    chooses_mode: bool = False

    @cached_property
    def deletions(self) -> tuple[Deletion, ...]:
        """A template takes out what is marked so, and nothing else: that is said already."""
        return () if self.kind == TEMPLATE else tuple(deletions(self.before, self.content))


def problem_of(remark: ReadingRemark) -> Problem:
    return Problem(remark.message, remark.place, remark.label, remark.value)
