"""What was posted after the session had ended, shown to the same account to be sent once more."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.accounts.late_posts import forget
from departments.accounts.late_posts import late_post as waiting

HIDDEN = ("base", "version", "page", "seen", "act", "leave", "contested")
NOTHING = "没有等待继续提交的内容：可能已经提交，或超过一小时，或由另一个账号填写。"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def late_post(request):
    """POST gives it up."""
    if request.method == "POST":
        forget(request.session)
        messages.success(request, "已放弃，没有提交。")
        return redirect(settings.LOGIN_REDIRECT_URL)
    post = waiting(request)
    if post is None:
        messages.info(request, NOTHING)
        return redirect(settings.LOGIN_REDIRECT_URL)
    shown = [
        text for name, text in post.fields if text.strip() and name not in HIDDEN and "count" not in name
    ]
    return render(request, "departments/late_post.html", {"post": post, "shown": shown})
