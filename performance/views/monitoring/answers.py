"""A warning answered: what was typed stays on the page of the report where it is refused."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.alerts.rules import RULES
from performance.models import MonitoringAlert
from performance.monitoring.answering import answer_alert
from performance.steps.refusals import Refused
from performance.views.monitoring.face import FACE
from performance.views.written.face import Shown
from performance.views.written.pages import refused


class AnswerForm(forms.Form):
    until = forms.DateField(required=False)


@never_cache
@login_required
@require_POST
def monitoring_answer(request, pk):
    alerts = MonitoringAlert.objects.visible_to(request.user)
    alert = get_object_or_404(
        alerts.select_related("report__task", "report__statement__department__office", "report__unit"), pk=pk
    )
    form = AnswerForm(request.POST)
    form.full_clean()
    try:
        answer_alert(
            alert,
            answer=request.POST.get("answer", ""),
            reason=request.POST.get("reason", ""),
            until=form.cleaned_data.get("until"),
            by=request.user,
            request=request,
        )
    except Refused as refusal:
        answered = {name: request.POST.get(name, "") for name in ("answer", "reason", "until")}
        shown = Shown(status=409, more={"answered": {**answered, "alert": alert.pk}})
        return refused(request, FACE, alert.report, refusal, shown)
    messages.success(request, f"已答复“{RULES[alert.code].name}”。")
    return redirect("monitoring_report", alert.report_id)
