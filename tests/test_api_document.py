"""The API answers nothing that its document does not say: schemathesis draws questions from the document itself.

``make prove-api`` draws hundreds for each address, on both databases.
"""

import os
from collections import Counter

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import resolve
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from catalogue import api
from config.wsgi import application
from showcase.models import Initiative
from tests.factories import (
    EditionFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    ReportFactory,
    SeriesFactory,
    TermFactory,
    WebinarFactory,
)
from tests.proofs import report

pytestmark = pytest.mark.django_db
QUESTIONS = int(os.environ.get("QUESTIONS", "5"))
NAMES = ("cities", "initiatives", "networks", "reports", "series", "sessions", "terms")
LISTS = {f"/api/v1/{name}/" for name in NAMES}
ONE = "/api/v1/initiatives/{code}/"
OTHERS = {"/api/v1/sessions/{id}/", "/api/v1/series/{slug}/", "/api/v1/reports/{slug}/"}
DRAWN = settings(
    max_examples=QUESTIONS,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
HELD = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "unsupported_method", "missing_required_header"),
)


@pytest.fixture(autouse=True)
def _one_connection():
    """The application is asked as a server asks it, inside the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def catalogue(monkeypatch):
    monkeypatch.setattr(api, "MOST", 10**9)
    monkeypatch.setattr(api, "PAGE", 2)
    network = NetworkFactory(slug="c40")
    topic = TermFactory(code="housing", parent=TermFactory(scheme="theme", code="health"))
    city = MembershipFactory(network=network).city
    series = SeriesFactory(slug="live-learning-experience", lead=network)
    for number in range(3):
        session = WebinarFactory(series=series, state="held", number=number + 1, topics=[topic], cities=[city])
        session.recordings.create(address="https://video.example/1", language="en")
        about = {"date": "2020-03", "topics": [topic], "cities": [city], "sessions": [session]}
        EditionFactory(report=ReportFactory(publisher=network, slug=f"notes-{number}", **about))
    return [
        InitiativeFactory(
            code=f"CS-2020-{number:05}",
            topics=[topic],
            city=city,
            start="2020-03",
            shared_through=[network],
            results=[{"figure": "3", "counts": "homes"}],
        )
        for number in range(5)
    ]


@pytest.fixture
def document():
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


def held(case, **sent):
    """The answer, which the document knows."""
    answer = case.call(**sent)
    case.validate_response(answer, checks=CHECKS.get_by_names(HELD))
    return answer


def test_no_answer_is_one_that_the_document_does_not_know(catalogue, document):
    statuses, addresses = Counter(), Counter()

    def ask(case):
        statuses[held(case).status_code] += 1
        addresses[case.operation.path] += 1

    for operation in (each.ok() for each in document.get_all_operations()):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):  # what it allows, and what it forbids
            DRAWN(given(case=operation.as_strategy(generation_mode=mode))(ask))()

    answers = {f"answered {status}": number for status, number in sorted(statuses.items())}
    report("api", {"questions": sum(statuses.values()), "addresses": len(addresses), **answers, "undocumented": 0})
    assert addresses.keys() == LISTS | {ONE} | OTHERS
    assert min(addresses.values()) >= QUESTIONS


def test_every_answer_that_the_document_knows_is_given(catalogue, document, monkeypatch):
    initiative, gone = catalogue[:2]
    Initiative.objects.filter(pk=gone.pk).update(taken_down_at=timezone.now())
    one, several = document[ONE]["GET"], document["/api/v1/initiatives/"]["GET"]
    here = one.Case(path_parameters={"code": initiative.code})

    found = held(here)
    answers = [
        found,
        held(here, headers={"If-None-Match": found.headers["etag"][0]}),
        held(one.Case(path_parameters={"code": gone.code})),
        held(one.Case(path_parameters={"code": "CS-1999-00001"})),
        held(several.Case(query={"facets": "1", "page": 2, "region": ["europe"]})),
        held(several.Case(query={"region": ["moon"]})),
    ]
    monkeypatch.setattr(api, "MOST", 0)
    answers.append(held(several.Case(query={"page": 3})))

    assert [answer.status_code for answer in answers] == [200, 304, 410, 404, 200, 400, 429]


@pytest.mark.parametrize("path", sorted(LISTS))
def test_document_names_every_parameter_of_the_filter_and_every_error(document, path):
    described = document.raw_schema["paths"][path]["get"]
    view = resolve(path).func.cls
    filterset = view().filterset({})

    named = {each["name"] for each in described["parameters"]}
    assert named == {*filterset.filters, "facets", "If-None-Match"}
    assert {"200", "304", "400", "429"} == set(described["responses"])


@pytest.mark.parametrize("path", sorted(LISTS | {ONE} | OTHERS))
def test_whole_answer_that_the_document_shows_is_one_that_it_allows(document, path):
    content = document.raw_schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    (example,) = content["examples"].values()

    held_against = content["schema"] | {"components": document.raw_schema["components"]}

    assert [error.message for error in jsonschema_rs.validator_for(held_against).iter_errors(example["value"])] == []


@pytest.mark.parametrize("path", sorted(LISTS))
def test_whole_answer_that_the_document_shows_has_the_fields_of_those_given(catalogue, document, path):
    content = document.raw_schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    (example,) = content["examples"].values()

    given = document[path]["GET"].Case().call().json()

    assert list(example["value"]["results"][0]) == list(given["results"][0])
