"""Citations, read back by programs that others use: bibtexparser, rispy and json."""

import json
import re
from datetime import UTC, datetime

import bibtexparser
import pytest
import rispy
from django.urls import reverse
from django.utils import timezone

from showcase.models import SlugHistory, Version
from showcase.publication import write_version
from tests.factories import CityFactory, InitiativeFactory

pytestmark = pytest.mark.django_db
HOSTILE = {
    "braces": "Open { and close }} } and \\{ again {{",
    "TeX": r"100 % of A & B: $5_000 #1 ~x^2 \input{secret} \" @misc",
    "entry": "@article{other, title = {x}}, url = {http://elsewhere.example}",
    "lines": "One\r\nTY  - BOOK\nER  - \u2028AU  - Somebody\x85\x0b\x1e\x07end",
    "Arabic": "شوارع للناس: 100 % {مفتوح}",
    "bidi": "rep\u202efdp.exe and \u2067back\u2069",
    "Chinese": "城市气候，人人参与",
    "quotes": '"a" and \'b\' and "c, and D, E',
    "formula": '=HYPERLINK("http://x")',
}
LINES = "One TY - BOOK ER - AU - Somebody end"
TEX = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
AT = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)


def published(**fields):
    """An initiative whose only version was published on 4 May 2026."""
    initiative = InitiativeFactory(**fields)
    Version.objects.filter(initiative=initiative).update(at=AT)
    return initiative


def asked(client, initiative, ending, *number):
    name = "initiative-version-cite" if number else "initiative-cite"
    return client.get(reverse(name, args=[initiative.slug, *number, ending]))


def bib(response):
    [entry] = bibtexparser.parse_string(response.content.decode()).entries
    return entry.entry_type, entry.key, {name: typeset(field.value) for name, field in entry.fields_dict.items()}


def typeset(value):
    """What TeX would print; the parser takes the outer braces away."""
    value = value[1:-1] if value.startswith("{") else value
    words = re.sub(r"\\(text[a-z]+)\{\}", lambda found: TEX[found[1]], re.sub(r"\\([&%$#_])", r"\1", value))
    assert value.count("{") == value.count("}")
    return words


def said(text):
    """A text on one line, as every format is to bring it back."""
    return LINES if "TY  -" in text else text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_come_back_from_each_format_as_they_were(client, text):
    initiative = published(title=text, summary=text, lead_organisation=text, origin="submitted")

    _kind, _key, fields = bib(asked(client, initiative, "bib"))
    [record] = rispy.loads(asked(client, initiative, "ris").content.decode())
    [item] = json.loads(asked(client, initiative, "json").content)

    assert (fields["title"], fields["author"]) == (said(text), said(text))
    assert fields["abstract"] == said(text)
    assert (record["title"], record["authors"], record["abstract"]) == (said(text), [said(text)], said(text))
    assert (item["title"], item["author"], item["abstract"]) == (said(text), [{"literal": said(text)}], said(text))


def test_names_and_titles_keep_their_capitals_and_their_and_in_bibtex(client):
    initiative = published(title="Streets for Lima", lead_organisation="Streets and Parks", origin="submitted")

    lines = asked(client, initiative, "bib").content.decode().splitlines()

    assert lines[1:3] == ["  author = {{Streets and Parks}},", "  title = {{Streets for Lima}},"]


def test_bibtex_names_record_version_day_language_licence_and_the_permanent_address(client):
    initiative = published(
        title="Open streets",
        code="CS-2026-10001",
        origin="submitted",
        city=CityFactory(name="Lima"),
        licence="CC BY 4.0",
        text_language="es",
        start="2018-12-08",
        end="2020-03",
    )

    kind, key, fields = bib(asked(client, initiative, "bib"))

    assert (kind, key) == ("misc", "CS-2026-10001-v1")
    assert fields == {
        "author": "Lima",
        "title": "Open streets",
        "howpublished": "City Showcase",
        "publisher": "City Showcase",
        "number": "CS-2026-10001",
        "version": "1",
        "year": "2026",
        "month": "5",
        "date": "2026-05-04",
        "eventdate": "2018-12-08/2020-03",
        "language": "es",
        "copyright": "CC BY 4.0",
        "note": "Record CS-2026-10001, version 1",
        "url": "http://testserver/i/CS-2026-10001/",
    }


