"""What stands around the initiatives: the vocabulary, the networks, the largest places of the committed file."""

import csv
import gzip
from itertools import accumulate
from random import Random

from django.conf import settings

from cities.models import City
from cities.places import PLACES, city_of
from config.reference.known import Known
from config.reference.networks import Networks
from config.reference.vocabulary import Vocabulary
from networks.models import Membership, Network

CITIES = 8000


def load_surroundings(cities=CITIES):
    """Vocabulary and networks of the reference catalogue, places with their real names, memberships drawn by lot."""
    known = Known(settings.BASE_DIR / "data")
    for table in (Vocabulary, Networks):
        table(known.directory, known).load()
    City.objects.bulk_create(largest(cities), batch_size=500)
    Membership.objects.bulk_create(memberships(), batch_size=2000)


def largest(number):
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (-int(row["population"] or 0), row["slug"]))
    cities = [city_of(row) for row in rows[:number]]
    for key, city in enumerate(cities, start=1):
        city.pk = key
    return cities


def memberships():
    """Two cities in five belong to one to three networks, some of which they have left."""
    draw = Random("memberships")
    networks = list(Network.objects.order_by("slug"))
    for city in City.objects.order_by("pk").only("pk"):
        if draw.random() < 0.4:
            for network in draw.sample(networks, draw.randint(1, 3)):
                yield Membership(city=city, network=network, left="2019" if draw.random() < 0.1 else "")


def weights_by_size(cities):
    """Large cities report more, but not in proportion."""
    return list(accumulate((city.population or 1000) ** 0.7 for city in cities))
