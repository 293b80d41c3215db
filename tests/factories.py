"""Makes what a test needs and nothing else: required fields only, names in sequence, states spelt by the test."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from catalogue.models import Scheme, Term, touch
from cities.models import Affiliation, City
from files.models import StoredFile
from networks.models import Editor, Membership, Network, ServicePoint, ServicePointKind
from reports.models import Edition, EditionPage, Report
from reports.search import index as index_reports
from showcase.models import Initiative, Practice
from showcase.publication import publish_collected
from webinars.models import Appearance, Person, Series, Webinar
from webinars.search import index

LISTS = [field.name for field in Practice._meta.many_to_many] + ["shared_through"]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person-{n}@city.example")
    name = factory.Sequence(lambda n: f"Person {n}")


class PublicFactory(DjangoModelFactory):
    """Says that something public changed, as every page and command that writes such rows does."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        touch(made)
        return made


class TermFactory(PublicFactory):
    """A topic, unless ``scheme`` says otherwise. The four labels follow the code."""

    class Meta:
        model = Term
        django_get_or_create = ("scheme", "code")

    scheme = Scheme.TOPIC
    code = factory.Sequence(lambda n: f"term-{n}")
    label_en = factory.LazyAttribute(lambda term: f"{term.code} in English")
    label_es = factory.LazyAttribute(lambda term: f"{term.code} en español")
    label_fr = factory.LazyAttribute(lambda term: f"{term.code} en français")
    label_de = factory.LazyAttribute(lambda term: f"{term.code} auf Deutsch")


class CityFactory(PublicFactory):
    """A confirmed place in France."""

    class Meta:
        model = City

    name = factory.Sequence(lambda n: f"City {n}")
    slug = factory.Sequence(lambda n: f"city-{n}-fr")
    country = "FR"


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    user = factory.SubFactory(UserFactory)
    city = factory.SubFactory(CityFactory)
    role_title = "Officer"


class NetworkFactory(PublicFactory):
    """Not the host, without editors."""

    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Network {n}")
    slug = factory.Sequence(lambda n: f"network-{n}")
    kind = factory.SubFactory(TermFactory, scheme=Scheme.NETWORK_KIND, code="city-network")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    city = factory.SubFactory(CityFactory)
    network = factory.SubFactory(NetworkFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        touch(made.network, made.city)
        return made


class EditorFactory(DjangoModelFactory):
    class Meta:
        model = Editor

    user = factory.SubFactory(UserFactory)
    network = factory.SubFactory(NetworkFactory)


class ServicePointFactory(DjangoModelFactory):
    """One of ours, without a filter."""

    class Meta:
        model = ServicePoint

    slug = factory.Sequence(lambda n: f"service-point-{n}")
    title = factory.Sequence(lambda n: f"Service point {n}")
    kind = ServicePointKind.OWN


class StoredFileFactory(DjangoModelFactory):
    """A row without bytes."""

    class Meta:
        model = StoredFile

    kind = "document"
    original_name = "plan.pdf"
    content_type = "application/pdf"
    size = 1000
    sha256 = "0" * 64


class InitiativeFactory(DjangoModelFactory):
    """A public, collected initiative with its first Version: made by ``publish_collected``, as the loader does.

    Lists are given by name: ``topics=[term]``, ``shared_through=[network]``.
    """

    class Meta:
        model = Initiative

    title = factory.Sequence(lambda n: f"Initiative {n}")
    text_language = "en"
    code = factory.Sequence(lambda n: f"CS-2020-{n:05}")
    slug = factory.LazyAttribute(lambda initiative: initiative.code.lower())
    city = factory.SubFactory(CityFactory)
    desk = factory.SubFactory(NetworkFactory)
    origin = "collected"
    # Fixed and increasing, so that the newest is the one made last.
    published_at = factory.Sequence(lambda n: datetime.fromtimestamp(1_600_000_000 + n, UTC))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lists = {name: kwargs.pop(name) for name in LISTS if name in kwargs}
        initiative = model_class(*args, **kwargs)
        publish_collected(initiative, lists)
        touch(initiative)
        return initiative


class SeriesFactory(PublicFactory):
    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.Sequence(lambda n: f"series-{n}")
    lead = factory.SubFactory(NetworkFactory)


class WebinarFactory(PublicFactory):
    """Planned, without a date, unless the test says otherwise. Lists are given by name: ``cities=[city]``."""

    class Meta:
        model = Webinar

    series = factory.SubFactory(SeriesFactory)
    title = factory.Sequence(lambda n: f"Session {n}")
    slug = factory.Sequence(lambda n: f"session-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lists = {name: kwargs.pop(name) for name in ("topics", "cities", "partners") if name in kwargs}
        made = model_class.objects.create(*args, **kwargs)
        for name, rows in lists.items():
            getattr(made, name).set(rows)
        index([made])
        touch(made)
        return made


class PersonFactory(DjangoModelFactory):
    """May be named."""

    class Meta:
        model = Person

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Speaker {n}")
    consent_scope = "pages"


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = Appearance

    webinar = factory.SubFactory(WebinarFactory)
    person = factory.SubFactory(PersonFactory)


class ReportFactory(DjangoModelFactory):
    """In the library, without an edition."""

    class Meta:
        model = Report

    publisher = factory.SubFactory(NetworkFactory)
    kind = factory.SubFactory(TermFactory, scheme=Scheme.REPORT_KIND)
    title = factory.Sequence(lambda n: f"Report {n}")
    slug = factory.Sequence(lambda n: f"report-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        names = ("co_publishers", "topics", "cities", "sessions", "initiatives")
        lists = {name: kwargs.pop(name) for name in names if name in kwargs}
        made = model_class.objects.create(*args, **kwargs)
        for name, rows in lists.items():
            getattr(made, name).set(rows)
        index_reports([made])
        touch(made)
        return made


class EditionFactory(DjangoModelFactory):
    """At an address; ``texts`` are the words of its pages, which only a file has."""

    class Meta:
        model = Edition

    report = factory.SubFactory(ReportFactory)
    language = "en"
    address = "https://report.example/1"

    @classmethod
    def _create(cls, model_class, *args, texts=(), **kwargs):
        if texts:
            kwargs |= {"address": "", "text_state": "complete", "file": kwargs.get("file") or StoredFileFactory()}
        made = model_class.objects.create(*args, **kwargs)
        EditionPage.objects.bulk_create(EditionPage.of(made, at, text) for at, text in enumerate(texts, start=1))
        touch(made.report)
        return made
