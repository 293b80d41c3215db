"""Who speaks: how many women, from which regions, members or not. While planning, and as counts in public."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cities.countries import region_choices
from networks.models import Membership
from webinars.models import Gender

FEWEST = 5  # speakers, below which a count would tell who is meant
NOT_SAID = _("not recorded")
WORDS = {
    Gender.WOMAN: _("women"),
    Gender.MAN: _("men"),
    Gender.OTHER: _("who say it in another way"),
}


@dataclass(frozen=True)
class Part:
    label: str
    count: int
    share: int  # of 100


@dataclass(frozen=True)
class Balance:
    """``complete`` where it is recorded for everybody."""

    title: str
    parts: list
    complete: bool


def balance_of(appearances):
    """Three balances of the people on these stages, each person once. One query."""
    people = list(stages(appearances))
    genders = Counter(person.gender for person in people)
    regions = Counter(person.region for person in people)
    members = Counter(person.is_member for person in people)
    return [
        balance(_("Gender, as they say themselves"), genders, WORDS.items()),
        balance(_("Region"), regions, region_choices()),
        balance(_("Cities"), members, [(True, _("of member cities")), (False, _("of other cities"))]),
    ]


@dataclass(frozen=True)
class OnStage:
    """What counts of one person: the region is theirs, or that of the city they spoke for."""

    gender: str
    region: str
    is_member: bool | None


def stages(appearances):
    """One for each person, from all their appearances; whether their city is a member of the network that leads."""
    rows = appearances.select_related("person", "city", "webinar__series").order_by("pk")
    members = set(Membership.objects.current().values_list("network", "city"))
    people = {}
    for row in rows:
        is_member = (row.webinar.series.lead_id, row.city_id) in members if row.city_id else None
        region = row.person.region or (row.city.region if row.city else "")
        people.setdefault(row.person_id, OnStage(row.person.gender, region, is_member))
    return people.values()


def balance(title, counts, words):
    total = sum(counts.values())
    known = [(label, counts[code]) for code, label in words if counts.get(code)]
    missing = total - sum(count for _label, count in known)
    parts = [*known, *([(NOT_SAID, missing)] if missing else ())]
    return Balance(title, [Part(label, count, round(100 * count / total)) for label, count in parts], not missing)


def public_balance(appearances):
    """Counts of what is recorded for everybody, where enough spoke that they tell of nobody."""
    found = balance_of(appearances)
    spoke = sum(part.count for part in found[0].parts)
    return [each for each in found if each.complete] if spoke >= FEWEST else []
