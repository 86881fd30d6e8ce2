"""访问令牌: one's own keys for programs, made and revoked here and nowhere else."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from departments.accounts.tokens.issuing import TooManyTokens, issue, revoke
from departments.accounts.tokens.model import AccessToken, Scope

LIVES = ((30, "30 天"), (90, "90 天"), (180, "180 天"), (365, "365 天"))


class TokenForm(forms.Form):
    name = forms.CharField(label="用途", max_length=100, help_text="例如：预算一体化系统夜间取数。")
    scope = forms.ChoiceField(
        label="权限", choices=Scope, help_text="只给所需的权限；令牌能做的事不会超过您本人。"
    )
    days = forms.TypedChoiceField(label="有效期", choices=LIVES, coerce=int, initial=90)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def tokens(request):
    """The list, and a form for a new one, whose secret the answer to the form alone shows."""
    form = TokenForm(request.POST) if request.method == "POST" else TokenForm()
    made = secret = None
    if form.is_valid():
        try:
            made, secret = issue(request.user, **form.cleaned_data, request=request)
            form = TokenForm()
        except TooManyTokens as fault:
            form.add_error(None, str(fault))
    own_tokens = AccessToken.objects.filter(user=request.user)
    return render(
        request,
        "departments/tokens.html",
        {"form": form, "tokens": own_tokens, "made": made, "secret": secret},
    )


@login_required
@require_POST
def revoke_token(request, pk):
    token = get_object_or_404(AccessToken, pk=pk, user=request.user)
    revoke(token, by=request.user, request=request)
    messages.success(request, f"访问令牌{token}已吊销。")
    return redirect("tokens")
