"""Which kind of card it is: of a project, or of a department as a whole."""

from __future__ import annotations

from performance.models import SelfEvaluation
from performance.steps.vocabulary import Subject


def subject_of(evaluation: SelfEvaluation) -> Subject:
    return Subject.DEPARTMENT_EVALUATION if evaluation.unit_id is None else Subject.EVALUATION
