"""The cards of a text that are one's own, as a workbook to fill in."""

from drf_spectacular.utils import extend_schema_view

from performance.api.papers import (
    ConfirmView,
    PreviewView,
    WorkbookView,
    documented_confirm,
    documented_preview,
    documented_workbook,
)
from performance.api.self_evaluation.evaluations import NOUN
from performance.importing.written.forms import CARDS


class _Cards:
    form = CARDS

    def owner(self, pk):
        return self.statement(pk)


@extend_schema_view(get=documented_workbook(NOUN, CARDS.noun, "evaluation_workbook"))
class CardWorkbook(_Cards, WorkbookView):
    pass


@extend_schema_view(post=documented_preview(NOUN, CARDS.noun))
class PreviewCards(_Cards, PreviewView):
    pass


@extend_schema_view(post=documented_confirm(NOUN, CARDS.noun))
class ConfirmCards(_Cards, ConfirmView):
    pass
