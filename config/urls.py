from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from departments.own_password import OwnPasswordView

admin.site.site_header = "部门预算绩效目标管理"
admin.site.site_title = "绩效目标管理"
admin.site.index_title = "基础数据与台账"

# Passwords are reset by an administrator, not by mail: offices without a mail server have no dead ends.
accounts = [
    path("login/", auth.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password_change/", OwnPasswordView.as_view(), name="password_change"),
    path("password_change/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include(accounts)),
    path("", include("performance.urls")),
]
