"""The addresses of the pages about what is told to other systems."""

from django.urls import path

from performance.views.webhooks.views import webhook, webhook_act, webhooks

urlpatterns = [
    path("webhooks/", webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", webhook, name="webhook"),
    path("webhooks/<int:pk>/act/", webhook_act, name="webhook_act"),
]
