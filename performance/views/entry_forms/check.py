"""Check before 报送: what the review finds of the text by kind, how each form stands, and the way onwards."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.models import BudgetUnit
from performance.documents.recognition import UnknownLayout
from performance.entry_forms.checked_text import checked_text
from performance.entry_forms.mending import mendable
from performance.findings.decisions import decisions
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.models import Action, PerformanceStatement
from performance.review import Severity, Topic, account_of
from performance.statement_pages.context import closing_while_due, visible_statement
from performance.steps.available import open_steps, submissions_of
from performance.workflow.applications import open_now
from performance.workflow.cautions import cautions
from performance.workflow.context import StepContext
from performance.workflow.guards import obstacles
from performance.workflow.offers import Offer
from performance.workflow.open_returns import open_returns


@never_cache
@login_required
@require_safe
def entry_check(request, pk):
    statement = visible_statement(request.user, pk)
    judgement = judge(statement)
    seen = review_for(statement, request.user, judgement)
    try:
        text = checked_text(statement, request.user, seen, request.GET.get("form", ""))
    except UnknownLayout as missing:
        raise Http404 from missing
    open_findings = [finding for finding in seen.findings if finding.fingerprint not in seen.answers]
    context = {
        "statement": statement,
        "closing": closing_while_due(statement),
        "text": text,
        "is_partial": seen.is_partial,
        "returns": open_returns(statement, request.user),
        "opened_parts": open_now(statement, request.user),
        "decisions": decisions(seen.content, open_findings),
        "topics": _topics(open_findings),
        **_mendable_numbers(mendable(statement, request.user, judgement)),
        "account": account_of(seen.content, seen.findings, seen.rule_set),
        "sendings": list(_sendings(statement, request.user, judgement)),
        "counts": [
            (severity, sum(finding.severity is severity for finding in open_findings))
            for severity in Severity
        ],
    }
    return render(request, "performance/entry_forms/check.html", context)


def _mendable_numbers(kinds):
    """Hints ask for nothing before submission, so they are told apart."""
    found = [each.finding.severity is Severity.HINT for kind in kinds for each in kind.found]
    return {"mendable": found.count(False), "mendable_hints": found.count(True)}


def _topics(findings):
    """Of what a reviewer speaks, in the order of weight, and how often; the same headings whatever was found."""
    counted = [finding for finding in findings if finding.severity is not Severity.HINT]
    return [(topic, sum(finding.topic is topic for finding in counted)) for topic in Topic]


@dataclass(frozen=True)
class Sending:
    """A button that sends the text, or a unit's share of it, onwards. ``unit`` is None for the text itself."""

    offer: Offer
    subject: PerformanceStatement | BudgetUnit
    version: int
    unit: int | None = None


def _sendings(statement, user, judgement):
    for share in (None, *submissions_of(statement)):
        for step in open_steps(share or statement, user):
            if step.action == Action.SUBMIT:
                occasion = StepContext(statement, share, step, user)
                occasion.judgement = judgement
                offer = Offer(step, obstacles(occasion), cautions=cautions(occasion))
                if share is None:
                    yield Sending(offer, statement, statement.version)
                else:
                    yield Sending(offer, share.unit, share.version, share.unit_id)
