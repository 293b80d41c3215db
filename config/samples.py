"""What the page of components shows: shaped like the real thing, invented, and kept out of the database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from catalogue.dates import PartialDate
from catalogue.facets import Chip, Facet, Option, WayOut
from catalogue.models import Term
from cities.maps.drawing import draw
from cities.maps.extents import extents
from cities.maps.frames import Frame
from cities.maps.locator import locator_of
from cities.maps.spots import Place
from cities.portrait import Bar, columns
from config.templatetags.addresses import in_languages
from webinars.balance import Balance, Part
from webinars.timeline import timeline_of
from webinars.times import Clock

LIMA = Thing(name="Lima", country_name="Peru")
SFAX = Thing(name="Sfax", country_name="Tunisia")
LONG = "Gemeinschaftsunterkunftsverwaltungsverordnung: " * 2
HEALTH, MOBILITY, FOOD = (
    Term(pk=pk, scheme="theme", code=code, label_en=label, symbol=symbol)
    for pk, code, label, symbol in (
        (1, "health", "Health and care", "cross"),
        (2, "mobility", "Mobility", "disc"),
        (3, "food", "Food", "bowl"),
    )
)
NOWHERE = "#"
WHEN = datetime(2026, 5, 4, 14, 32, tzinfo=UTC)


class SampleForm(forms.Form):
    city = forms.CharField(label="City", help_text="As its people call it")
    year = forms.IntegerField(label="Year", help_text="The year the figure refers to", min_value=2020)
    phase = forms.ChoiceField(label="Phase", choices=[("", "Choose"), ("response", "Response")], required=False)
    summary = forms.CharField(label="Summary", widget=forms.Textarea, required=False)
    groups = forms.MultipleChoiceField(
        label="For", choices=[("a", "Children"), ("b", "Older people")], widget=forms.CheckboxSelectMultiple
    )
    licence = forms.BooleanField(label="Everybody may use this text under CC BY 4.0")


def initiative(**changes):
    usual = {
        "title": "Calls to residents who live alone",
        "text_language": "en",
        "language_name": "English",
        "summary": "Trained staff phone older people who use no municipal service, ask how they are and what helps.",
        "city": LIMA,
        "themes": [HEALTH, MOBILITY],
        "start": PartialDate("2020-03"),
        "end": PartialDate("2021"),
        "results": [{"figure": "4,600"}],
        "documents_known": 2,
        "adaptations_known": 1,
        "notes": [],
        "get_absolute_url": NOWHERE,
    }
    return Thing(**{**usual, **changes})


CLOCKS = [
    Clock("15:00", "16:30", "in Madrid (Central European Time)", "2026-05-04T14:00Z"),
    Clock("14:00", "15:30", "UTC", "2026-05-04T14:00Z"),
]


def session(**changes):
    usual = {
        "title": "Heat in the city",
        "text_language": "en",
        "date": date(2026, 5, 4),
        "series": Thing(short_title="Live Learning Experience"),
        "number": 4,
        "phase": "after",
        "is_off": False,
        "get_state_display": "Announced",
        "cities": Thing(all=[LIMA, SFAX]),
        "topics": Thing(all=[HEALTH]),
        "has_recording": True,
        "has_takeaways": False,
        "clocks": [],
        "get_absolute_url": NOWHERE,
    }
    return Thing(**{**usual, **changes})


def report(**changes):
    english = Thing(
        href=NOWHERE,
        language="en",
        file_id=None,
        is_page=False,
        host="docs.example",
        number_of_pages=16,
        is_waiting=False,
    )
    usual = {
        "title": "Digital technologies and the pandemic",
        "text_language": "en",
        "kind": Thing(code="briefing", merged_into=None, label="Briefing note"),
        "date": PartialDate("2020-04-15"),
        "series_id": 1,
        "series_name": "Live Learning Experience",
        "shown_publishers": ["UCLG", "Metropolis"],
        "shown_topics": [HEALTH],
        "shown_editions": [english],
        "in_sessions": [session()],
        "found_on": None,
        "get_absolute_url": NOWHERE,
    }
    return Thing(**{**usual, **changes})


def samples():
    """``{group: [(state, template, context)]}``"""
    return {
        "Shell": list(shell()),
        "Topics, chips, tags": list(small()),
        "Filters": list(filters()),
        "Rows": list(rows()),
        "Lists and figures": list(figures()),
        "Maps": list(maps()),
        "Notes and empty places": list(notes()),
        "Forms": list(form()),
        "The way of a text": list(way()),
        "Live sessions": list(sessions()),
        "Library": list(library()),
    }


def component(name, /, **context):
    return f"components/_{name}.html", context


def shell():
    languages = in_languages("/initiatives/")
    yield "Mark", *component("logo")
    yield "Sections", *component("nav", here="cities")
    yield "Language menu", *component("language_menu", languages=languages)
    yield "Languages", *component("languages", languages=languages)
    yield (
        "Breadcrumb",
        *component("breadcrumb", first="Cities", first_url=NOWHERE, second="Africa", second_url=NOWHERE, here="Sfax"),
    )
    yield "Colours, with script", *component("themes")
    yield "Footer", *component("footer", demo=True, contact_email="contact@showcase.example")


def small():
    yield "Symbol", *component("symbol", shape="star")
    yield "Icon", *component("icon", name="branch")
    yield "Topic", *component("topic", term=HEALTH)
    yield "Topic, link", *component("topic", term=FOOD, href=NOWHERE)
    yield "Active filter", *component("chip", name="Region", value="Europe", href=NOWHERE)
    for label, tone in (("To do", "you"), ("New", "new"), ("Update", ""), ("Answered", "good"), ("Overdue", "bad")):
        yield f"Tag, {tone or 'plain'}", *component("status", label=label, tone=tone)


def filters():
    options = [
        Option("theme", "health", "Health and care", 24, True, "cross"),
        Option("topic", "care", "Care", 9, False, "", under=True),
        Option("theme", "mobility", "Mobility", 4, False, "disc"),
        Option("theme", "food", "Food", 0, False, "bowl"),
    ]
    opened, closed = (
        Facet("theme", "Topic", True, options, {"url": NOWHERE, "count": 3}),
        Facet("year", "Year", False, [Option("year", "2020", "2020", 24, False)]),
    )
    chips = [Chip("q", "Search", "older people", NOWHERE), Chip("region", "Region", "Europe", NOWHERE)]
    wrong = Thing(problems=[("Region", "“moon” is not one of the choices.")], query_was_cut=True)
    yield "Search", *component("search_bar", label="Search initiatives", value="older people", action=NOWHERE)
    yield "What is chosen", *component("chosen", chips=chips, action=NOWHERE)
    yield "Way to the filters, narrow screens", *component("filters_link", href=NOWHERE, chips=chips)
    yield "Value of a facet", *component("option", option=Option("region", "europe", "Europe", 24, True))
    yield "Facet, open: chosen, beneath it, not chosen, nothing", *component("facet", facet=opened)
    yield "Facet, closed", *component("facet", facet=closed)
    yield "Filters", *component("filter_panel", action=NOWHERE, facets=[opened, closed], kept=[("city", "lima-pe")])
    yield "Parameters that make no sense", *component("problems", filterset=wrong, action=NOWHERE)
    ways = [WayOut("Region", "Africa", NOWHERE, 3), WayOut("Evidence", "Results reported", NOWHERE, 2)]
    kept = [("region", "europe")]
    yield "Follow a filter", *component("follow", chips=chips, kept=kept)
    yield "Nothing found", *component("ways_out", title="No initiative matches both", ways_out=ways, action=NOWHERE)


def rows():
    arabic = {"title": "التضامن مع المهاجرين في صفاقس", "text_language": "ar", "language_name": "Arabic", "city": SFAX}
    call = "أطلقت بلدية صفاقس نداءً للتضامن مع المهاجرين الذين فقدوا مورد رزقهم."
    yield "Results, documents, adapted", *component("row", initiative=initiative())
    yield "Hits of a search", *component("row", initiative=initiative(), words=["older", "people"])
    foreign = initiative(title="Lima te escucha", text_language="es", language_name="Spanish")
    yield "Another language", *component("row", initiative=foreign)
    yield "Arabic, no results", *component("row", initiative=initiative(**arabic, summary=call, results=[]))
    yield "Long words", *component("row", initiative=initiative(title=LONG, summary=LONG * 9, documents_known=0))
    bare = initiative(summary="", start="", end="", themes=[], results=[], documents_known=0, adaptations_known=0)
    yield "Nothing but a title", *component("row", initiative=bare)
    checked = initiative(notes=["Checked by Metropolis"])
    yield "Of a city, with a note", *component("row", initiative=checked, placeless=True)


def figures():
    numbers = [{"value": "8,574,974", "label": "inhabitants"}, {"value": "16", "label": "initiatives published"}]
    facts = [
        {"label": "City", "value": "Lima", "url": NOWHERE},
        {"label": "Led by", "value": "بلدية صفاقس", "lang": "ar"},
    ]
    pages = Paginator(range(480), 20)
    yield "Figures", *component("figures", figures=numbers)
    yield "Facts", *component("facts", facts=facts)
    yield "Bars", *component("bar_list", bars=[Bar(HEALTH, 6, 100), Bar(FOOD, 2, 33)], href="?city=lima-pe")
    yield "Histogram", *component("histogram", columns=columns([("2018", 1), ("2019", 0), ("2020", 10)]))
    yield "Pages, one", *component("pager", page_obj=Paginator(range(7), 20).get_page(1))
    yield "Pages, many", *component("pager", page_obj=pages.get_page(12))


def maps():
    found = [
        (Place(1, "lima-pe", "Lima", "PE", -77.03, -12.04), 16),
        (Place(2, "quito-ec", "Quito", "EC", -78.52, -0.22), 5),
    ]
    for code in ("world", "south-america"):
        drawing = draw(Frame.shrunk(extents()[code], 420), found)
        circles = list(drawing.circles(lambda spot: NOWHERE))
        yield f"Map, {code}", *component("map", drawing=drawing, circles=circles, chosen=["quito-ec"], label="Sample")
        yield f"Map legend, {code}", *component("map_legend", drawing=drawing)
    yield "Where a city is", *component("locator", locator=locator_of(found[0][0]), name="Lima", country="Peru")


def notes():
    for tone in ("", "good", "bad"):
        note = component(
            "note", title="You work for Lima?", text="Say so.", tone=tone, url=NOWHERE, link="Claim this page"
        )
        yield f"Note, {tone or 'plain'}", *note
    yield (
        "Nothing here",
        *component("empty", title="No initiative yet", text="The first may be yours.", url=NOWHERE, link="Share one"),
    )
    saved, failed = Message(constants.SUCCESS, "Saved."), Message(constants.ERROR, "Not saved.")
    yield "Messages", *component("messages", messages=[saved, failed])
    yield (
        "Error page",
        *component("error_page", title="This page cannot be shown", text="Try again.", request_id="4f1c"),
    )
    yield "What was typed", *component("typed", typed=["Two sentences. They are not saved."])


def form():
    empty, wrong = SampleForm(), SampleForm({"city": "Lima", "year": "2002"})
    yield "Problems", *component("error_summary", form=wrong)
    yield "Fields, empty", *component("form", form=empty)
    yield "Fields, wrong", *component("form", form=wrong)
    attrs = {"type": "text", "id": "name", "name": "name", "value": "Lima", "required": True}
    yield (
        "Field by hand",
        "allauth/elements/field.html",
        {"attrs": attrs, "slots": {"label": ["Name"], "help_text": ["Yours"]}},
    )
    yield "Field that only machines fill in, out of sight", *component("unseen", field=empty["summary"])
    yield "Marker", *component("optional", field=empty["phase"])


def way():
    stops = [
        {"label": "Draft", "when": "28 April", "state": "done"},
        {"label": "Being checked", "when": "4 May", "state": "current"},
        {"label": "Published", "state": "future"},
    ]
    answers = [
        (
            "What you did",
            [Thing(label="Title", lines=["Lima te escucha"], language="es"), Thing(label="Cost", lines=[])],
        )
    ]
    sent = Thing(event="Sent", was="Draft", became="Sent", who="Ana", role="author", at=WHEN)
    yield "Road", *component("road", stops=stops)
    yield "Road, small", *component("road", stops=stops, small=True)
    yield "Answers", *component("answers", answers=answers)
    yield "Record", *component("record", lines=[sent])


def sessions():
    ada, nobody = Thing(public_name="Ada Lovelace"), Thing(public_name="")
    speakers = [Thing(person=ada, role="Mayor, Lima"), Thing(person=nobody, role="Deputy Mayor, Sfax")]
    takeaways = [Thing(text="Ask those who live alone.", who="Lima, Sfax"), Thing(text="Call again.", who="")]
    recordings = [
        Thing(href=NOWHERE, host="video.example", language="en", captions="en, es"),
        Thing(href=NOWHERE, host="film.example", language="", captions=""),
        Thing(href=NOWHERE, file=Thing(size=187_000_000), language="es", captions="es"),
    ]
    balances = [Balance("Gender", [Part("women", 14, 58), Part("men", 10, 42)], True)]
    yield "Row, held", *component("session_row", session=session())
    yield "Row, to come", *component("session_row", session=session(phase="before", clocks=CLOCKS, number=None))
    off = session(phase="before", is_off=True, get_state_display="Cancelled", cities=Thing(all=[]), date=None)
    yield "Row, called off", *component("session_row", session=off)
    days = [Thing(date=date(2020, 3, day), theme=f"theme {day}", title="", text_language="en") for day in (1, 4, 5, 28)]
    yield "Timeline, wide screens", *component("timeline", timeline=timeline_of(days))
    yield (
        "Recordings",
        *component("poster", title="Digital technologies", language="en", recordings=recordings, elsewhere=True),
    )
    yield "Takeaways", *component("takeaways", takeaways=takeaways, language="en")
    quote = Thing(text="We should ask people first.", language="en", who="Ada Lovelace, Mayor, Lima")
    yield "Quote", *component("quote", quote=quote)
    yield "Who spoke, a name that went", *component("speakers", speakers=speakers)
    yield "Balance", *component("balance", balances=balances)


def library():
    drawn = {"title": "Shade before the summer", "language": "en", "publisher": "Metropolis", "year": 2026}
    yield "Cover, of a series known here", *component("cover", **drawn, own=1, kind="briefing")
    yield "Cover, of any other", *component("cover", **drawn, own=None, kind="guide")
    yield "Row", *component("report_row", report=report())
    [english] = report().shown_editions
    arabic = Thing(
        href=NOWHERE,
        language="ar",
        file_id=1,
        file=Thing(size=800_000),
        is_page=False,
        number_of_pages=7,
        is_waiting=True,
    )
    found = {"edition": english, "number": 7, "text": "… calls to older people who live alone.", "href": NOWHERE}
    hits = report(found_on=found, shown_editions=[english, arabic], series_id=None, in_sessions=[], date="")
    yield "Row, words found on a page", *component("report_row", report=hits, words=["older"])
