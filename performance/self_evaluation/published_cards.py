"""The cards that anybody may read: published ones of published texts, masked as the text is, without what is withheld.

Which projects are withheld is asked anew at each reading, of the text that the card was held against and of the one
that is published now: a card of an older text may name what only the newer one keeps back.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace

from django.db.models import QuerySet

from performance.content.model import GoalContent, GoalKind, StatementContent
from performance.content.self_evaluation import CardContent
from performance.documents.blocks import Printed
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.exporting.masking import mask_of, rewritten
from performance.exporting.public_edition import kept, mark_of, mark_of_index
from performance.exporting.publication import public_content
from performance.exporting.withheld_projects import WITHHELD, Division, divided
from performance.models import EvaluationState, PerformanceStatement, Revision, SelfEvaluation
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.declaration import DeclaredForm
from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.services import card_of
from performance.statements.promised import Promised, annual_goal, subjects_of
from performance.statements.revisions import content_of

AS_WRITTEN = ("method", "parameter", "entered")  # numbers and words of the program


def published_cards(statement: PerformanceStatement) -> QuerySet[SelfEvaluation]:
    cards = SelfEvaluation.objects.filter(statement=statement, state=EvaluationState.PUBLISHED)
    around = ("statement__department__office", "unit", "revision")
    return cards.select_related(*around).order_by("position", "pk")


def _silence(whole: StatementContent, division: Division) -> Callable[[str, str], str]:
    """What becomes of a text by the name of its field, for nobody to learn what this text keeps back."""
    mask, betraying = mask_of(whole, division.leaders), division.phrases
    return lambda name, text: mask(name, betraying.replaced(text, lambda _: WITHHELD))


class _Edition:
    """An approved text as the public reads it, and what becomes of words beside it."""

    def __init__(self, statement: PerformanceStatement, revision: Revision) -> None:
        self.revision, self.whole = revision, content_of(revision)
        division = divided(statement, revision, self.whole)
        self.shown = division.shown
        self.silences = [_silence(self.whole, division)]
        newer = statement.published_revision
        if newer is not None and newer.pk != revision.pk:
            content = content_of(newer)
            self.silences.append(_silence(content, divided(statement, newer, content)))
        self.public = rewritten(public_content(statement, revision), self.silent)

    def promised_to(self, row: SelfEvaluation) -> Promised | None:
        """None where the project is withheld."""
        if row.unit_id is None:
            return Promised(annual_goal(self.public) or GoalContent(GoalKind.ANNUAL), {})
        _, subject = list(subjects_of(self.revision, self.whole))[row.position]
        place = next((place for place, one in enumerate(self.shown) if one is subject), None)
        return None if place is None else Promised(self.public.projects[place], {})

    def silent(self, name: str, text: str) -> str:
        if name in AS_WRITTEN:
            return text
        for silence in self.silences:
            text = silence(name, text)
        return text

    def content(self, content: CardContent, form: DeclaredForm) -> CardContent:
        """Amounts and points stay; reasons that answer findings are nobody's outside."""
        amounts = {answer.key for answer in form.all_answers if answer.amount}
        written = rewritten(replace(content, funds=(), parts=(), answers=(), more=()), self.silent)
        return replace(
            written,
            funds=content.funds,
            parts=content.parts,
            more=tuple(
                (key, text if key in amounts else self.silent("more", text)) for key, text in content.more
            ),
            execution_entered=content.execution_entered,
        )


def public_cards(statement: PerformanceStatement) -> list[Card]:
    editions: dict[int, _Edition] = {}
    found = []
    for row in published_cards(statement):
        if row.revision_id not in editions:
            editions[row.revision_id] = _Edition(statement, row.revision)
        edition = editions[row.revision_id]
        promised = edition.promised_to(row)
        if promised is None:
            continue
        card, named = card_of(row), copy(row)
        if not isinstance(promised.content, GoalContent):
            named.label = promised.content.name
        found.append(Card(named, promised, edition.content(card.content, card.form), scored=card.sheet))
    return found


def public_printed_cards(statement: PerformanceStatement) -> Printed | None:
    """None where there is no card to be read."""
    printed = [printed_card(card) for card in public_cards(statement)]
    if not printed:
        return None
    title = f"{statement.department.name}{statement.fiscal_year}年绩效自评"
    return Printed(title, (title,), tuple(part for one in printed for part in one.parts), has_cover=False)


def public_cards_file(statement: PerformanceStatement, suffix: str) -> bytes:
    """Empty where there is no card to be read. Raises Unprintable."""

    def written() -> bytes:
        printed = public_printed_cards(statement)
        if printed is None:
            return b""
        return pdf_bytes(printed, marks=Marks(draft=False)) if suffix == ".pdf" else docx_bytes(printed)

    return kept(mark_of_cards(statement), suffix[1:], written)


def mark_of_cards(statement: PerformanceStatement) -> str:
    """Another one whenever the public would read something else."""
    rows = list(published_cards(statement))
    texts = {row.revision_id: row.revision for row in rows}
    if (newer := statement.published_revision) is not None:
        texts[newer.pk] = newer
    marks = [mark_of(statement, revision) for revision in texts.values()]
    units = [str(row.unit or "") for row in rows]
    return mark_of_index(["cards", *marks, *((row.pk, row.version) for row in rows), *units])
