"""Which cities are like one of them, and in what: orders initiatives by how close their city is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from pyroaring import BitMap

from catalogue.rankings import Tiers
from cities.countries import languages_of
from cities.models import City

NONE = BitMap()
COUNTRY, SIZE, NETWORK, LANGUAGE, REGION = 4, 3, 2, 2, 1


@dataclass(frozen=True)
class Trait:
    """What some initiatives' cities share with the chosen one."""

    kind: str
    weight: int
    members: BitMap
    network: str = ""


class Likeness:
    """Put together once for each city and state of the list: two queries. No row asks for anything."""

    def __init__(self, slug, snapshot, networks):
        self.city = City.objects.confirmed().get(slug=slug)
        self.traits = [trait for trait in traits_of(self.city, snapshot.values, networks) if trait.members]
        self.ranking = Tiers(tiers(snapshot.public, self.traits), snapshot.rankings["newest"])

    def reasons(self, key):
        """``same size, same network: C40`` for one initiative; region and language are nothing new inside a country."""
        shared = [trait for trait in self.traits if key in trait.members]
        kinds = {trait.kind for trait in shared} - {"network"}
        if "country" in kinds:
            kinds -= {"region", "language"}
        said = [words for kind, words in names().items() if kind in kinds]
        networks = sorted(trait.network for trait in shared if trait.kind == "network")
        if networks:
            said.append(_("same network: %(networks)s") % {"networks": ", ".join(networks)})
        return ", ".join(said)


def traits_of(city, values, networks):
    """``networks`` tells address and name of each by its key."""
    languages = set(languages_of(city.country))
    same = [members for code, members in values["country"].items() if languages.intersection(languages_of(code))]
    yield Trait("country", COUNTRY, values["country"].get(city.country, NONE))
    yield Trait("size", SIZE, values["size_class"].get(city.size_class, NONE) if city.size_class else NONE)
    yield Trait("language", LANGUAGE, BitMap.union(*same) if same else NONE)
    yield Trait("region", REGION, values["region"].get(city.region, NONE))
    for key in city.memberships.current().values_list("network", flat=True):
        yield Trait("network", NETWORK, values["member"].get(key, NONE), networks[key][1])


def tiers(public, traits):
    """The public keys by what they share, the closest first."""
    scores = {0: public}
    for trait in traits:
        refined = {}
        for score, keys in scores.items():
            for sum_of_both, part in ((score + trait.weight, keys & trait.members), (score, keys - trait.members)):
                refined[sum_of_both] = refined.get(sum_of_both, NONE) | part
        scores = {score: keys for score, keys in refined.items() if keys}
    return [scores[score] for score in sorted(scores, reverse=True)]


def names():
    return {
        "country": _("same country"),
        "size": _("same size"),
        "language": _("same official language"),
        "region": _("same region"),
    }


def with_reasons(rows, likeness):
    """Each row says what its city shares with the chosen one."""
    for row in rows:
        if reasons := likeness.reasons(row.pk):
            said = _("Like %(city)s: %(reasons)s") % {"city": likeness.city.name, "reasons": reasons}
            row.notes = [*getattr(row, "notes", ()), said]
    return rows
