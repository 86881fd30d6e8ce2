"""The inbox: what a reader was told, and that he has read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from performance.notifications.services import mark_read, notices_of

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
