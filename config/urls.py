from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from config.api import Schema
from config.operation.pages import healthz, metrics, readyz
from departments.views.late_post import late_post
from departments.views.own_password import OwnPasswordView
from departments.views.second_factor import second_factor, verify
from departments.views.session import session, sign_in_again
from departments.views.sign_in import SignInView
from departments.views.sign_on import sign_on, sign_on_back, sign_on_ended
from departments.views.tokens import revoke_token, tokens
from performance.api.documentation import api_page

admin.autodiscover()
admin.site.site_header = "部门预算绩效目标管理"
admin.site.site_title = "绩效目标管理"
admin.site.index_title = "审核与管理"

# Passwords are reset by an administrator, not by mail: offices without a mail server have no dead ends.
accounts = [
    path("login/", SignInView.as_view(), name="login"),
    path("sign_on/", sign_on, name="sign_on"),
    path("sign_on/back/", sign_on_back, name="sign_on_back"),
    path("sign_on/ended/", sign_on_ended, name="sign_on_ended"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("session/", session, name="session"),
    path("session/sign_in/", sign_in_again, name="sign_in_again"),
    path("late/", late_post, name="late_post"),
    path("password_change/", OwnPasswordView.as_view(), name="password_change"),
    path("password_change/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("second_factor/", second_factor, name="second_factor"),
    path("second_factor/verify/", verify, name="second_factor_verify"),
    path("tokens/", tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", revoke_token, name="revoke_token"),
]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("accounts/", include(accounts)),
    path("api/", api_page, name="api_page"),
    path("api/v1/schema/", Schema.as_view(), name="api_schema"),
    path("api/v1/", include("performance.api.urls")),
    path("", include("performance.urls")),
]

handler400 = "config.faults.bad_request"
handler403 = "config.faults.permission_denied"
handler404 = "config.faults.page_not_found"
handler500 = "config.faults.server_error"
