"""Service points: ours have a page, partners' platforms a line in the list."""

from django.urls import path

from showcase import service_points

urlpatterns = [
    path("", service_points.service_points, name="service-points"),
    path("<slug:slug>/", service_points.service_point, name="service-point"),
]
