"""The same filter gives the same initiatives wherever it is asked: page, CSV, JSON, GeoJSON, Atom, API, map.

``make prove-sameresults`` draws five hundred filters over the whole reference catalogue, on both databases.
"""

import csv
import io
import json
import os
import random
import re
from collections import Counter
from itertools import count

import feedparser
import pytest
import shapely
from django.core.management import call_command
from django.urls import reverse

from catalogue import api
from catalogue.files_of_lists import NEWEST
from showcase.facets import ORDER
from showcase.filters import InitiativeFilter
from showcase.models import Initiative
from tests.factories import CityFactory, InitiativeFactory, MembershipFactory, NetworkFactory, TermFactory
from tests.proofs import IS_PROOF, report

pytestmark = pytest.mark.django_db
FILTERS = int(os.environ.get("FILTERS", "25"))
SEED = 20261
WORDS = ("", "", "people", "city food", "zzzzz", "Ørsted", "a b", "c")
ORDERS = ("", "newest", "started", "city", "match")
TITLES = re.compile(r'<h2><a href="[^"]*/initiatives/([^"/]+)/"')
CELLS = re.compile(r'<li><a href="[^"]*[?;]city=([^"&]+)[^"]*"><bdi>[^<]*</bdi></a><span class="count">([0-9,]+)<')
COUNT = re.compile(r'role="status"[^>]*>\s*<b>([0-9,]+) ')


@pytest.fixture
def catalogue(monkeypatch):
    """The reference catalogue in a proof, a small one in the suite."""
    monkeypatch.setattr(api, "MOST", 10**9)
    if IS_PROOF:
        call_command("load_reference", stdout=io.StringIO())
    else:
        few()


def few():
    draw = random.Random(SEED)  # noqa: S311 -- the same catalogue each time
    topics = [TermFactory(parent=TermFactory(scheme="theme", code=f"theme-{n % 2}")) for n in range(4)]
    hazards = [TermFactory(scheme="hazard") for _ in range(2)]
    networks = [NetworkFactory() for _ in range(2)]
    cities = [CityFactory(country=draw.choice(("FR", "KE", "PE")), latitude=n, longitude=-n) for n in range(6)]
    for city in cities[:3]:
        MembershipFactory(city=city, network=networks[0])
    for number in range(26):
        InitiativeFactory(
            title=f"{draw.choice(('People', 'Food'))} of the city {number}",
            city=draw.choice(cities),
            topics=draw.sample(topics, draw.randint(0, 2)),
            hazards=draw.sample(hazards, draw.randint(0, 1)),
            shared_through=draw.sample(networks, draw.randint(0, 1)),
            start=draw.choice(("", "2019", "2020-05")),
            results=draw.choice(([], [{"figure": "1", "counts": "x"}])),
        )


def drawn(rng, values):
    """A query string: some facets with some of their values, words, an order."""
    pairs = [
        (name, value)
        for name in rng.sample(list(values), rng.choice((0, 1, 1, 2, 3)))
        for value in rng.sample(values[name], min(len(values[name]), rng.choice((1, 1, 2))))
    ]
    pairs += [("q", rng.choice(WORDS)), ("sort", rng.choice(ORDERS))]
    return {name: [value for each, value in pairs if each == name] for name in dict(pairs)}


def values_of_facets():
    """What each facet has, from the list itself."""
    filterset = InitiativeFilter({})
    found = {name: sorted(filterset.counts(name)) for name in (*ORDER, "topic", "city", "like")}
    return {name: values for name, values in found.items() if values}


def page(client, query):
    """Number and addresses of the page's rows, page after page."""
    first = client.get(reverse("initiatives"), query).content.decode()
    number = int((COUNT.search(first) or ["", "0"])[1].replace(",", ""))
    rows = TITLES.findall(first)
    for further in range(2, (number + 19) // 20 + 1):
        rows += TITLES.findall(client.get(reverse("initiatives"), {**query, "page": further}).content.decode())
    return number, rows


def through_api(client, query):
    rows, counts = [], set()
    address = f"{reverse('api-initiatives')}?{client.get('/', query).wsgi_request.GET.urlencode()}"
    while address:
        answer = client.get(address.removeprefix("http://testserver")).json()
        rows += [row["code"] for row in answer["results"]]
        counts.add(answer["count"])
        address = answer["next"]
    assert len(counts) == 1
    return counts.pop(), rows


def file(client, form, query):
    return client.get(reverse(f"initiatives-{form}"), query).getvalue().decode()


def table(client, query):
    rows = list(csv.DictReader(io.StringIO(file(client, "csv", query).removeprefix("\ufeff"), newline="")))
    return len(rows), [row["code"] for row in rows]


def documents(client, query):
    answer = json.loads(file(client, "json", query))
    return answer["count"], [row["code"] for row in answer["results"]]


def places(client, query):
    text = file(client, "geojson", query)
    answer = json.loads(text)
    assert len(shapely.get_parts(shapely.from_geojson(text))) == len(answer["features"])
    return answer["count"], [feature["id"] for feature in answer["features"]]


def on_the_map(client, query):
    """How many each city has in the table beside the map, page after page."""
    found = Counter()
    for number in count(1):
        asked = {**query, "view": "map", "page": number}
        cells = dict(CELLS.findall(client.get(reverse("initiatives"), asked).content.decode()))
        if cells.keys() <= found.keys():  # nothing, or the last page once more
            return found
        found.update({city: int(size.replace(",", "")) for city, size in cells.items()})


def test_same_filter_gives_the_same_initiatives_in_every_form(client, catalogue):
    rng, values = random.Random(SEED), values_of_facets()  # noqa: S311 -- the same filters each time
    slugs = dict(Initiative.objects.values_list("slug", "code"))
    cities = dict(Initiative.objects.values_list("slug", "city__slug"))
    differing, sizes = [], Counter()
    for _ in range(FILTERS):
        query = drawn(rng, values)
        number, rows = page(client, query)
        expected = number, [slugs[row] for row in rows]
        sizes[number] += 1
        for form in (table, documents, places, through_api):
            if form(client, query) != expected:
                differing.append((form.__name__, query))
        whole = {name: value for name, value in query.items() if name != "city"}  # beside the map, a city is but opened
        rows = page(client, whole)[1] if "city" in query else rows
        if on_the_map(client, whole) != Counter(cities[row] for row in rows):
            differing.append(("map", query))
        entries = feedparser.parse(file(client, "atom", query)).entries
        newest = Initiative.objects.filter(code__in=expected[1]).newest().values_list("code", flat=True)[:NEWEST]
        if [entry.id.rpartition("/")[2] for entry in entries] != list(newest):
            differing.append(("atom", query))

    found = sum(number * times for number, times in sizes.items())
    figures = {
        "filters": FILTERS,
        "initiatives found": found,
        "different sizes": len(sizes),
        "differing": len(differing),
    }
    report("same results", figures)
    assert differing == []
    assert len(sizes) > 3
