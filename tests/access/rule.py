"""How it is said who gets what answer from a route.

An answer for each person, in the order of ``PEOPLE``: anonymous, nobody (signed in, without a role), filler,
department reviewer, finance section, performance section, system, security administrator, auditor, root.
"""

from dataclasses import dataclass

from performance.models import StatementState as S
from tests.access.asking import one_of_each

ANSWERS = {
    "o": 200,
    ">": "elsewhere",  # led on to another page of ours
    "L": "sign in",
    "B": 400,
    "U": 401,
    "F": 403,
    "N": 404,
    "M": 405,
    "C": 409,
    "T": 415,
}
EVERY_STATE = tuple(S)
READ_IN = (S.DRAFTING, S.PUBLISHED)  # who reads a text is no matter of its state
LOCKED_IN = (S.DRAFTING, S.RETURNED_TO_UNIT, S.FIRST_REVIEW, S.PUBLISHED)  # one state of each kind of locks
ANY_STATE = (S.FIRST_REVIEW,)  # for what is decided before anybody looks at a statement's state
# Numbers of those for whom what they do not see has no state: each asks for it in the first only.
OUT_OF_SIGHT = (0, 1, 6, 7, 8)


@dataclass(frozen=True)
class Rule:
    """``own`` is what is answered of things at home; ``instead`` says in which states of the text it differs.

    At the other office root gets the same answers, and strangers too; to everybody else the thing is not there.
    What is ``public`` is there for all; what belongs to no place (not ``elsewhere``) is asked for once.

    The suite asks everybody in the first of ``states``, which are one of each kind; in the others, and at the other
    office, of those who get the same answer the one whose ``turn`` it is, which is another one at each route; so also
    of those who see nothing, in the first. Asked thoroughly, every person meets every state at both offices.
    """

    method: str
    own: str
    names: str
    states: tuple[S, ...] = EVERY_STATE
    instead: tuple[tuple[tuple[S, ...], str], ...] = ()
    elsewhere: bool = True
    public: bool = False

    def places(self, *, thoroughly=False):
        """States and sides."""
        if thoroughly and (self.elsewhere or self.public):
            return [(state, side) for state in EVERY_STATE for side in ("own", "other")]
        other = (S.PUBLISHED,) if self.public else self.states[:1] if self.elsewhere else ()
        return [(state, "own") for state in self.states] + [(state, "other") for state in other]

    def answers(self, state, side, *, turn=0, thoroughly=False):
        """The answer to each person's number."""
        own = next((answer for states, answer in self.instead if state in states), self.own)
        if side == "other" and not self.public:
            own = f"{own[0]}{'N' * (len(own) - 2)}{own[-1]}"
        wanted = dict(enumerate(own))
        if thoroughly:
            return wanted
        if side == "own" and state == self.states[0]:
            strangers = {number: letter for number, letter in wanted.items() if number in OUT_OF_SIGHT}
            asked = one_of_each(strangers, turn)
            return {
                number: letter
                for number, letter in wanted.items()
                if number not in strangers or number in asked
            }
        if side == "own" and not self.public:
            wanted = {number: letter for number, letter in wanted.items() if number not in OUT_OF_SIGHT}
        return {number: wanted[number] for number in one_of_each(wanted, turn)}

    def cells(self, *, thoroughly=False):
        places = self.places(thoroughly=thoroughly)
        return sum(len(self.answers(*place, thoroughly=thoroughly)) for place in places)


def everybodys(method, own, names):
    """What is asked for without saying whose."""
    return Rule(method, own, names, ANY_STATE, elsewhere=False)


def in_any_state(method, own, names):
    return Rule(method, own, names, ANY_STATE)
