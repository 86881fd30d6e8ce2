"""The review desk: the queue of what waits, and one text with all that its reviewer needs on one screen."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.permissions.rights import roles_held
from performance.assessment.services import FINANCE_REVIEWERS, drafts_among, sheets_of
from performance.deadlines.closing import review_limits
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import Action, ReviewClaim
from performance.self_evaluation.uses import results_before
from performance.statement_pages.context import statement_context, visible_statement
from performance.statement_pages.desk import explained_findings, open_findings
from performance.statement_pages.opened_review import open_for_review, since_return
from performance.statement_pages.waiting_words import change_in_words, findings_in_words
from performance.steps.people import states_waiting_for, waiting_for
from performance.steps.refusals import Refused
from performance.views.assessment.views import sheets_context
from performance.views.workflow.steps import take_step
from performance.workflow.claims import claim, claims_on, give_back, reviewers_of
from performance.workflow.offers import roles_here
from performance.workflow.office_sections import (
    NO_SECTION,
    SectionSorting,
    colleagues_by_section,
    own_sections,
    section_figures,
)
from performance.workflow.review_figures import workloads
from performance.workflow.review_queue import AGES, queue_of, waiting_details

PER_PAGE = 50
# By how many days are left to review a text.
LIMITS = {
    "over": ("已超过", lambda left: left < 0),
    "soon": ("三天以内", lambda left: 0 <= left <= 3),
    "later": ("还有三天以上", lambda left: left > 3),
}
NEXT, LIST = "next", "list"


class QueueFilter(forms.Form):
    """What of the queue is shown; a choice that applies to nothing of this reader's is not offered."""

    state = forms.ChoiceField(label="环节", required=False)
    age = forms.ChoiceField(
        label="等待时间",
        required=False,
        choices=[("", "不限"), *((name, label) for name, (label, _) in AGES.items())],
    )
    limit = forms.ChoiceField(
        label="审核限期",
        required=False,
        choices=[("", "不限"), *((name, label) for name, (label, _) in LIMITS.items())],
    )
    section = forms.ChoiceField(label="股室", required=False)
    claimed = forms.ChoiceField(
        label="认领",
        required=False,
        choices=[("", "不限"), ("mine", "我认领的"), ("nobody", "没有人认领"), ("others", "别人认领的")],
    )

    def __init__(self, query, user, sorting):
        super().__init__(query)
        self.user, self.sorting = user, sorting
        states = [(state.value, state.label) for state in states_waiting_for(user)]
        self.fields["state"].choices = [("", "不限"), *states]
        if sorting.sections:
            sections = [(str(one.pk), str(one)) for one in sorting.sections]
            self.fields["section"].choices = [
                ("", "不限"),
                ("own", "本人的股室"),
                *sections,
                ("0", NO_SECTION),
            ]
        else:
            del self.fields["section"]

    def chosen(self, queue):
        given = self.cleaned_data if self.is_valid() else {}
        if section := given.get("section"):
            wanted = own_sections(self.user) if section == "own" else {int(section)}
            queue = queue.filter(pk__in=self.sorting.keys_of(queue, wanted))
        if limit := given.get("limit"):
            limits = review_limits(list(queue))
            queue = queue.filter(pk__in=[pk for pk, day in limits.items() if LIMITS[limit][1](day.left)])
        if given.get("state"):
            queue = queue.filter(state=given["state"])
        if given.get("age"):
            queue = AGES[given["age"]][1](queue, timezone.now())
        if given.get("claimed"):
            claims = ReviewClaim.objects.in_force()
            own = claims.filter(person=self.user).values("statement")
            held = claims.values("statement")
            queue = {
                "mine": queue.filter(pk__in=own),
                "nobody": queue.exclude(pk__in=held),
                "others": queue.filter(pk__in=held).exclude(pk__in=own),
            }[given["claimed"]]
        return queue


