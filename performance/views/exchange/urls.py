"""The addresses of what goes to other systems and comes from them."""

from django.urls import path

from performance.views.exchange.figures import budget_figures, budget_figures_preview
from performance.views.exchange.packages import exchange
from performance.views.exchange.reading import exchange_import, exchange_preview

urlpatterns = [
    path("budget-figures/", budget_figures, name="budget_figures"),
    path("budget-figures/<int:pk>/", budget_figures_preview, name="budget_figures_preview"),
    path("exchange/", exchange, name="exchange"),
    path("exchange/import/", exchange_import, name="exchange_import"),
    path("exchange/import/<int:pk>/", exchange_preview, name="exchange_preview"),
]
