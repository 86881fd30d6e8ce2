"""What each state locks. A step locks what its new state does, and opens the rest."""

from __future__ import annotations

from performance.models.states import StatementState as S
from performance.models.states import UnitState as U
from performance.steps.vocabulary import Part, State

# In these states the statement is with the department; in those of the second line its own part is open too.
PREPARING = (S.DRAFTING, S.ADJUSTING, S.RETURNED, S.RETURNED_TO_UNIT)
DEPARTMENT_OPEN = (S.DRAFTING, S.ADJUSTING, S.RETURNED)
# In these an adjustment that nobody wants any more can be given up.
ADJUSTABLE = (S.ADJUSTING, S.RETURNED, S.RETURNED_TO_UNIT)

EVERYTHING = (Part.DEPARTMENT, Part.UNITS)
LOCKED: dict[State, tuple[Part, ...]] = {
    S.DRAFTING: (),
    S.ADJUSTING: (),
    S.RETURNED: (),
    S.RETURNED_TO_UNIT: (Part.DEPARTMENT,),
    S.FIRST_REVIEW: EVERYTHING,
    S.SECOND_REVIEW: EVERYTHING,
    S.APPROVAL: EVERYTHING,
    S.APPROVED: EVERYTHING,
    S.PUBLISHED: EVERYTHING,
    U.FILLING: (),
    U.RETURNED: (),
    U.SUBMITTED: (Part.OWN_PROJECTS,),
    U.PASSED: (Part.OWN_PROJECTS,),
}
