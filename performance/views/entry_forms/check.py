"""Check before 报送: every answer, what the review finds of it, and what still has to be explained."""

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.models import BudgetUnit
from performance.documents.recognition import UnknownLayout
from performance.entry.answers import answers_of
from performance.entry.controls import Notes
from performance.entry.frames import Setting, frames
from performance.entry.placing import of_department, of_project
from performance.entry.sheets import department_sheets, project_sheet
from performance.findings.decisions import decisions
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.models import Action, PerformanceStatement
from performance.review import Severity, Topic, account_of, group
from performance.statement_pages.context import visible_statement
from performance.steps.available import open_steps, submissions_of
from performance.workflow.applications import open_now
from performance.workflow.context import StepContext
from performance.workflow.guards import obstacles
from performance.workflow.offers import Offer
from performance.workflow.open_returns import open_returns
from performance.workflow.unchanged import cautions


@dataclass
class Checked:
    """A form with its answers; ``findings`` come with the reason that holds and the one that was rejected, or None."""

    title: str
    address: str
    frames: list
    findings: list = field(default_factory=list)


@never_cache
@login_required
@require_safe
def entry_check(request, pk):
    statement = visible_statement(request.user, pk)
    seen = review_for(statement, request.user)
    try:
        forms = list(_checked(request, statement, seen))
    except UnknownLayout as missing:
        raise Http404 from missing
    open_findings = [finding for finding in seen.findings if finding.fingerprint not in seen.answers]
    context = {
        "statement": statement,
        "forms": forms,
        "is_partial": seen.is_partial,
        "returns": open_returns(statement, request.user),
        "opened_parts": open_now(statement, request.user),
        "answerable": seen.answerable,
        "alike": _most_alike(finding for finding in open_findings if finding.fingerprint in seen.answerable),
        "decisions": decisions(seen.content, open_findings),
        "topics": _topics(open_findings),
        "account": account_of(seen.content, seen.findings, seen.rule_set),
        "sendings": list(_sendings(statement, request.user)),
        "counts": [
            (severity, sum(finding.severity is severity for finding in open_findings))
            for severity in Severity
        ],
    }
    return render(request, "performance/entry_forms/check.html", context)


def _topics(findings):
    """Of what a reviewer speaks, in the order of weight, and how often; the same headings whatever was found."""
    asked = [finding for finding in findings if finding.severity is not Severity.HINT]
    return [(topic, sum(finding.topic is topic for finding in asked)) for topic in Topic]


def _most_alike(findings):
    """How many places one remark of the review stands at, at most."""
    return max((len(alike.findings) for alike in group(findings)), default=0)


def _checked(request, statement, seen):
    content = seen.content
    sheets = department_sheets(content.province, content.edition, content.form)
    if not seen.is_partial:
        for sheet in sheets:
            address = reverse("entry_sheet", args=[statement.pk, sheet.key])
            yield Checked(sheet.title, address, _frames(sheet, content, content))
        last = reverse("entry_sheet", args=[statement.pk, sheets[-1].key])
        yield Checked("部门部分的问题", last, [], _answered(of_department(seen.findings), seen))
    rows = statement.projects.visible_to(request.user).values_list("pk", flat=True)
    for index, (row, project) in enumerate(zip(rows, content.projects, strict=True)):
        sheet = project_sheet(content.province, content.edition, project.form)
        address = reverse("entry_project", args=[statement.pk, row])
        found = _answered(of_project(seen.findings, index), seen)
        title = f"{project.code} {project.name}".strip() or "（未填项目名称）"
        yield Checked(title, address, _frames(sheet, project, content), found)


def _frames(sheet, owner, content):
    vocabulary = sheet.vocabulary_in(content.province, content.edition)
    return frames(sheet, owner, Setting(answers_of(sheet, owner), Notes(), vocabulary, content.year))


def _answered(findings, seen):
    """What blocks first, hints last; within a severity as the form has them."""
    ordered = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    return [
        (finding, seen.answers.get(finding.fingerprint), seen.rejected.get(finding.fingerprint))
        for finding in ordered
    ]


@dataclass(frozen=True)
class Sending:
    """A button that sends the text, or a unit's share of it, onwards. ``unit`` is None for the text itself."""

    offer: Offer
    subject: PerformanceStatement | BudgetUnit
    version: int
    unit: int | None = None


def _sendings(statement, user):
    judgement = judge(statement)
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
