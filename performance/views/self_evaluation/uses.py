"""What the finance office decides of the next budget."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.content.self_evaluation import LONGEST
from performance.self_evaluation.uses import Decided, decide
from performance.steps.refusals import Refused
from performance.views.self_evaluation.cards import card_page, seen_number, visible_evaluation

LONGEST_NUMBER = 30


@never_cache
@login_required
@require_POST
def evaluation_use(request, pk):
    row = visible_evaluation(request.user, pk)
    decided = Decided(
        request.POST.get("decision", ""),
        request.POST.get("percent", "")[:LONGEST_NUMBER],
        request.POST.get("amount_after", "")[:LONGEST_NUMBER],
        request.POST.get("reason", "")[:LONGEST],
        seen_number(request.POST.get("seen")),
    )
    try:
        use = decide(row, decided, by=request.user, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return card_page(request, visible_evaluation(request.user, pk), status=409, decided=decided)
    messages.success(request, f"已决定“{use}”。")
    return redirect("evaluation", pk)
