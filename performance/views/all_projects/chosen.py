"""What the pages of all projects have in common: the text, the ticked projects, and what became of an act."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html

from departments.trail.writing import record_refusal
from performance.all_projects.opened import open_projects
from performance.documents.recognition import UnknownLayout
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import EarlierText
from performance.statements.services import ContentRefused, StatementMoved
from performance.steps.refusals import Refused
from projects.models import ProjectLocked

REFUSALS = (Refused, ContentRefused, ProjectLocked, StatementMoved)


def ticked(said, name="project"):
    """The keys of the projects that a page names; what is no key is none."""
    keys = (whole_number(word, 0, digits=DIGITS_OF_A_KEY) for word in said.getlist(name))
    return {key for key in keys if key}


def address_with(name, statement, keys):
    return f"{reverse(name, args=[statement.pk])}?{urlencode({'project': sorted(keys)}, doseq=True)}"


def opened_for(request, statement):
    try:
        return open_projects(statement, request.user)
    except UnknownLayout as missing:
        raise Http404 from missing


def say_done(request, statement, sentence):
    """With the way to take it back, where what stood there before is kept."""
    act = EarlierText.objects.visible_to(request.user).filter(statement=statement).defer("content").first()
    if act is None:
        messages.success(request, sentence)
        return
    undo = reverse("history_undo", args=[statement.pk, act.pk])
    messages.success(request, format_html('{}<a href="{}">撤销这一次</a>', sentence, undo))


def say_refused(request, statement, what, refusal):
    for reason in getattr(refusal, "reasons", [str(refusal)]):
        messages.error(request, reason)
    record_refusal(by=request.user, subject=statement, details=f"{what}：{refusal}", request=request)
