"""What the accessibility tests look at: full and empty, long German words, Arabic, every state of a text."""

from datetime import date, time, timedelta
from types import SimpleNamespace

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone

from accounts.models import User
from catalogue.models import Term
from showcase import workflow
from showcase.models import Follow, Initiative, Submission
from showcase.models.initiative import Endorsement
from tests.factories import (
    AppearanceFactory,
    CityFactory,
    EditionFactory,
    InitiativeFactory,
    ReportFactory,
    SeriesFactory,
    ServicePointFactory,
    TermFactory,
    UserFactory,
    WebinarFactory,
)
from tests.webinars.registered import announced, when
from webinars.models import Person, Registration, Series, Webinar
from webinars.preparing import prepare
from webinars.registering import confirm

ARABIC = "مكالمات هاتفية لكبار السن الذين يعيشون وحدهم في المدينة"
GERMAN = "Wohnraumzweckentfremdungsverordnungsänderungsverfahren und Obdachlosenübernachtungsstätten"
SPANISH = "Llamadas contra la soledad de las personas mayores"
LONG_NAME = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
FOREIGN = {"ar": ARABIC, "de": GERMAN, "es": SPANISH}
PARAGRAPHS = "Many older people lived alone during confinement.\n\nSocial services called them every week. " * 8
FULL = {
    "summary": "The city calls older people who live alone, asks how they are and sends help where it is needed.",
    "challenge": PARAGRAPHS,
    "solution": PARAGRAPHS,
    "lessons": PARAGRAPHS,
    "what_did_not_work": "Letters were not answered.",
    "results_text": "Fewer people went without help.",
    "results": [
        {"figure": "36,000", "counts": "calls", "source": "https://bilbao.example/" + "calls-" * 30, "year": "2020"},
        {"figure": "412", "counts": "visits", "source": "", "year": ""},
    ],
    "conditions": [{"kind": "staff", "text": "Twelve people trained for two days"}],
    "links": [{"label": "The city's page", "address": "https://bilbao.example/" + "a" * 90}],
    "video_address": "https://video.example/watch",
    "lead_organisation": "Department of Social Action, Ageing and Community Life of the City of Bilbao",
    "partners": "Red Cross\nUniversity of Deusto",
    "awards": "Award of 2021",
    "funding": "City budget",
    "start": "2020-03",
    "end": "2021",
    "source_address": "https://bilbao.example/calls",
    "source_kind": "primary",
    "platform": "Cities for Global Health",
}


def build(cast, draft):
    """Everything at once; ``draft`` is one of the cast's, complete."""
    return SimpleNamespace(
        cast=cast, **initiatives(cast), **submissions(cast, draft), **sessions(cast), **others(cast), **reports(cast)
    )


def initiatives(cast):
    for city, longitude, latitude in ((cast.city, -2.93, 43.26), (cast.other_city, -77.03, -12.04)):
        city.longitude, city.latitude = longitude, latitude
        city.save()
    theme = TermFactory(scheme="theme", code="equality", label_en="Equality and inclusion", symbol="half-disc")
    topic = TermFactory(code="older-people", label_en="Ageing and older people", parent=theme)
    terms = {"kind": TermFactory(scheme="kind", code="service", label_en="Public service")}
    terms["phase"] = TermFactory(scheme="phase", code="response", label_en="Response")
    target = TermFactory(scheme="target-group", code="older", label_en="Older people")
    shared = {"desk": cast.host, "topics": [topic], "main_topic": topic, "target_groups": [target], **terms}
    full = InitiativeFactory(
        title="Calls against solitude", city=cast.city, shared_through=[cast.rival], **shared, **FULL
    )
    Endorsement.objects.create(initiative=full, network=cast.host, by=cast.editor)
    foreign = {
        language: InitiativeFactory(
            title=title,
            text_language=language,
            summary=title,
            challenge=title,
            solution=title,
            city=cast.city,
            adapted_from=full,
            **shared,
        )
        for language, title in FOREIGN.items()
    }
    gone = {"taken_down_at": timezone.now(), "taken_down_reason": "Asked for by the city"}
    old = {"archived_at": timezone.now(), "archived_reason": "Ended in 2022"}
    many = [InitiativeFactory(title=f"Practice {number}", city=cast.other_city, **shared) for number in range(20)]
    return {
        "full": full,
        "foreign": foreign,
        "bare": InitiativeFactory(title="Nothing but a name", city=cast.other_city, desk=cast.host),
        "archived": InitiativeFactory(title="Ended", city=cast.city, desk=cast.host, **old),
        "gone": InitiativeFactory(title="Gone", city=cast.city, desk=cast.host, **gone),
        "many": many,
    }


