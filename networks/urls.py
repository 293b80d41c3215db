"""Networks, as everybody reads them."""

from django.urls import path

from networks import views

urlpatterns = [
    path("", views.networks, name="networks"),
    path("<slug:slug>/", views.network, name="network"),
]
