"""The page from which texts leave for other systems: what is too long for them is told before."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.permissions.rights import offices_kept
from performance.exchange.figures import PERMISSION
from performance.exchange.kinds import KINDS, lengths_of
from performance.exporting.gathering import exportable_by
from performance.exporting.jobs import AT_ONCE
from performance.models import JobKind
from performance.models.webhooks import WebhookQuerySet
from performance.views.exporting.packages import ChosenTextsForm, made, offered


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request):
    statements = exportable_by(request.user)
    form, faults = None, None
    if request.method == "POST":
        form = ChosenTextsForm(request.POST, statements, KINDS)
        if form.is_valid():
            kind, chosen = form.cleaned_data["kind"], form.cleaned_data["statement"]
            faults = _told_before(kind, chosen, agreed="agreed" in request.POST)
            if faults is None:
                return made(request, kind, chosen, page="exchange")
    context = {
        **offered(request, statements, KINDS, form),
        "faults": faults,
        "lengths": JobKind.EXCHANGE_LENGTHS,
        "loads_figures": bool(offices_kept(request.user, PERMISSION)),
        "keeps_webhooks": bool(offices_kept(request.user, WebhookQuerySet.PERMISSION)),
    }
    return render(request, "performance/exchange/packages.html", context)


def _told_before(kind, statements, *, agreed):
    """What is too long in a few texts, to be shown instead of a file; of many the file itself tells."""
    if agreed or len(statements) > AT_ONCE:
        return None
    faults = lengths_of(statements)
    return faults if faults or kind == JobKind.EXCHANGE_LENGTHS else None
