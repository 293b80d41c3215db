"""The city's side: behind sign-in, never cached."""

from django.urls import path

from showcase.sharing import begin, edit, status

urlpatterns = [
    path("", begin.overview, name="share"),
    path("new/", begin.new, name="share-new"),
    path("on-behalf/", begin.on_behalf, name="share-on-behalf"),
    path("change/<slug:slug>/", begin.change, name="share-change"),
    path("<uuid:uuid>/", status.status, name="submission"),
    path("<uuid:uuid>/edit/", edit.edit, name="submission-edit"),
    path("<uuid:uuid>/submit/", status.take_step, {"step": "submit"}, name="submission-submit"),
    path("<uuid:uuid>/withdraw/", status.take_step, {"step": "withdraw"}, name="submission-withdraw"),
    path("<uuid:uuid>/discard/", status.take_step, {"step": "discard"}, name="submission-discard"),
    path("<uuid:uuid>/confirm/", status.confirm, name="submission-confirm"),
]
