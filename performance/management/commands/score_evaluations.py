"""The cards of a year scored once more, beside what is stored: after an update, or before results are used."""

import csv

from django.core.management.base import BaseCommand, CommandError

from performance.models import SelfEvaluation
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.services import card_of
from performance.steps.locks import CARD_OPEN

HEADS = (
    *("财政区划", "部门", "单位", "项目编码", "名称", "状态", "评分方案"),
    *("自评得分", "现在计算", "等级", "复核得分", "审核发现", "说明"),
)

# With one of these a table program begins a formula; an apostrophe before it says that it is text.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    help = "重新计算一个年度的自评得分，与留存的得分并列，写成 CSV；只读，不改动任何自评表。"

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="年度")
        parser.add_argument("--office", metavar="区划代码", help="只计算这个财政局的")
        parser.add_argument("--differing", action="store_true", help="只列出与留存的得分不同的")

    def handle(self, *, year, office, differing, **options):
        cards = SelfEvaluation.objects.filter(statement__fiscal_year=year)
        if office:
            cards = cards.filter(statement__department__office__division_code=office)
        cards = cards.select_related("statement__department__office", "unit", "revision")
        if not cards.exists():
            raise CommandError(f"没有{year}年的自评表。")
        writer = csv.writer(self.stdout)
        writer.writerow(HEADS)
        number = differ = 0
        for row in cards.order_by("statement__department__office__division_code", "statement", "position"):
            card = card_of(row)
            number += 1
            changed = (row.total, row.grade) != (card.sheet.total, card.sheet.grade)
            differ += changed
            if changed or not differing:
                writer.writerow(self.told(row, card))
        self.stderr.write(f"{number}张自评表，{differ}张与留存的得分不同。")

    def told(self, row, card):
        department = row.statement.department
        return (
            department.office.division_code,
            *map(as_text, (department.name, row.unit.name if row.unit else "", row.code, row.label)),
            *(row.get_state_display(), card.scheme.name),
            *(row.total, card.sheet.total, card.sheet.grade, row.final_total, len(findings_of(card))),
            self.why(row, card),
        )

    def why(self, row, card):
        if row.total == card.sheet.total:
            return card.sheet.words
        if row.state in CARD_OPEN:
            return f"{card.sheet.words}；正在填报，保存后即为现在的得分"
        return f"{card.sheet.words}；已报送，得分以报送时的为准"


def as_text(words):
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words
