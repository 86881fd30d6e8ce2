"""The addresses of the tours."""

from django.urls import path

from performance.views.tours.views import tour, tours

urlpatterns = [
    path("tours/", tours, name="tours"),
    path("tours/<str:tour>/", tour, name="tour"),
]
