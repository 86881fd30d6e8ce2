"""Which departments have not sent, until when they may, and what is done about it: a word to them, or a later day."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.models import Department, Timetable
from departments.trail.writing import record_refusal
from performance.http.whole_numbers import whole_number
from performance.notifications.extending import extend, extension, take_back, taking_back
from performance.notifications.urging import last_urged, late_departments, reviews_at, urge
from performance.steps.refusals import Refused

MOVES = {
    "extend": (extension, extend),
    "take_back": (taking_back, take_back),
}  # what it would do, and doing it
ACTS = ("urge", *MOVES)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request):
    offices = reviews_at(request.user)
    if not offices:
        raise Http404
    timetables = (
        Timetable.objects.visible_to(request.user).filter(office__in=offices).select_related("office")
    )
    params = request.POST if request.method == "POST" else request.GET
    if chosen := whole_number(params.get("timetable"), 0):
        timetable = get_object_or_404(timetables, pk=chosen)
    else:
        timetable = timetables.order_by("-fiscal_year", "office").first()
    if request.method == "POST":
        if timetable is None or request.POST.get("act") not in ACTS:
            raise Http404
        if page := _act(request, timetable):
            return page
        return redirect(f"{reverse('deadlines')}?timetable={timetable.pk}")
    late, urged = [], {}
    if timetable:
        late, urged = late_departments(timetable, request.user), last_urged(timetable)
    context = {
        "timetables": timetables,
        "timetable": timetable,
        "rows": [(missing, urged.get(missing.department.pk)) for missing in late],
        "overdue": sum(missing.closing.left < 0 for missing in late),
    }
    return render(request, "performance/deadlines/deadlines.html", context)


def _act(request, timetable):
    """A page to confirm on, or nothing."""
    chosen = [key for word in request.POST.getlist("department") if (key := whole_number(word, 0))]
    try:
        if request.POST["act"] != "urge":
            return _move(request, timetable, chosen)
        departments, people = urge(timetable, chosen, by=request.user, request=request)
        messages.success(request, f"已催办{departments}个部门，通知{people}人；今天已经催办过的不重复通知。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        record_refusal(by=request.user, subject=timetable, details=f"期限：{refusal}", request=request)
    return None


def _move(request, timetable, chosen):
    """Done once the page has said from which day to which."""
    sent, by = request.POST, request.user
    if len(chosen) != 1:
        raise Refused("延期和取消延期一次办一个部门：请只勾选一个，并填写理由；延期的还要填写延至的日期。")
    department = get_object_or_404(Department.objects.business_of(by), pk=chosen[0])
    arguments = (department, sent.get("reason", ""))
    if sent["act"] == "extend":
        arguments = (department, _day(sent.get("until", "")), sent.get("reason", ""))
    foretell, do = MOVES[sent["act"]]
    if sent.get("confirmed") != "1":
        moved = foretell(timetable, *arguments, by=by)
        context = {"moved": moved, "timetable": timetable, "act": sent["act"]}
        return render(request, "performance/deadlines/confirm.html", context)
    moved = do(timetable, *arguments, by=by, request=request)
    messages.success(request, f"已{moved.label}：{moved.words}。已通知该部门。")
    return None


def _day(text):
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
