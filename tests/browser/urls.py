"""The site with addresses at which things go wrong on purpose."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from config import errors
from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def failing(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("400/", failing(SuspiciousOperation("on purpose"))),
    path("403/", failing(PermissionDenied("on purpose"))),
    path("404/", failing(Http404("on purpose"))),
    path("500/", failing(RuntimeError("on purpose"))),
    path("409/", errors.conflict),
    path("429/", lambda request: errors.page(request, 429, "429.html")),
    path("403-form/", errors.csrf_failure),
    *urlpatterns,
]
