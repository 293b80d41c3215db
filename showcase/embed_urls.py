"""What other sites may frame."""

from django.urls import path

from showcase import embeds

urlpatterns = [
    path("initiatives/", embeds.initiatives, name="embed-initiatives"),
    path("service-points/<slug:slug>/", embeds.service_point, name="embed-service-point"),
]
