"""Following a filter by mail: pages of their own, because public pages hold no form that is posted."""

from django.urls import path
from django.views.decorators.cache import never_cache

from record.once import answered_once
from showcase import follow_views as views

urlpatterns = [
    path("", never_cache(answered_once(views.follow)), name="follow"),
    path("asked/", never_cache(views.asked), name="follow-asked"),
    path("mine/<str:key>/", never_cache(views.own), name="follow-own"),
    path("stopped/", never_cache(views.stopped), name="follow-stopped"),
]
