"""``webinars.csv``: sessions in their series, with the cities and the people on stage.

A session whose city or organisation is not known here is loaded all the same; what could not be linked is reported by
name and never guessed.
"""

import json
from collections import Counter, defaultdict
from datetime import date, time
from hashlib import sha256

from config.reference.tables import Table
from webinars.models import Appearance, Person, Recording, Series, State, Webinar
from webinars.models.people import ConsentScope
from webinars.search import index

SAME = ("slug", "title", "theme", "summary")


class Sessions(Table):
    """Who spoke is part of the session: whoever edits that has made the session theirs."""

    file = "webinars.csv"
    model = Webinar
    columns = (
        *("series", "number", *SAME, "text_language", "lead", "state", "date", "local_time", "time_zone", "duration"),
        *("interpretation", "page_address", "source"),
    )
    lists = ("topics", "cities", "partners")

    def __init__(self, directory, known):
        super().__init__(directory, known)
        self.linked, self.unlinked = Counter(), defaultdict(list)

    def load(self):
        self.series = {series.slug: series for series in Series.objects.prefetch_related("supporters")}
        self.persons = {(person.network_id, person.name): person for person in Person.objects.all()}
        super().load()

    def key_of(self, line):
        return f"{self.series_of(line).slug} {line.required('slug')}"

    def series_of(self, line):
        slug = line.required("series_slug")
        if slug not in self.series:
            raise ValueError(f"{slug} is no series of series.csv")
        return self.series[slug]

    def existing(self):
        return {f"{row.series.slug} {row.slug}": row for row in Webinar.objects.select_related("series")}

    def values(self, line, item):
        """What the file tells of was held; a day or a time that no source gives stays empty."""
        series, lead = self.series_of(line), self.known.network(line.required("lead"))
        starts = line["start_time_utc"]
        return {
            **{name: line[name] for name in SAME},
            "title": line.required("title"),
            "series": series,
            "number": line.whole_number("number"),
            "lead": lead if lead != series.lead else None,
            "state": State.HELD,
            "date": date.fromisoformat(line["date"]) if line["date"] else None,
            "local_time": time.fromisoformat(starts) if starts else None,
            "time_zone": "UTC" if starts else "",
            "interpretation": line.items_of("languages"),
            "page_address": line["page_url"],
            "source": line["source_url"],
        }

    def lists_from(self, line):
        """Networks that are named with the session and stand behind neither the series nor this one as its lead."""
        series = self.series_of(line)
        usual = {series.lead, *series.supporters.all(), self.known.network(line["lead"])}
        partners = self.known.networks_of(line.items_of("supporters"))
        return {
            "topics": self.known.terms_of("topic", line.items_of("topics")),
            "cities": [place.pk for place in self.places.values()],
            "partners": [network for network in partners if network not in usual],
        }

    def save(self, outcome, line, item):
        self.places = self.places_of(line)
        super().save(outcome, line, item)
        self.bring_on_stage(line, item)
        if line["recording_url"]:
            Recording.objects.get_or_create(webinar=item, address=line["recording_url"])
        self.touched += item.cities.all()

    def finish(self):
        index([item for _key, _line, item in self.written])
        super().finish()

    def places_of(self, line):
        """``{name: place}`` of the cities that the line names and that are known here."""
        found = {}
        for name, _comma, country in (each.rpartition(", ") for each in line.items_of("participating_cities")):
            try:
                found[name] = self.known.cities.find(name, country)
            except ValueError:
                self.unlinked["city"].append(f"{name} ({country})")
        self.linked["city"] += len(found)
        return found

    def bring_on_stage(self, line, item):
        """Whoever is named stays the same row, so that what they said keeps its speaker."""
        kept = []
        for position, speaker in enumerate(line.items_of("speakers"), start=1):
            name, office, organisation = speaker_of(speaker)
            stage = {"position": position, "office": office, "organisation": organisation}
            stage |= self.for_whom(organisation)
            person = self.person(item.series.lead, name)
            Appearance.objects.update_or_create(webinar=item, person=person, defaults=stage)
            kept.append(person)
        item.appearances.exclude(person__in=kept).delete()

    def person(self, network, name):
        """Named by public sources for a public office, and known to the network that leads the series."""
        key = (network.pk, name)
        if key not in self.persons:
            scope = ConsentScope.PUBLIC_OFFICE
            self.persons[key] = Person.objects.create(network=network, name=name, consent_scope=scope)
        return self.persons[key]

    def for_whom(self, organisation):
        """A city of this session or a network by its very name; any other organisation stays words."""
        networks = {name: network for network in self.known.networks.values() for name in names_of(network)}
        place, network = self.places.get(organisation), networks.get(organisation)
        self.linked["organisation"] += bool(place or network)
        if not (place or network):
            self.unlinked["organisation"].append(organisation)
        return {"city_id": place and place.pk, "network": None if place else network}

    def state_of(self, item):
        """With who was on stage."""
        stage = item.appearances.order_by("pk").values_list("person", "office", "organisation", "city", "network")
        return sha256(f"{super().state_of(item)} {json.dumps(list(stage))}".encode()).hexdigest()

    @property
    def notes(self):
        """What was linked, and the names of what was not."""
        if not self.linked:
            return []
        linked = f"linked: cities {self.linked['city']:,}, offices of speakers {self.linked['organisation']:,}"
        cities, others = (", ".join(sorted(set(self.unlinked[kind]))) for kind in ("city", "organisation"))
        return [
            f"{self.file}: {linked}",
            f"{self.file}: cities that are not known here: {cities or 'none'}",
            f"{self.file}: organisations that are neither a network nor a city of the session: {others or 'none'}",
        ]


def speaker_of(text):
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != 3 or not parts[0]:
        raise ValueError(f"a speaker is not name, role and organisation: {text}")
    return parts


def names_of(network):
    return filter(None, (network.name, network.acronym))
