"""The models of this application, where Django looks for them; each stands in the room of its subject."""

from departments.accounts.home import HomeOffice
from departments.accounts.login_throttle.lock import SignInLock
from departments.accounts.passwords.record import PasswordRecord
from departments.accounts.second_factor.model import RecoveryCode, SecondFactor
from departments.accounts.sign_on.model import LinkedIdentity
from departments.accounts.tokens.model import AccessToken
from departments.places.models import BudgetUnit, Department, FinanceOffice, Membership, OfficeCode
from departments.places.office_sections import OfficeSection
from departments.timetables.models import CalendarDay, Timetable
from departments.trail.entry import TrailEntry

__all__ = [
    "AccessToken",
    "BudgetUnit",
    "CalendarDay",
    "Department",
    "FinanceOffice",
    "HomeOffice",
    "LinkedIdentity",
    "Membership",
    "OfficeCode",
    "OfficeSection",
    "PasswordRecord",
    "RecoveryCode",
    "SecondFactor",
    "SignInLock",
    "Timetable",
    "TrailEntry",
]
