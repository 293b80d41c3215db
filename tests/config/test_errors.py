"""Pages for what went wrong."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.template import TemplateDoesNotExist, engines
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from config import errors
from config.errors import bad_request as handler400
from config.errors import page_not_found as handler404
from config.errors import permission_denied as handler403
from config.errors import server_error as handler500
from config.urls import urlpatterns as urls_of_the_house
from tests.factories import TermFactory

SECRET = "SELECT password FROM accounts_user at /srv/showcase"
ID = "reference-1234"
LAYOUT = '<main id="main"'  # the last resort has none


def failing(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("400/", failing(SuspiciousOperation(SECRET))),
    path("403/", failing(PermissionDenied(SECRET))),
    path("404/", failing(Http404(SECRET))),
    path("500/", failing(RuntimeError(SECRET))),
    path("409/", errors.conflict),
    path("410/", errors.gone),
    *urls_of_the_house,  # the error pages link to them
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, headers={"X-Request-Id": ID})


@pytest.fixture
def broken_templates(monkeypatch):
    def broken(*arguments, **options):
        raise TemplateDoesNotExist(SECRET)

    monkeypatch.setattr(errors.loader, "render_to_string", broken)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 500])
def test_error_page_is_closed_and_names_its_reference(visitor, status):
    answer = visitor.get(f"/{status}/")
    body = answer.content.decode()

    kept_by_none = "no-store" in answer["Cache-Control"].split(", ")
    assert (answer.status_code, kept_by_none, dict(answer.cookies)) == (status, True, {})
    assert body.count(ID) == 1
    assert SECRET not in body


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 500])
def test_error_page_is_the_whole_template_and_not_the_last_resort(visitor, status):
    answer = visitor.get(f"/{status}/")

    assert (answer.templates[0].name, answer.content.decode().count(LAYOUT)) == (f"{status}.html", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [404, 500])
def test_error_page_survives_its_broken_template(visitor, broken_templates, status):
    answer = visitor.get(f"/{status}/")
    body = answer.content.decode()

    assert answer.status_code == status
    assert body.count(LAYOUT) == 0
    assert f"<p>Reference number: {ID}</p>" in body.splitlines()
    assert SECRET not in body


@pytest.mark.django_db
def test_missing_page_offers_search_and_topics(visitor):
    for order, code in enumerate(("health", "food")):
        TermFactory(scheme="theme", code=code, order=order)
    TermFactory(scheme="theme", code="old", retired=True)

    body = visitor.get("/404/").content.decode()

    assert re.findall(r'<a href="/initiatives/\?theme=(\w+)">', body) == ["health", "food"]
    assert re.findall(r'<form action="([^"]+)" method="get" role="search">', body) == ["/initiatives/"]


@pytest.mark.django_db
def test_missing_page_is_shown_without_topics_when_the_database_fails(visitor, monkeypatch):
    def failing(**_options):
        raise OperationalError

    monkeypatch.setattr(errors.Term.objects, "filter", failing)

    body = visitor.get("/404/").content.decode()

    assert (body.count(LAYOUT), body.count("?theme=")) == (1, 0)


def test_server_error_page_needs_no_database(visitor):
    # Without the django_db mark any query of the page, or of the layout it stands in, ends at the last resort.
    assert visitor.get("/500/").content.decode().count(LAYOUT) == 1


def test_form_without_its_token_is_told_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", headers={"X-Request-Id": ID})

    assert (answer.status_code, answer.templates[0].name) == (403, "403_csrf.html")


def test_last_resort_speaks_the_language_of_the_path():
    with translation.override("fr"):
        body = errors.last_resort(RequestFactory().get("/fr/"))

    assert body.splitlines()[1] == '<html lang="fr">'


def test_conflict_shows_the_asking_page_what_it_needs(monkeypatch):
    template = engines["django"].from_string("{{ mine }} {{ request_id }}")
    monkeypatch.setattr(errors.loader, "get_template", lambda name, using=None: template)

    answer = errors.conflict(RequestFactory().get("/"), "showcase/changed.html", {"mine": "my words"})

    assert (answer.status_code, answer.content.decode().split()[:2]) == (409, ["my", "words"])
