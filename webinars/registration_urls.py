"""One's own registrations, by the links of mails."""

from django.urls import path
from django.views.decorators.cache import never_cache

from webinars import registration_views as views

urlpatterns = [
    path("cancelled/", never_cache(views.cancelled), name="registration-cancelled"),
    path("mine/<str:key>/", never_cache(views.own), name="registration"),
]
