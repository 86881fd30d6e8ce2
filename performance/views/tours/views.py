"""The tours of somebody's roles as a plain page of steps and links; going on with one, and ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from performance.tours.addresses import Addresses
from performance.tours.panel import follow, leave
from performance.tours.progress import end, own_tour, reach, step_of, tours_of
from performance.tours.steps import STEPS, Page


@never_cache
@login_required
@require_safe
def tours(request):
    return render(request, "performance/tours/tours.html", {"tours": tours_of(request.user)})


@never_cache
@login_required
@require_POST
def tour(request, tour):
    """``step`` is the key of the step to be shown, the first where none is named; ``end`` puts an end to the tour."""
    own = own_tour(request.user, tour)
    if own is None:
        raise Http404
    if "end" in request.POST:
        end(request.user, own)
        leave(request)
        messages.success(request, "导览已结束，不再提示；要再看，点页首的“帮助”。")
        return redirect("tours")
    key = request.POST.get("step", "")
    step = step_of(own, key) if key else STEPS[own][0]
    if step is None:
        raise Http404
    reach(request.user, own, step)
    follow(request, own)
    return redirect(f"{_page_of(request.user, step)}#tour")


def _page_of(user, step):
    """To open a text for review leaves a mark, so that is left to the reader: the panel waits for it at the queue."""
    if step.page is Page.DESK:
        return reverse("review_queue")
    return Addresses(user).of(step.page) or reverse("tours")
