"""The lines of cards that were handed in before lines, or targets and results in them, were kept: after an update, once."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef

from performance.models import ScoredLine, SelfEvaluation
from performance.self_evaluation.figures.lines import keep_lines
from performance.self_evaluation.services import card_of, locked_card
from performance.steps.locks import CARD_OPEN


class Command(BaseCommand):
    help = "为升级之前报送的自评表补上逐项得分，供分析页使用；已有的不变，可以中断后再运行。"

    def handle(self, **options):
        filled = ScoredLine.objects.filter(evaluation=OuterRef("pk")).exclude(target="", actual="")
        without = SelfEvaluation.objects.filter(~Exists(filled)).exclude(state__in=CARD_OPEN)
        number = 0
        for card in without.order_by("pk").iterator():
            with transaction.atomic():
                row = locked_card(card)
                if row.state not in CARD_OPEN and not row.lines.exclude(target="", actual="").exists():
                    keep_lines(row, card_of(row))
                    number += 1
        self.stdout.write(f"补上了{number}张自评表的逐项得分。")