def submissions(cast, draft):
    """One text in each state, and drafts that lack everything or are in another language."""
    made = {"draft": draft}
    ways = {
        "submitted": ["submit"],
        "in_review": ["submit", "claim"],
        "changes_requested": ["submit", "request_changes"],
        "published": ["submit", "publish"],
        "declined": ["submit", "decline"],
    }
    for state, steps in ways.items():
        made[state] = copy_of(draft, title=f"Calls, {state}")
        for step in steps:
            if step == "request_changes":
                made[state].last_revision.comments.create(field="results", text="Calls or people?", by=cast.editor)
            by = cast.author if step == "submit" else cast.editor
            workflow.perform(step, made[state], by=by, seen=made[state].saves, note="Because of the figures.")
    made["empty_draft"] = Submission.objects.create(
        city=cast.city, author=cast.author, desk=cast.host, text_language="en"
    )
    arabic = copy_of(draft, title=ARABIC, summary=ARABIC, challenge=ARABIC, solution=ARABIC, text_language="ar")
    made["arabic_draft"] = copy_of(arabic)
    workflow.perform("submit", arabic, by=cast.author, seen=arabic.saves)
    made["arabic"] = arabic
    made["long_draft"] = copy_of(draft, title=GERMAN, summary=GERMAN * 3, text_language="de")
    made["to_conflict"] = copy_of(draft, title="Calls, changed meanwhile")
    return {"texts": made}


def copy_of(draft, **changes):
    many = {field.name: list(getattr(draft, field.name).all()) for field in draft._meta.many_to_many}
    values = {field.attname: getattr(draft, field.attname) for field in draft._meta.concrete_fields}
    del values["id"], values["uuid"]
    made = Submission.objects.create(**{**values, "saves": 0, **changes})
    for name, rows in many.items():
        getattr(made, name).set(rows)
    return made


def reports(cast):
    """One with everything, in three languages, and one with nothing but a title."""
    about = {"topics": [Term.objects.get(code="older-people")], "cities": [cast.city]}
    about["sessions"] = [Webinar.objects.get(slug="calls")]
    about["initiatives"] = [Initiative.objects.get(title="Calls against solitude")]
    said = {"abstract": PARAGRAPHS, "key_messages": "Ask early.\nCall again.", "date": "2020-04-15"}
    series = {"series": Series.objects.get(slug="live"), "series_label": "Notes"}
    notes = ReportFactory(
        publisher=cast.host,
        co_publishers=[cast.rival],
        slug="notes",
        title=GERMAN,
        text_language="de",
        **about,
        **said,
        **series,
    )
    EditionFactory(report=notes, language="de", texts=["Nothing", "One umbrella for all"])
    EditionFactory(report=notes, language="ar", pages=16)
    EditionFactory(report=notes, language="fr", what="page")
    return {"reports": {"notes": notes, "bare": ReportFactory(publisher=cast.host, slug="bare", title="Bare")}}


