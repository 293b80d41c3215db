"""Sessions are found by their words, and by the names of what they are linked to."""

import pytest

from catalogue.followers import follow
from tests.factories import CityFactory, NetworkFactory, SeriesFactory, TermFactory, WebinarFactory
from webinars.search import index, search

pytestmark = pytest.mark.django_db


def found(text):
    return [key for key, _translated in search(text)]


@pytest.mark.parametrize(
    "text", ["shade", "trees", "learning", "munich", "münchen", "germany", "housing", "c40", "uclg", "arcades"]
)
def test_session_is_found_by(text):
    session = WebinarFactory(
        title="Shade",
        summary="Of trees",
        series=SeriesFactory(title="Learning", lead=NetworkFactory(acronym="UCLG")),
        cities=[CityFactory(name="Munich", alternate_names="München", country="DE")],
        topics=[TermFactory(label_en="Housing")],
        partners=[NetworkFactory(name="C40 Cities")],
    )
    session.takeaways.create(text="Build arcades")
    index([session])
    WebinarFactory(title="Other")

    assert found(text) == [session.pk]


@pytest.mark.parametrize("kind", ["series", "city", "topic", "network", "session"])
def test_new_name_is_found_after_it_changed(kind):
    session = WebinarFactory(cities=[CityFactory()], topics=[TermFactory()], partners=[NetworkFactory()])
    changed, column = {
        "series": (session.series, "title"),
        "city": (session.cities.get(), "name"),
        "topic": (session.topics.get(), "label_en"),
        "network": (session.partners.get(), "name"),
        "session": (session, "title"),
    }[kind]
    setattr(changed, column, "Renamed")
    changed.save()

    follow(changed)

    assert found("renamed") == [session.pk]
