"""Pages for what went wrong: plain, translated, closed, with the reference number the log carries."""

import logging

from django.http import HttpResponse
from django.template import loader
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.models import Scheme, Term
from config.context import site

log = logging.getLogger(__name__)
LAST_RESORT = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
<p>{advice}</p>
<p>{reference} {request_id}</p>
</html>
"""


def bad_request(request, exception=None):
    return page(request, 400, "400.html")


def permission_denied(request, exception=None):
    return page(request, 403, "403.html")


def page_not_found(request, exception=None):
    """Nothing here. What somebody typed on the way, a view may keep on the request: the page gives it back."""
    context = {"is_missing": True, "typed": getattr(request, "typed", []), "themes": themes()}
    return page(request, 404, "404.html", context)


def themes():
    """Ways on by topic. One query."""
    try:
        return list(Term.objects.filter(scheme=Scheme.THEME, retired=False, merged_into=None))
    except Exception:  # whatever fails here, the page that says so must not
        return []


def csrf_failure(request, reason=""):
    """A form without its token: open for too long, or sent from another site."""
    return page(request, 403, "403_csrf.html")


def conflict(request, template="409.html", context=None):
    """Somebody else changed it meanwhile; ``context`` says what, in the template that asked."""
    return page(request, 409, template, context)


def gone(request):
    """Taken down on purpose."""
    return page(request, 410, "410.html")


def server_error(request):
    """Rendered without the request: its user, session and messages may be what failed."""
    return page(None, 500, "500.html")


def page(request, status, template, context=None):
    """Answer with an error page; if that page fails too, with a bare one that reads neither templates nor data."""
    try:
        body = loader.render_to_string(template, {**site(request), **(context or {})}, request)
    except Exception:  # whatever broke the first page may break this one; the visitor still gets an answer
        log.exception("error page failed", extra={"template": template})
        body = last_resort(request)
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def last_resort(request):
    return format_html(
        LAST_RESORT,
        language=get_language() or "en",
        title=_("This page cannot be shown"),
        advice=_("Something went wrong on our side. Please try again in a few minutes."),
        reference=_("Reference number:"),
        request_id=site(request)["request_id"],
    )
