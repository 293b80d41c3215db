"""Cities, as everybody reads them."""

from django.urls import path

from cities import views
from cities.chooser_urls import chooser_patterns

urlpatterns = [
    path("", views.cities, name="cities"),
    *chooser_patterns,
    path("<slug:slug>/", views.city, name="city"),
]
