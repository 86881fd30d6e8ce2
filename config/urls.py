from django.contrib import admin
from django.urls import include, path

admin.site.site_header = "部门预算绩效目标管理"
admin.site.site_title = "绩效目标管理"
admin.site.index_title = "基础数据与台账"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("django.contrib.auth.urls")),
    path("", include("performance.urls")),
]