def sessions(cast):
    """One that comes, one that runs, one of which all is kept, one called off; of somebody the name has gone."""
    series = SeriesFactory(lead=cast.host, title="Live Learning: beyond the outbreak", slug="live", sessions_total=17)
    series.source = "https://hub.example/about"
    series.texts = {"en": {"description": PARAGRAPHS[:120]}}
    series.save()
    series.supporters.add(cast.rival)
    there = {"series": series, "local_time": time(15), "time_zone": "Europe/Madrid", "duration": 90}
    topic = {"topics": [Term.objects.get(code="older-people")], "cities": [cast.city, cast.other_city]}
    access = {"languages": ["en"], "interpretation": ["ar", "es"], "sign_language": "International Sign"}
    coming = WebinarFactory(
        **there,
        **topic,
        **access,
        title=GERMAN,
        text_language="de",
        slug="coming",
        state="announced",
        date=date(2047, 5, 5),
    )
    live = WebinarFactory(**there | when(timezone.now()), title="Running", slug="live", state="live")
    documented = WebinarFactory(
        **there, **topic, title="Calls", slug="calls", state="documented", date=date(2020, 4, 15), theme="calls"
    )
    off = WebinarFactory(series=series, slug="off", state="cancelled", notice="The speakers fell ill.")
    said = [
        AppearanceFactory(webinar=documented, person__consent_scope=scope, office="Mayor", city=cast.city)
        for scope in ("pages", "none", "pages", "pages", "pages")
    ]
    Person.objects.update(gender="woman", region="europe")
    documented.recordings.create(address="https://video.example/1", language="ar")
    documented.takeaways.create(text=PARAGRAPHS, speaker=said[0])
    documented.quotes.create(text="We asked first.", speaker=said[1])
    documented.moments.create(initiative=Initiative.objects.get(title="Calls against solitude"), second=754)
    documented.cities.add(CityFactory(name="Dakar"))
    prepare(documented, cast.editor)
    known = {"coming": coming, "live": live, "documented": documented, "off": off}
    return {"series": series, "sessions": known, "registered": registered(cast, coming)}


def registered(cast, coming):
    """For the session that comes: one did not confirm; for one that begins and is full: one with a seat, one waits."""
    full = announced(timezone.now() + timedelta(minutes=5), series=coming.series, title="Full", slug="full", capacity=1)
    full.join_link = "https://meet.example/1"
    full.save()
    told = {"name": "Ana Ito", "language": "en", "city": cast.city, "access_needs": "Captions, please.\nAnd a break."}
    made = {
        "unconfirmed": Registration.objects.create(webinar=coming, email="asked@a.example", **told),
        **{
            name: Registration.objects.create(webinar=full, email=f"{name}@a.example", **told)
            for name in ("seat", "waits")
        },
    }
    confirm(made["seat"])
    confirm(made["waits"])
    return made


def others(cast):
    cast.host.acceptance_criteria = PARAGRAPHS
    cast.host.save()
    proposed = CityFactory(name=LONG_NAME, slug="long-gb", country="GB", state="proposed")
    newcomer = UserFactory(name="Newcomer", email="newcomer@people.example")
    unconfirmed = newcomer.emailaddress_set.create(email=newcomer.email, primary=True)
    confirmed = {"confirmed_at": timezone.now(), "looked_at_token": "-"}
    return {
        "asked": Follow.objects.create(email="reader@elsewhere.example", query="region=europe"),
        "follow": Follow.objects.create(email="reader@elsewhere.example", query="theme=equality", **confirmed),
        "bare_city": CityFactory(name="Nowhere", slug="nowhere-fr"),
        "proposed": proposed,
        "own_point": ServicePointFactory(
            title="Service point of Bilbao", host_network=cast.host, status="open", embed_sites=["https://city.example"]
        ),
        "other_point": ServicePointFactory(title="Platform of a partner", kind="external"),
        "bare_network": cast.rival,
        "newcomer": newcomer,
        "confirmation": EmailConfirmationHMAC(unconfirmed).key,
        "reset": [user_pk_to_url_str(newcomer), default_token_generator.make_token(User.objects.get(pk=newcomer.pk))],
    }
