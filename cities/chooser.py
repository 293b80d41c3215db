"""Which place is meant by what somebody typed; used by the form field and by the list that opens while typing."""

from dataclasses import dataclass, field

from django.http import JsonResponse
from django.utils.formats import number_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.folding import LONGEST_QUERY, fold
from catalogue.public import public_page
from cities.models import City
from cities.querysets import words_searched

MOST_SHOWN = 10
FEWEST_LETTERS = 2
LOOKED_AT = 200  # namesakes read before the words after a comma choose among them


@dataclass(frozen=True)
class Typed:
    """What a form carries: the words in the text field, and the place chosen from a list, if any."""

    text: str
    slug: str = ""


@dataclass
class Meant:
    """The place; else those it may be, which bear the whole name typed if ``exact``, ``more`` when not all fit."""

    city: City | None = None
    choices: list = field(default_factory=list)
    exact: bool = False
    more: bool = False


def meant_by(typed, cities):
    """The place chosen, or the only one with this whole name; else those to choose from. At most two queries."""
    name, found, fits = called_so(typed.text, cities)
    chosen = next((city for city in found if city.slug == typed.slug), None)
    if chosen:
        return Meant(chosen)
    whole = [city for city in found if fits and bears(city, name)]
    if len(whole) == 1:
        return Meant(whole[0])
    choices = whole or found
    return Meant(choices=choices[:MOST_SHOWN], exact=bool(whole), more=len(choices) > MOST_SHOWN)


def called_so(text, cities, most=LOOKED_AT):
    """(name, places, whether they lie where the text says). ``Paris, France`` is Paris, in France; where no place of
    the name lies there, all of them are offered."""
    text = text[:LONGEST_QUERY]
    found = list(cities.called(text)[:most])
    if found or "," not in text:
        return text, found, True
    name, _, where = text.partition(",")
    found = list(cities.called(name)[:LOOKED_AT])
    fitting = [city for city in found if lies_in(city, where.strip())]
    return name, fitting or found, bool(fitting)


def lies_in(city, where):
    """Area, country in the reader's language, or code of the country."""
    return fold(where) in fold(city.whereabouts) or where.upper() == city.country


def bears(city, name):
    """Whether one of the place's names is this one and not only begins so."""
    return words_searched(name) in map(words_searched, city.names_folded.split("|"))


def inhabitants(city):
    """``1,505,005 inhabitants`` in the reader's language; nothing where the number is not known."""
    if not city.population:
        return ""
    people = ngettext("%(people)s inhabitant", "%(people)s inhabitants", city.population)
    return people % {"people": number_format(city.population, use_l10n=True, force_grouping=True)}


def as_option(city):
    """A place as lists show it: enough to tell namesakes apart."""
    return {
        "slug": city.slug,
        "name": city.name,
        "whereabouts": city.whereabouts,
        "population": city.population,
        "inhabitants": inhabitants(city),
    }


@public_page(max_age=60)
@require_safe
def suggestions(request):
    """At most ten confirmed places for what is being typed; the same answer for everybody. Two or three queries."""
    text = request.GET.get("q", "").strip()
    found = []
    if len(text) >= FEWEST_LETTERS:
        _name, found, _fits = called_so(text, City.objects.confirmed(), most=MOST_SHOWN)
    return JsonResponse({"results": [as_option(city) for city in found[:MOST_SHOWN]]})
