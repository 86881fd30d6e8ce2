"""事件推送: where an office's events go, and what could not be delivered."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from performance.models import Action, DeliveryState, Receiver, Webhook
from performance.models.webhooks import WebhookQuerySet
from performance.steps.refusals import Refused
from performance.webhooks.services import TOLD, add_webhook, faults_of, send_again, set_active

SHOWN = 100


class WebhookForm(forms.Form):
    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)
    name = forms.CharField(label="名称", max_length=60)
    receiver = forms.ChoiceField(label="接收方", choices=Receiver.choices)
    address = forms.CharField(
        label="地址",
        max_length=Webhook.LONGEST_ADDRESS,
        help_text="业务系统或群机器人的网址。主机须由系统运维人员列入允许推送的主机；不跟随跳转。",
    )
    secret = forms.CharField(
        label="密钥",
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        help_text="用来签名，加密保存，以后不再显示。企业微信机器人不用填。",
    )
    actions = forms.MultipleChoiceField(
        label="事项",
        choices=[(action.value, action.label) for action in TOLD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个事项。"},
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean(self):
        cleaned = super().clean()
        if {"receiver", "address", "actions"} <= cleaned.keys():
            values = (cleaned[name] for name in ("receiver", "address", "secret", "actions"))
            for name, fault in faults_of(*values).items():
                self.add_error(name, fault)
        return cleaned


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request):
    offices = FinanceOffice.objects.visible_to(request.user)
    if not request.user.is_superuser:
        offices = offices.filter(pk__in=offices_kept(request.user, WebhookQuerySet.PERMISSION))
    if not offices.exists():
        raise PermissionDenied("事件推送由系统管理员维护。")
    form = WebhookForm(request.POST if request.method == "POST" else None, offices=offices)
    if form.is_bound and form.is_valid():
        arguments = {**form.cleaned_data, "receiver": Receiver(form.cleaned_data["receiver"])}
        try:
            made = add_webhook(arguments.pop("office"), **arguments, by=request.user, request=request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已建立“{made}”，从现在起的事项将推送到那里。")
            return redirect("webhook", made.pk)
    counted = {state.value: Count("deliveries", filter=Q(deliveries__state=state)) for state in DeliveryState}
    rows = Webhook.objects.visible_to(request.user).select_related("office").annotate(**counted)
    return render(request, "performance/webhooks/webhooks.html", {"form": form, "webhooks": rows})


@never_cache
@login_required
@require_safe
def webhook(request, pk):
    """What could not be delivered, and what waits, the latest first."""
    found = get_object_or_404(Webhook.objects.visible_to(request.user).select_related("office"), pk=pk)
    left = found.deliveries.exclude(state=DeliveryState.DONE).select_related(
        "event__statement__department", "event__unit"
    )
    context = {
        "webhook": found,
        "actions": [Action(action).label for action in found.actions],
        "dead": left.filter(state=DeliveryState.DEAD).count(),
        "left": left.order_by("-event")[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "performance/webhooks/webhook.html", context)


@login_required
@require_POST
def webhook_act(request, pk):
    found = get_object_or_404(Webhook.objects.visible_to(request.user).select_related("office"), pk=pk)
    act = request.POST.get("act")
    if act == "again":
        number = send_again(found, by=request.user, request=request)
        messages.success(request, f"{number}件将重新推送。")
    elif act in ("pause", "resume"):
        set_active(found, active=act == "resume", by=request.user, request=request)
        messages.success(
            request, "已启用。" if act == "resume" else "已停用，停用期间的事项等到启用后再推送，至多等三天。"
        )
    return redirect("webhook", pk)
