"""First use: what an installation still needs before anybody can fill in, and the doors that lead there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from performance.setup.checklist import guided, load_what_comes_along, may_load, setup_progress


@never_cache
@login_required
@require_safe
def first_use(request):
    if not guided(request.user):
        raise PermissionDenied("初始设置由系统管理员和安全管理员办理。")
    stages = setup_progress(request.user)
    context = {
        "stages": stages,
        "left": sum(not one.done for one in stages),
        "may_load": may_load(request.user),
    }
    return render(request, "performance/setup/checklist.html", context)


@login_required
@require_POST
def first_use_load(request):
    if not may_load(request.user):
        raise PermissionDenied("指标名称由系统管理员载入。")
    messages.success(request, load_what_comes_along(by=request.user, request=request))
    return redirect("first_use")
