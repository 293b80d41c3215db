"""Every place of the committed file, unsaved, as the loader makes them."""

import csv
import gzip

from cities.places import PLACES, city_of


def read_places():
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield city_of(row)
