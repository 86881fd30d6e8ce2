"""What is graded and decided is held against the texts of the years after it, as long as nobody has approved them."""

from __future__ import annotations

from performance.models import FindingCount, PerformanceStatement, SelfEvaluation
from performance.rule_adjustments.evaluated import YEARS
from performance.steps.locks import IN_FORCE


def judge_later_texts_anew(evaluation: SelfEvaluation) -> None:
    """In the transaction of whoever has changed what stands of the card."""
    year = evaluation.statement.fiscal_year
    texts = PerformanceStatement.objects.filter(
        department=evaluation.statement.department_id, fiscal_year__range=(year + 1, year + YEARS)
    )
    FindingCount.objects.count_anew(texts.exclude(state__in=IN_FORCE), has_results=True)
