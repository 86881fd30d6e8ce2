"""Every page of admin × role × own or other: open as the table of rights says, and to what stands in sight."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import reverse

from departments.permissions.rights import KEEP, RIGHTS
from departments.permissions.roles import Role
from performance.models import StatementState
from tests.access.asking import answer, nothing_is_drawn, one_of_each  # noqa: F401  (a fixture)
from tests.access.routes import all_routes
from tests.access.world import PEOPLE, put_into

OUTSIDE = {"anonymous": "sign in"} | dict.fromkeys(
    ("nobody", Role.FILLER.value, Role.DEPARTMENT_REVIEWER.value), 403
)
# Written by the application alone: nobody adds, changes or deletes one in admin.
RECORDS = {
    *("performance.unitsubmission", "performance.workflowevent", "performance.revision"),
    *(
        "performance.comment",
        "performance.commentreply",
        "performance.deadlineextension",
        "performance.reviewclaim",
        "performance.waiver",
        "performance.reviewsheet",
    ),
    *("performance.adjustmentrequest", "performance.adjustmentpart"),
    *("performance.selfevaluation", "performance.evaluationversion", "performance.evaluationevent"),
    *(
        "performance.evaluationtimetable",
        "performance.resultuse",
        "performance.evidence",
        "performance.rechecksheet",
        "performance.spotcheck",
        "performance.scoredline",
        "performance.spotcheckdraw",
        "performance.drawncard",
    ),
    *("performance.monitoringtask", "performance.monitoringreport", "performance.monitoringversion"),
    *("performance.monitoringevent", "performance.monitoringalert"),
    *("performance.reviewmark", "performance.opening", "performance.formsave", "performance.notice"),
    *(
        "performance.statementunderreview",
        "performance.exportjob",
        "departments.trailentry",
        "performance.officeform",
        "performance.approvalletter",
        "performance.approvaltemplate",
        "performance.ruleadjustment",
        "performance.budgetfigure",
        "performance.standardindicator",
        "performance.webhook",
        "performance.scheduledrun",
        "performance.webhookdelivery",
        "departments.signinlock",
        "departments.secondfactor",
    ),
}
EVERYBODYS = {"performance.notice", "performance.exportjob"}  # one's own, without any right
PLANTED = {"indicators.indicatortree"}  # with its owner, never by itself
ELSEWHERE = {"performance.statementunderreview"}  # opened at the desk, and 404 out of sight
OF_NO_OFFICE = {"indicators.category", "indicators.subcategory"}
PAGES_WITHOUT_MODEL = {
    "admin:index": 200,
    "admin:login": "elsewhere",
    "admin:password_change": "elsewhere",
    "admin:password_change_done": 200,
    "admin:jsi18n": 200,
}
VERB_NAMES = ("view", "add", "change", "delete")
VERBS = {
    "changelist": {"view"},
    "export": {"view"},
    "add": {"add"},
    "import": {"add", "change"},
    "change": {"view"},
    "delete": {"delete"},
}


def pages():
    """Each page of a model, by the model's label and what the page is for."""
    for route in all_routes():
        space, _, rest = route.name.partition(":")
        app, _, rest = rest.partition("_")
        model, _, page = rest.partition("_")
        if space == "admin" and page in VERBS:
            yield route.name, f"{app}.{model}", page


CASES = list(pages())
# What is no door of its own: the second half of another page, or one that asks the same question as ``change``.
OTHERWISE = {
    "admin:logout": "everybody's",
    "admin:app_list": "the index with one application",
    "admin:autocomplete": "asks for the right to view what it lists",
    "admin:indicators_indicatortemplate_gather": "tried with the library",
    "admin:view_on_site": "leads to nothing that has no address of its own",
    "history": "asks what the change page asks",
    "process_import": "the second half of import",
    "password_change": "tried with the accounts",
}


def test_every_route_of_admin_is_listed():
    tried = {name for name, _, _ in CASES} | PAGES_WITHOUT_MODEL.keys() | OTHERWISE.keys()
    names = {route.name for route in all_routes() if route.name.startswith("admin:")}
    endings = tuple(f"_{ending}" for ending in OTHERWISE if ":" not in ending)
    named = {name for name in names if not name.startswith("admin:admin/")}  # the rest only leads to these
    assert sorted(name for name in named - tried if not name.endswith(endings)) == []


def verbs_of(person, label):
    """What somebody who may enter may do with a model at all."""
    rights = dict.fromkeys((label,), KEEP) if person == "root" else RIGHTS[Role(person)]
    verbs = set(rights.get(label, rights.get(label.partition(".")[0], ())))
    if label in RECORDS:
        verbs &= {"view"}
    if label in EVERYBODYS:
        verbs = {"view"}
    return verbs - {"add", "delete"} if label in PLANTED else verbs


def expected(person, label, page, *, own):
    if person in OUTSIDE:
        return OUTSIDE[person]
    if not VERBS[page] <= verbs_of(person, label):
        return 403
    own = own and label not in EVERYBODYS  # these are somebody else's
    in_sight = own or label in OF_NO_OFFICE or (person == "root" and label not in EVERYBODYS)
    if page == "change" and label in ELSEWHERE:
        return "elsewhere" if in_sight else 404
    return 200 if page not in ("change", "delete") or in_sight else "elsewhere"


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES_WITHOUT_MODEL)
def test_a_page_without_a_model_opens_to_whoever_enters(name, world):
    for person in PEOPLE:
        outside = dict.fromkeys(OUTSIDE, "sign in") if name == "admin:login" else OUTSIDE
        assert answer(world, person, "get", reverse(name)) == outside.get(
            person, PAGES_WITHOUT_MODEL[name]
        ), person


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE[1:])
def test_each_person_may_do_with_a_model_what_the_rights_say(person, world):
    request = RequestFactory().get("/")
    request.user = get_user_model().objects.get(pk=world.users[person].pk)
    assert admin.site.has_permission(request) == (person not in OUTSIDE)
    if person in OUTSIDE:
        return
    wrong = {}
    for model, model_admin in admin.site._registry.items():
        label = model._meta.label_lower
        found = {verb for verb in VERB_NAMES if getattr(model_admin, f"has_{verb}_permission")(request)}
        if found != verbs_of(person, label):
            wrong[label] = (found, verbs_of(person, label))
    assert wrong == {}


@pytest.mark.figure(6)
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "label", "page"), CASES, ids=[name for name, _, _ in CASES])
def test_a_page_of_a_model_opens_to_whom_the_rights_say(name, label, page, world, trial):
    put_into(world, StatementState.DRAFTING)  # what a state locks is another matter
    for side in (world.own, world.other):
        arguments = []
        if page in ("change", "delete"):
            if label not in side.keys:
                continue
            arguments = [side.keys[label]]
        address = reverse(name, args=arguments)
        wanted = {person: expected(person, label, page, own=side is world.own) for person in PEOPLE}
        asked = PEOPLE if trial.full else one_of_each(wanted, [one for one, _, _ in CASES].index(name))
        found = {person: answer(world, person, "get", address) for person in asked}
        trial.count("格", len(found))
        assert found == {person: wanted[person] for person in asked}, address
        if not arguments:
            return
