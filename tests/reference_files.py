"""A small copy of the reference files: real lines of ``data/``, few enough to load in a moment, free to be changed."""

import csv
import gzip
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command

from tests.kept_rows import KeptTables

DATA = settings.BASE_DIR / "data"
NETWORKS = {"metropolis", "uclg", "eurocities", "al-las", "un-habitat", "wego", "undp-art", "cib-uclg"}
NETWORKS |= {"cities-for-global-health", "c40"}
CODES = {"CS-2026-00001", "CS-2026-00002"}
SLUGS = {"stuttgart-quarantine-accommodation", "hamburg-intensive-care-for-patients-from-italy"}
CITIES = {"Stuttgart", "Hamburg", "Abidjan", "Ekurhuleni", "Springfield"}
SESSIONS = {"lle-digital-technologies", "urban-violence-peace-prize"}
REPORTS = {"lle-briefing-digital", "c40-report-27-march"}
KEPT = {
    "vocabulary.csv": lambda row: True,
    "networks.csv": lambda row: row["slug"] in NETWORKS,
    "places.csv": lambda row: row["city"] in CITIES,
    "places.csv.gz": lambda row: row["name"] in CITIES,
    "memberships.csv": lambda row: row["city"] in CITIES and row["network_slug"] in NETWORKS,
    "service_points.csv": lambda row: (
        row["slug"] in {"use-covid-19-service-point", "cities-for-global-health-platform"}
    ),
    "initiatives.csv": lambda row: row["code"] in CODES,
    "results.csv": lambda row: row["initiative_slug"] in SLUGS,
    "series.csv": lambda row: row["lead"] == "uclg" and row["slug"] != "emergency-governance-initiative",
    "webinars.csv": lambda row: row["slug"] in SESSIONS,
    "reports.csv": lambda row: row["slug"] in REPORTS,
}


def opened(path, mode):
    return (gzip.open if path.suffix == ".gz" else open)(path, mode + "t", encoding="utf-8", newline="")


def rows_of(path):
    with opened(path, "r") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with opened(path, "w") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def small_copy(directory):
    for name, content in small_files().items():
        (directory / name).write_bytes(content)
    return directory


@cache
def small_files():
    """Their bytes by name; choosing from 34,000 places takes a while, so it is done once in a process."""
    with TemporaryDirectory() as folder:
        for name, is_kept in KEPT.items():
            write(Path(folder, name), [row for row in rows_of(DATA / name) if is_kept(row)])
        return {name: Path(folder, name).read_bytes() for name in KEPT}


def small_load(directory):
    """The small copy, loaded into an empty database."""
    data = small_copy(directory)
    load_into_empty(data)
    return data


@KeptTables
def load_into_empty(data):
    call_command("load_reference", data=data, stdout=StringIO())


def change(path, number, **cells):
    """Give a line (2 is the first below the header) other cells."""
    rows = rows_of(path)
    rows[number - 2].update(cells)
    write(path, rows)


def add(path, **cells):
    """Repeat the last line with other cells."""
    rows = rows_of(path)
    write(path, [*rows, rows[-1] | cells])


def longest_copy(directory, number):
    """The initiatives with the longest titles and summaries, and what they refer to: a page of them is the heaviest."""
    initiatives = rows_of(DATA / "initiatives.csv")
    initiatives.sort(key=lambda row: len(row["title"].encode()) + len(row["summary"].encode()), reverse=True)
    kept = initiatives[:number]
    places, slugs = {row["city"] for row in kept}, {row["slug"] for row in kept}
    write(directory / "initiatives.csv", kept)
    write(directory / "results.csv", [row for row in rows_of(DATA / "results.csv") if row["initiative_slug"] in slugs])
    for name, column in (("places.csv", "city"), ("places.csv.gz", "name"), ("memberships.csv", "city")):
        write(directory / name, [row for row in rows_of(DATA / name) if row[column] in places])
    for name in ("vocabulary.csv", "networks.csv", "service_points.csv", "series.csv", "webinars.csv", "reports.csv"):
        write(directory / name, rows_of(DATA / name))
    return directory
