"""What the list under a search box offers while somebody types: cities, topics and titles, each with its address."""

from itertools import islice

from django.http import JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.figures import grouped
from catalogue.filters import QueryField
from catalogue.folding import fold
from catalogue.public import public_page
from cities.countries import country_name
from cities.models import City
from showcase.filters import InitiativeFilter
from showcase.search import LANGUAGES, suggest

FEWEST_LETTERS = 2
CITIES = TOPICS = 3


@public_page(max_age=60)
@require_safe
def suggestions(request):
    """Cities and topics that have initiatives, then titles; the same answer for everybody. At most three queries."""
    text = QueryField().to_python(request.GET.get("q", "")).replace("\0", " ").strip()
    if len(text) < FEWEST_LETTERS:
        return JsonResponse({"results": []})
    filterset = InitiativeFilter({})
    return JsonResponse({"results": [*cities(filterset, text), *topics(filterset, text), *titles(text)]})


def cities(filterset, text):
    """Cities of the list with a name that begins so. One query."""
    sets = filterset.snapshot.values["cities"]
    named = City.objects.confirmed().called(text).values_list("pk", "name", "slug", "country")
    for key, name, slug, country in islice((row for row in named if row[0] in sets), CITIES):
        yield option(_("City"), name, country_name(country), len(sets[key]), city=slug)


def topics(filterset, text):
    """Topics with a label, in any language, in which a word begins so, those with most initiatives first. No query."""
    found = []
    for scheme in ("theme", "topic"):
        counts = filterset.counts(scheme)
        terms = (term for term in filterset.snapshot.vocabulary.of(scheme) if counts.get(term.code))
        found += [(counts[term.code], scheme, term) for term in terms if is_called(term, text)]
    for count, scheme, term in sorted(found, key=lambda each: -each[0])[:TOPICS]:
        yield option(_("Topic"), term.label, "", count, **{scheme: term.code})


def is_called(term, text):
    begins = f" {fold(text)}"
    return any(begins in f" {fold(getattr(term, f'label_{language}'))}" for language in LANGUAGES)


def titles(text):
    for row in suggest(text):
        where = f"{row.city.name}, {row.city.country_name}"
        yield {"kind": _("Initiative"), "label": row.title, "detail": where, "href": row.get_absolute_url()}


def option(kind, label, detail, count, **parameters):
    number = ngettext("%(number)s initiative", "%(number)s initiatives", count) % {"number": grouped(count)}
    href = f"{reverse('initiatives')}?{urlencode(parameters)}"
    return {"kind": kind, "label": label, "detail": ", ".join(filter(None, (detail, number))), "href": href}
