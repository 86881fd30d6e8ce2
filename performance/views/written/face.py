"""What differs between the pages of cards and those of reports."""

import secrets
from abc import ABC, abstractmethod
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from performance.evidence.services import evidence_of
from performance.statement_pages.form_files import SUFFIXES
from performance.views.written.posted import base_of
from performance.written.rows import LONGEST

VERSIONS_SHOWN = 10


@dataclass(frozen=True)
class Shown:
    """A page of a row. ``content`` was typed or read and is not saved; the rest says why it is shown once more."""

    content: object = None
    status: int = 200
    base: str = ""
    page: str = ""
    asked: dict | None = None
    more: dict | None = None


FRESH = Shown()


@dataclass(frozen=True)
class PaperRemark:
    """What is said beside a field: in one word where the label says the rest, and the list of the page all of it."""

    severity: str
    label: str
    text: str


class Face(ABC):
    """``route`` is the name of the page; those of its files, steps and saves are it with a word behind."""

    kind = None
    model = None
    around = ()  # what is read along with a row
    transitions = None  # the module in which its steps are taken
    printed = None
    read_file = None
    no_such_file = ValueError
    route = ""
    template = ""
    noun = ""  # what such a paper is called, and with the word that counts it
    this = ""
    save_words = "保存"

    def visible(self, user, pk):
        """Or 404."""
        return get_object_or_404(self.model.objects.visible_to(user).select_related(*self.around), pk=pk)

    def perform(self, row, action, request, **asked):
        return self.transitions.perform(row, action, by=request.user, request=request, **asked)

    @abstractmethod
    def saved_words(self, paper):
        """What is said once somebody has saved."""

    @abstractmethod
    def remarks(self, paper):
        """By the name of the field."""

    @abstractmethod
    def figures(self, paper):
        """What a page computes, by the name of the place: text, and a class where its colour says something."""

    @abstractmethod
    def context(self, request, paper, shown): ...

    def cautions(self, row, step, user):
        """What is to be read before a step, though it may be taken."""
        return ()

    def address(self, row):
        return reverse(self.route, args=[row.pk])

    def asked(self, request):
        """What the form of a step sends."""
        return {"reason": request.POST.get("reason", "")[:LONGEST]}

    def _evidence(self, paper):
        files = list(evidence_of(paper.row))
        kept = [file for file in files if file.removed is None]
        return {
            "kept": kept,
            "size": sum(file.size for file in kept),
            "removed": [file for file in files if file.removed is not None],
            "indicators": paper.promised.content.indicators,
            "address": reverse(f"{self.route}_evidence", args=[paper.row.pk]),
        }

    def common(self, request, row, shown):
        """What every such page shows."""
        paper = self.kind.read(row, shown.content)
        why_not = self.kind.why_not(row, request.user)
        now = self.kind.texts(self.kind.read(row).content if shown.content else paper.content)
        return paper, {
            "face": self,
            "row": row,
            "writes": not why_not,
            "unsaved": shown.content is not None,
            "base": shown.base or base_of(row, now),
            "page": shown.page or secrets.token_urlsafe(9),
            "longest": LONGEST,
            "suffixes": SUFFIXES,
            "asked": shown.asked,
            "left": (shown.more or {}).get("left", ()),
            "offers": [
                (
                    step,
                    self.transitions.obstacles_to(row, step, request.user),
                    self.cautions(row, step, request.user),
                    secrets.token_urlsafe(12),
                )
                for step in self.transitions.open_steps(row, request.user)
            ],
            "events": row.events.all(),
            "evidence": self._evidence(paper),
            "versions": row.versions.select_related("person")[:VERSIONS_SHOWN],
            "remarks": self.remarks(paper),
            "figures": self.figures(paper),
        }
