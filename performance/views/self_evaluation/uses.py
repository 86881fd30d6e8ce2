"""What the finance office decides of the next budget."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.self_evaluation.uses import Decided, decide
from performance.steps.refusals import Refused
from performance.views.self_evaluation.face import FACE
from performance.views.written.face import Shown
from performance.views.written.pages import refused
from performance.views.written.posted import seen_number
from performance.written.rows import LONGEST

LONGEST_NUMBER = 30


@never_cache
@login_required
@require_POST
def evaluation_use(request, pk):
    row = FACE.visible(request.user, pk)
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
        return refused(request, FACE, row, refusal, Shown(status=409, more={"decided": decided}))
    messages.success(request, f"已决定“{use}”。")
    return redirect("evaluation", pk)
