"""The address of the last day to send."""

from django.urls import path

from performance.views.deadlines.views import deadlines

urlpatterns = [path("deadlines/", deadlines, name="deadlines")]