@never_cache
@login_required
@require_safe
def review_queue(request):
    if not _reviews(request.user):
        raise Http404
    sorting = SectionSorting(request.user)
    choice = QueueFilter(request.GET, request.user, sorting)
    page = Paginator(choice.chosen(_queue(request.user)), PER_PAGE).get_page(request.GET.get("page"))
    details, claims = waiting_details(page, request.user), claims_on(page)
    limits = review_limits(list(page))
    now = timezone.now()
    rows = [
        {
            "text": text,
            "opened": details[text.pk].opened,
            "findings": findings_in_words(details[text.pk]),
            "change": change_in_words(details[text.pk]),
            "claim": claims.get(text.pk),
            "section": sorting.section_of(text),
            "limit": limits.get(text.pk),
            "days": (now - text.since).days if text.since else 0,
        }
        for text in page
    ]
    years = {text.fiscal_year for text in page} or {now.year}
    context = {
        "choice": choice,
        "page": page,
        "rows": rows,
        "year": max(years),
        "workloads": workloads(request.user, max(years)),
        "sections": section_figures(sorting, request.user, max(years)),
        "filtered": any(choice.data.values()),
    }
    return render(request, "performance/workflow/queue.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_desk(request, pk):
    """A step that is taken here leads to the next text of the queue."""
    statement = visible_statement(request.user, pk)
    if not (request.user.is_superuser or roles_here(request.user, statement).everywhere & FINANCE_REVIEWERS):
        raise Http404
    refused = None
    if request.method == "POST":
        following = _neighbours(_keys(request.user), statement.pk)["following"]
        refused = take_step(request, statement, _action(request.POST.get("step")))
        if refused is None:
            return redirect("review_desk", following) if following else redirect("review_queue")
        statement = visible_statement(request.user, statement.pk)
    open_for_review(request.user, statement)
    return render(
        request,
        "performance/workflow/desk.html",
        _desk(request, statement, refused),
        status=409 if refused else 200,
    )


def _desk(request, statement, refused):
    user = request.user
    own_page = reverse("review_desk", args=[statement.pk])
    sheets = sheets_of(statement)
    known = {"sheets": drafts_among(sheets, statement)}
    context = {**statement_context(statement, user, refused, known), "own_page": own_page, "back": own_page}
    context["difference"] = since_return(statement, user, context)
    if review := context.get("review"):
        context["owners"] = open_findings(review.levels, context["content"])
        context["explanations"] = explained_findings(review.levels)
        context["open_count"] = sum(len(owner.asking) for owner in context["owners"])
    held = claims_on([statement]).get(statement.pk)
    keys = _keys(user)
    waits = statement.pk in keys
    section = SectionSorting(user).section_of(statement) if waits else None
    colleagues = reviewers_of(statement).exclude(pk=user.pk)
    return {
        **context,
        **_neighbours(keys, statement.pk),
        "claim": held,
        "earlier": results_before(context["rows"], statement.fiscal_year, user),
        "waits": waits,
        "section": section,
        "colleagues": colleagues_by_section(colleagues, section) if waits else [],
        "sheet": sheets_context(user, statement, sheets, projects=context["rows"]),
    }


@never_cache
@login_required
@require_POST
def review_claim(request, pk):
    """``person`` is a colleague to whom the text is given; ``give_back`` ends the claim."""
    statement = visible_statement(request.user, pk)
    try:
        if "give_back" in request.POST:
            give_back(statement, by=request.user, request=request)
            messages.success(request, f"已交出{statement}，由谁审核待认领。")
        else:
            held = claim(statement, by=request.user, person=_person(request, statement), request=request)
            name = held.person.get_full_name() or held.person.get_username()
            messages.success(request, f"{statement}由{name}审核。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect("review_queue" if request.POST.get("to") == LIST else reverse("review_desk", args=[pk]))


def _person(request, statement):
    word = request.POST.get("person", "")
    if not word:
        return None
    return get_object_or_404(reviewers_of(statement), pk=whole_number(word, 0, digits=DIGITS_OF_A_KEY))


def _reviews(user):
    return user.is_superuser or bool(roles_held(user) & FINANCE_REVIEWERS)


def _queue(user):
    return queue_of(user).order_by("since", "pk")


def _keys(user):
    """In the order of the queue, without what it says of each text."""
    return list(waiting_for(user).order_by("since", "pk").values_list("pk", flat=True))


def _neighbours(keys, pk):
    """Where the text stands in the queue; what has left it is followed by the first."""
    at = keys.index(pk) if pk in keys else -1
    return {
        "place": at + 1,
        "waiting": len(keys),
        "preceding": keys[at - 1] if at > 0 else None,
        "following": next((key for key in keys[at + 1 :] if key != pk), None),
    }


def _action(word):
    if word not in Action.values:
        raise Http404
    return Action(word)
