"""Many cards or reports handled together: first what will become of each, then, once confirmed, what has."""

import secrets
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from performance.http.whole_numbers import whole_number
from performance.models import Action
from performance.written.rows import LONGEST
from performance.written.together import MOST, BulkTransition

LONGEST_KEY = 40
SHOWN = 20


@dataclass(frozen=True)
class Papers:
    """A kind of paper in words, and ``route``, the page of one; ``field`` is what a chosen one is sent as."""

    walker: BulkTransition
    noun: str
    counted: str
    whole: str
    route: str
    field: str


@dataclass(frozen=True)
class RequestedStep:
    """A step as the person knows it, and where it was asked for: ``address`` takes it, ``back`` leads to the list."""

    action: Action
    label: str
    needs_reason: bool
    address: str
    back: str
    trail: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...] = ()


def versions_sent(request, papers):
    """Keys with the versions that were on the page; what is neither was not sent by it. None where none is chosen.

    What is confirmed has been chosen: the page that asks for it names each.
    """
    if papers.field not in request.POST and request.POST.get("confirmed") != "1":
        return None
    found = {}
    for word in request.POST.getlist(papers.field)[:MOST]:
        key, _, version = word.partition(":")
        chosen, seen = whole_number(key, None), whole_number(version, None)
        if chosen is not None and seen is not None:
            found[chosen] = seen
    return found


def take_or_ask(request, papers, asked, rows, versions):
    """Without a confirmation, or the reason that the step needs, the page that asks for it."""
    reason = request.POST.get("reason", "")[:LONGEST].strip()
    if request.POST.get("confirmed") != "1" or (asked.needs_reason and not reason):
        return _confirmation(request, papers, asked, rows)
    pairs = [(row, versions[row.pk]) for row in rows]
    key = request.POST.get("key", "")[:LONGEST_KEY]
    taken = papers.walker.take_together(
        pairs, asked.action, by=request.user, reason=reason, key=key, request=request
    )
    if taken.done:
        messages.success(request, f"已对{len(taken.done)}{papers.counted}{papers.noun}办理“{asked.label}”。")
    for prospect in taken.refused[:SHOWN]:
        messages.error(request, f"{prospect.row.label}没有办理：{' '.join(prospect.obstacles)}")
    if (more := len(taken.refused) - SHOWN) > 0:
        messages.error(request, f"另有{more}{papers.counted}没有办理。")
    return redirect(asked.back)


def _confirmation(request, papers, question, rows):
    tried = request.POST.get("confirmed") == "1"
    prospects = papers.walker.prospects(rows, question.action, request.user)
    context = {
        "papers": papers,
        "asked": question,
        "able": [prospect.row for prospect in prospects if not prospect.obstacles],
        "unable": [prospect for prospect in prospects if prospect.obstacles],
        "missing": tried and question.needs_reason,
        "reason": request.POST.get("reason", "")[:LONGEST],
        "longest": LONGEST,
        "key": secrets.token_urlsafe(12),
    }
    return render(request, "performance/written/together.html", context, status=409 if tried else 200)
