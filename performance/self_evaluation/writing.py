"""A card as ``written.saving`` saves one."""

from __future__ import annotations

from collections.abc import Mapping

from performance.content.self_evaluation import CardContent
from performance.models import EvaluationVersion, SelfEvaluation
from performance.self_evaluation import page_fields
from performance.self_evaluation.card import Card
from performance.self_evaluation.services import card_of, locked_card, save_as, why_not_written
from performance.written.saving import Kind
from performance.written.versions import Saving


class CardKind(Kind[SelfEvaluation, CardContent]):
    def locked(self, row: SelfEvaluation) -> SelfEvaluation:
        return locked_card(row)

    def latest(self, row: SelfEvaluation) -> EvaluationVersion | None:
        return row.versions.select_related("person").first()

    def read(self, row: SelfEvaluation, content: CardContent | None = None) -> Card:
        return card_of(row, content)

    def texts(self, content: CardContent) -> dict[str, str]:
        return page_fields.texts_of(content)

    def labels(self, content: CardContent) -> dict[str, str]:
        return page_fields.labels_of(content)

    def saying(self, content: CardContent, texts: Mapping[str, str]) -> CardContent:
        return page_fields.saying(content, texts)

    def why_not(self, row: SelfEvaluation, user) -> str:
        return why_not_written(row, user)

    def save(self, row: SelfEvaluation, content: CardContent, saving: Saving) -> Card:
        return save_as(row, content, saving)


CARD = CardKind()
