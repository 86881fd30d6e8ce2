"""What each state means: which part of the way it belongs to, and what it locks. A new state is one row here.

A step locks what its new state does, and opens the rest; an application opens and locks nothing by where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.kinds import LabelledEnum
from performance.models.states import EvaluationState as E
from performance.models.states import MonitoringState as M
from performance.models.states import RequestState as R
from performance.models.states import StatementState as S
from performance.models.states import UnitState as U
from performance.steps.vocabulary import Part, State


class Phase(LabelledEnum):
    """What a state has in common with others; pages colour by it, figures and reminders count by it."""

    PREPARING = "preparing", "编制"
    RETURNED = "returned", "退回修改"
    ADJUSTING = "adjusting", "调整"
    REVIEW = "review", "审核"
    SETTLED = "settled", "办结"


@dataclass(frozen=True, slots=True)
class StateTraits:
    phase: Phase
    locks: tuple[Part, ...] = ()


EVERYTHING = (Part.DEPARTMENT, Part.UNITS)
OWN = (Part.OWN_PROJECTS,)
CARD = (Part.CARD,)
REPORT = (Part.REPORT,)
STATES: dict[State, StateTraits] = {
    S.DRAFTING: StateTraits(Phase.PREPARING),
    S.ADJUSTING: StateTraits(Phase.ADJUSTING),
    S.RETURNED: StateTraits(Phase.RETURNED),
    S.RETURNED_TO_UNIT: StateTraits(Phase.RETURNED, (Part.DEPARTMENT,)),
    S.FIRST_REVIEW: StateTraits(Phase.REVIEW, EVERYTHING),
    S.SECOND_REVIEW: StateTraits(Phase.REVIEW, EVERYTHING),
    S.APPROVAL: StateTraits(Phase.REVIEW, EVERYTHING),
    S.APPROVED: StateTraits(Phase.SETTLED, EVERYTHING),
    S.PUBLISHED: StateTraits(Phase.SETTLED, EVERYTHING),
    S.REQUESTED: StateTraits(Phase.SETTLED, EVERYTHING),
    U.FILLING: StateTraits(Phase.PREPARING),
    U.RETURNED: StateTraits(Phase.RETURNED),
    U.SUBMITTED: StateTraits(Phase.REVIEW, OWN),
    U.PASSED: StateTraits(Phase.SETTLED, OWN),
    R.DRAFTED: StateTraits(Phase.PREPARING),
    R.AT_DEPARTMENT: StateTraits(Phase.REVIEW),
    R.AT_FINANCE: StateTraits(Phase.REVIEW),
    R.ALLOWED: StateTraits(Phase.ADJUSTING),
    R.DECLINED: StateTraits(Phase.SETTLED),
    R.WITHDRAWN: StateTraits(Phase.SETTLED),
    R.ENDED: StateTraits(Phase.SETTLED),
    E.FILLING: StateTraits(Phase.PREPARING),
    E.RETURNED: StateTraits(Phase.RETURNED),
    E.DEPARTMENT: StateTraits(Phase.REVIEW, CARD),
    E.FINANCE: StateTraits(Phase.REVIEW, CARD),
    E.GRADED: StateTraits(Phase.SETTLED, CARD),
    E.PUBLISHED: StateTraits(Phase.SETTLED, CARD),
    M.FILLING: StateTraits(Phase.PREPARING),
    M.RETURNED: StateTraits(Phase.RETURNED),
    M.RECTIFYING: StateTraits(Phase.RETURNED),
    M.DEPARTMENT: StateTraits(Phase.REVIEW, REPORT),
    M.FINANCE: StateTraits(Phase.REVIEW, REPORT),
    M.CLOSED: StateTraits(Phase.SETTLED, REPORT),
}
# By the state as it is stored.
PHASES: dict[str, Phase] = {state: traits.phase for state, traits in STATES.items()}
LOCKED: dict[str, tuple[Part, ...]] = {state: traits.locks for state, traits in STATES.items()}


def statements_in(*phases: Phase) -> tuple[S, ...]:
    return tuple(state for state in STATES if isinstance(state, S) and STATES[state].phase in phases)


def phase_of(state: str) -> Phase:
    """Of a stored state, whichever subject it is of."""
    return PHASES[state]


# In these states the statement is with the department; in those of the second line its own part is open too.
PREPARING = statements_in(Phase.PREPARING, Phase.ADJUSTING, Phase.RETURNED)
DEPARTMENT_OPEN = tuple(state for state in PREPARING if Part.DEPARTMENT not in LOCKED[state])
# In these an adjustment that nobody wants any more can be given up.
ADJUSTABLE = statements_in(Phase.ADJUSTING, Phase.RETURNED)
# In these the finance office has not had the text before it, or has given it back.
WITH_THE_DEPARTMENT = statements_in(Phase.PREPARING, Phase.RETURNED)
# The stored text of these is the approved one; of a text that is being adjusted it no longer is.
IN_FORCE = statements_in(Phase.SETTLED)
# In these an approved text has been followed by nothing yet, or by an adjustment that may need more parts.
OPEN_TO_REQUESTS = (*IN_FORCE, *ADJUSTABLE)
# Somebody has to decide these applications.
WAITING_REQUESTS = tuple(state for state in R if STATES[state].phase is Phase.REVIEW)
# The unit has handed in its share.
SENT_BY_THE_UNIT = tuple(state for state in U if Part.OWN_PROJECTS in LOCKED[state])
# A card can be written in these.
CARD_OPEN = tuple(state for state in E if Part.CARD not in LOCKED[state])
# Its grade stands.
CARD_GRADED = tuple(state for state in E if STATES[state].phase is Phase.SETTLED)
# So can a report, as long as its period is not closed; the others the unit has handed in.
REPORT_OPEN = tuple(state for state in M if Part.REPORT not in LOCKED[state])
