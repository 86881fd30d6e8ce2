"""The addresses of what goes to other systems and comes from them."""

from django.urls import path

from performance.views.exchange.packages import exchange
from performance.views.exchange.reading import exchange_import, exchange_preview

urlpatterns = [
    path("exchange/", exchange, name="exchange"),
    path("exchange/import/", exchange_import, name="exchange_import"),
    path("exchange/import/<int:pk>/", exchange_preview, name="exchange_preview"),
]
