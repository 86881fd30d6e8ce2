"""The inbox: what a reader was told, and that he has read it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance.models import Mailing, NoticeKind
from performance.notifications.preferences import preferences_of, save_preferences
from performance.notifications.services import mark_read, notices_of
from performance.upkeep.scheduled_work import tasks

PER_PAGE = 30


@never_cache
@login_required
@require_safe
def notices(request):
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "performance/notifications/notices.html", {"page": page})


@never_cache
@login_required
@require_POST
def notice_read(request, pk):
    """Leads to what the notice speaks of."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    mark_read(request.user, pk=pk)
    return redirect(notice.link or "notices")


@never_cache
@login_required
@require_POST
def notices_read(request):
    count = mark_read(request.user)
    messages.success(request, f"已将 {count} 条通知标为已读。")
    return redirect("notices")


class PreferencesForm(forms.Form):
    """A field for each kind of notices."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=Mailing.choices)

    def chosen(self):
        return {NoticeKind(kind): Mailing(mailing) for kind, mailing in self.cleaned_data.items()}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request):
    """The inbox keeps everything; this is about the e-mail besides."""
    form = PreferencesForm(
        request.POST if request.method == "POST" else None, initial=preferences_of(request.user)
    )
    if form.is_bound and form.is_valid():
        save_preferences(request.user, form.chosen())
        messages.success(request, "已保存，从以后的通知起执行。")
        return redirect("notice_settings")
    context = {"form": form, "at": _digests_at(), "mails": bool(settings.EMAIL_HOST)}
    return render(request, "performance/notifications/settings.html", context)


def _digests_at():
    """When the letters go out; None where the installation leaves that out."""
    return next((task.at for task in tasks() if task.command == "send_digests"), None)
