"""Saving the page of a card or a report: only what its writer changed since it was opened, never over what another saved."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone

from performance.entry.answers import Answers
from performance.entry.merging import Merged, Side, merge
from performance.models.written import WrittenVersion
from performance.statements.promised import Promised
from performance.steps.refusals import Refused
from performance.written.people import Row
from performance.written.rows import Fault
from performance.written.versions import Saving

R = TypeVar("R", bound=Row)
Content = TypeVar("Content")
AnyContent = TypeVar("AnyContent", covariant=True)


class Paper(Protocol[AnyContent]):
    """A row with what was promised, what is written and what follows from it."""

    @property
    def row(self) -> Row: ...

    @property
    def promised(self) -> Promised: ...

    @property
    def content(self) -> AnyContent: ...

    @property
    def too_long(self) -> tuple[Fault, ...]: ...


class Kind(ABC, Generic[R, Content]):
    """What differs between a card and a report when a page of it is saved. Texts go by the names of the page's fields."""

    @abstractmethod
    def locked(self, row: R) -> R: ...

    @abstractmethod
    def latest(self, row: R) -> WrittenVersion | None: ...

    @abstractmethod
    def read(self, row: R, content: Content | None = None) -> Paper[Content]: ...

    @abstractmethod
    def texts(self, content: Content) -> dict[str, str]: ...

    @abstractmethod
    def labels(self, content: Content) -> dict[str, str]: ...

    @abstractmethod
    def saying(self, content: Content, texts: Mapping[str, str]) -> Content: ...

    @abstractmethod
    def why_not(self, row: R, user) -> str:
        """Why this person cannot write it now, or nothing."""

    @abstractmethod
    def save(self, row: R, content: Content, saving: Saving) -> Paper[Content]: ...


@dataclass(frozen=True)
class Posted:
    """What a page sends. ``base`` is what it showed when it was opened or last saved, of the ``revision`` it was held against.

    ``choices`` decide contested fields; they hold only against the version of the others that was ``seen``.
    """

    texts: Mapping[str, str]
    base: Mapping[str, str]
    revision: int
    page: str = ""
    choices: Mapping[str, Side] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True)
class PaperOutcome(Generic[Content]):
    """``paper`` as it stands now; ``texts`` are what the page should show. ``other`` is what somebody saved meanwhile."""

    paper: Paper[Content]
    merged: Merged
    other: WrittenVersion | None = None
    at: datetime | None = None

    @property
    def conflict(self) -> bool:
        return bool(self.merged.open)

    @property
    def texts(self) -> dict[str, str]:
        return self.merged.answers.texts


@transaction.atomic
def save_posted(kind: Kind[R, Content], row: R, posted: Posted, saving: Saving) -> PaperOutcome[Content]:
    """Keep what is written; contested fields wait for a choice, and then nothing is saved. Raises Refused."""
    row = kind.locked(row)
    if reason := kind.why_not(row, saving.by):
        raise Refused(reason)
    if row.revision_id != posted.revision:
        raise Refused("页面打开之后，本表已按新的批复版更新，没有保存；请抄下所填的内容，重新打开后再填。")
    paper, latest = kind.read(row), kind.latest(row)
    theirs = kind.texts(paper.content)
    own = latest is not None and _is_own(latest, saving)
    merged = _merged(posted, theirs if own else posted.base, theirs, str(row.version))
    if merged.open:
        return PaperOutcome(paper, merged, latest)
    content = kind.saying(paper.content, merged.answers.texts)
    # What was taken over from others is nothing that the page has written, should it never hear of it.
    page = "" if merged.taken else saving.page
    saved = kind.save(row, content, replace(saving, page=page))
    return PaperOutcome(saved, merged, latest, timezone.now())


def _is_own(latest: WrittenVersion, saving: Saving) -> bool:
    """Whether what stands there is what this very page saved, though it may never have heard of it."""
    return bool(saving.page) and (latest.person_id, latest.page) == (saving.by.pk, saving.page)


def _merged(posted: Posted, base: Mapping[str, str], theirs: Mapping[str, str], version: str) -> Merged:
    """What a page did not show stays as it was."""
    names = dict.fromkeys([*theirs, *base, *posted.texts])
    before = {name: base.get(name, "") for name in names}
    mine = {name: posted.texts.get(name, before[name]) for name in names}
    now = {name: theirs.get(name, "") for name in names}
    choices = posted.choices if posted.seen == version else {}
    return merge(Answers(before, {}), Answers(mine, {}), Answers(now, {}), choices)
