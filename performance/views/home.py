"""The first page of everybody, searching from every page, and checking the trail from the auditor's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from departments.models import FinanceOffice
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from departments.trail.verification import verify
from departments.trail.writing import head
from performance.home.desks import desks_of
from performance.home.search import SHORTEST, search


@never_cache
@login_required
@require_safe
def home(request):
    """Whoever has just installed the system is led to what it needs first."""
    if request.user.is_superuser and not FinanceOffice.objects.exists():
        return redirect("first_use")
    return render(request, "performance/home/home.html", desks_of(request.user))


@never_cache
@login_required
@require_safe
def search_page(request):
    words = request.GET.get("q", "").strip()[:100]
    context = {"words": words, "found": search(request.user, words), "shortest": SHORTEST}
    return render(request, "performance/home/search.html", context)


@login_required
@require_POST
def verify_trail(request):
    """Every row from the beginning; what is said of it names no row's content."""
    if not (request.user.is_superuser or Role.AUDITOR in roles_held(request.user)):
        raise PermissionDenied("操作记录由审计员校验。")
    verdict = verify()
    if verdict.fault:
        messages.error(request, f"操作记录校验不通过。{verdict.fault}此前{verdict.checked}条无误。")
    else:
        lost = (
            f"另有{verdict.under_lost_key}条写于遗失的密钥之下，只核对了整体校验值。"
            if verdict.under_lost_key
            else ""
        )
        messages.success(
            request, f"操作记录校验通过，共{verdict.checked}条。{lost}末条锚点：{head() or '（尚无记录）'}"
        )
    return redirect("home")