def test_collected_record_has_the_catalogue_as_its_editor_and_names_its_source(client):
    source = "https://news.example/a_b?x=1&y={2}"
    initiative = published(title="Calls", code="CS-2020-00012", source_address=source, lead_organisation="Ministry")

    _kind, _key, fields = bib(asked(client, initiative, "bib"))
    [record] = rispy.loads(asked(client, initiative, "ris").content.decode())
    [item] = json.loads(asked(client, initiative, "json").content)

    assert (fields["editor"], "author" in fields) == ("City Showcase", False)
    assert fields["note"] == f"Record CS-2020-00012, version 1. Collected from public sources: {source}"
    assert (record["secondary_authors"], "authors" in record) == (["City Showcase"], False)
    assert record["notes"] == [f"Collected from public sources: {source}"]
    assert (item["editor"], item["source"], "author" in item) == ([{"literal": "City Showcase"}], source, False)


def test_ris_holds_one_electronic_source_on_lines_of_its_own(client):
    initiative = published(title="Open streets", code="CS-2026-10001", origin="submitted", text_language="es")

    response = asked(client, initiative, "ris")

    assert response.content.decode().split("\r\n") == [
        "TY  - ELEC",
        "ID  - CS-2026-10001-v1",
        f"AU  - {initiative.city.name}",
        "TI  - Open streets",
        "T2  - City Showcase",
        "PB  - City Showcase",
        "PY  - 2026",
        "DA  - 2026/05/04",
        "ET  - Version 1",
        "AN  - CS-2026-10001",
        "LA  - es",
        "UR  - http://testserver/i/CS-2026-10001/",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("start", "end", "parts", "written"),
    [
        ("2018", "", [[2018]], "2018/.."),
        ("2018-12", "2020", [[2018, 12], [2020]], "2018-12/2020"),
        ("2018-12-08", "2018-12-09", [[2018, 12, 8], [2018, 12, 9]], "2018-12-08/2018-12-09"),
        ("", "", None, None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(client, start, end, parts, written):
    initiative = published(start=start, end=end)

    [item] = json.loads(asked(client, initiative, "json").content)
    _kind, _key, fields = bib(asked(client, initiative, "bib"))

    assert (item.get("event-date", {}).get("date-parts"), fields.get("eventdate")) == (parts, written)
    assert item["issued"] == {"date-parts": [[2026, 5, 4]]}


def test_version_is_cited_in_its_own_words_under_its_own_address(client):
    initiative = published(title="First words")
    initiative.title = "Second words"
    initiative.save()
    write_version(initiative)

    cited = [json.loads(asked(client, initiative, "json", *number).content)[0] for number in ([1], [2], [])]

    assert [(each["title"], each["version"], each["URL"]) for each in cited] == [
        ("First words", "1", f"http://testserver{initiative.get_absolute_url()}versions/1/"),
        ("Second words", "2", f"http://testserver{initiative.get_absolute_url()}versions/2/"),
        ("Second words", "2", f"http://testserver/i/{initiative.code}/"),
    ]


def test_citation_without_a_city_or_an_organisation_has_no_author(client):
    initiative = published(city=None, origin="submitted")

    assert "author" not in json.loads(asked(client, initiative, "json").content)[0]


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_citation_is_a_file_that_search_engines_leave_out(client, django_assert_num_queries, ending):
    initiative = published(code="CS-2026-10001")
    other = published()
    asked(client, other, ending)

    with django_assert_num_queries(2):
        response = asked(client, initiative, ending)
    with django_assert_num_queries(1):  # kept until something public changes
        asked(client, initiative, ending)

    assert response["Content-Disposition"] == f'attachment; filename="CS-2026-10001-v1.{ending}"'
    assert (response["X-Robots-Tag"], dict(response.cookies)) == ("noindex", {})


@pytest.mark.parametrize("address", ["cite.bib", "versions/1/cite.ris"])
def test_citation_moves_and_goes_with_its_initiative(client, address):
    initiative = published()
    SlugHistory.objects.create(slug="first-title", initiative=initiative)
    own = initiative.get_absolute_url() + address

    moved = client.get(f"/es/initiatives/first-title/{address}")
    initiative.taken_down_at = timezone.now()
    initiative.save()

    assert (moved.status_code, moved["Location"]) == (301, f"/es{own}")
    assert client.get(own).status_code == 410


@pytest.mark.parametrize("address", ["cite.pdf", "cite.", "versions/2/cite.bib", "versions/0/cite.bib", "cite.bib/"])
def test_citation_that_there_is_not_is_missing(client, address):
    assert client.get(published().get_absolute_url() + address).status_code == 404


def test_page_leads_to_the_citation_of_the_version_it_shows(client):
    initiative = published()
    write_version(initiative)
    own = initiative.get_absolute_url()

    links = {
        address: [
            f"{address}cite.{ending}" in client.get(address).content.decode() for ending in ("bib", "ris", "json")
        ]
        for address in (own, f"{own}versions/1/")
    }

    assert links == {own: [True] * 3, f"{own}versions/1/": [True] * 3}
