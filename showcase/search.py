"""The words in which an initiative is found.

Interface: ``search(text)``, ``suggest(prefix)``, ``proposal(text)``, ``index(initiatives)``.
"""

from django.db.models import Q

from catalogue import spelling
from catalogue.models import Term
from catalogue.search import Matches, folded, found_in, in_titles, text_key
from cities.countries import COUNTRIES
from cities.models import City
from networks.models import Network
from showcase.models import Initiative, InitiativeText

LANGUAGES = ("en", "es", "fr", "de")
BODY = ("summary", "challenge", "solution", "results_text", "lessons", "what_did_not_work")
SUGGESTED = 5
LOOKED_AT = 50  # titles from which those are taken
LISTS = ("topics", "target_groups", "hazards", "sdgs")


def search(text):
    """Matches ``(initiative, is_translation)`` by key, the best first, each once. One query, two without a hit."""
    found, texts = {}, found_in(InitiativeText, text)
    for owner, place, _exact in texts:
        found[owner] = found.get(owner, True) and place > 0
    return Matches(found.items(), texts.every_word)


def suggest(prefix):
    """A few public initiatives with words in their title that begin so, those whose title does first. One query."""
    keys = in_titles(InitiativeText, prefix, LOOKED_AT)
    if keys is None:
        return []
    found = Initiative.objects.public().filter(pk__in=keys).select_related("city")
    rows = found.only("slug", "title", "text_language", "city__name", "city__country").order_by("-pk")
    start = folded(prefix)
    return sorted(rows, key=lambda row: not folded(row.title).startswith(start))[:SUGGESTED]


def proposal(text):
    """Other words, close to these, that some initiative has together; "" where there are none. Three queries."""
    return spelling.proposal(InitiativeText, text)


def index(initiatives):
    """Write the search rows of these saved initiatives anew: 4 statements, about ten queries for each initiative."""
    if not initiatives:
        return
    rows = [row for initiative in initiatives for row in rows_of(initiative)]
    spelling.learn(text for row in rows for text in (row.title, row.tags))
    InitiativeText.objects.filter(initiative__in=[initiative.pk for initiative in initiatives]).delete()
    InitiativeText.objects.bulk_create(rows)


def rows_of(initiative):
    """One row for the text's own language and one for each translation."""
    tags = folded(*tags_of(initiative))
    texts = {initiative.text_language or "en": {name: getattr(initiative, name) for name in ("title", *BODY)}}
    texts[initiative.text_language or "en"]["original_title"] = initiative.original_title
    for translation in initiative.translations.all():
        texts.setdefault(translation.language, translation.texts)
    return [
        InitiativeText(
            pk=text_key(initiative.pk, place),
            initiative=initiative,
            language=language,
            title=folded(text.get("title", ""), text.get("original_title", "")),
            tags=tags,
            body=folded(*(text.get(name, "") for name in BODY)),
        )
        for place, (language, text) in enumerate(texts.items())
    ]


def tags_of(initiative):
    """Names of the city, the country, the terms and the networks, in every language they have."""
    city = initiative.city
    if city:
        yield from (city.name, city.native_name, *city.other_names)
        yield from COUNTRIES.get(city.country, {}).get("names", {}).values()
    for name in LISTS:
        for term in getattr(initiative, name).all():
            yield from (getattr(term, f"label_{language}") for language in LANGUAGES)
    networks = [*initiative.shared_through.all(), *(each.network for each in initiative.endorsements.all())]
    for network in networks:
        yield from (network.name, network.acronym)
    yield from (initiative.code, initiative.lead_organisation)


def index_naming(changed):
    """Write the search words of all initiatives anew that hold the names of these terms, networks and cities."""
    terms = [item for item in changed if isinstance(item, Term)]
    networks = [item for item in changed if isinstance(item, Network)]
    cities = {item.pk for item in changed if isinstance(item, City)}
    named = Q(shared_through__in=networks) | Q(endorsements__network__in=networks)
    for name in LISTS:
        named |= Q(**{f"{name}__in": terms})
    found = set(Initiative.objects.filter(named).values_list("pk", flat=True)) if terms or networks else set()
    if cities:  # compared here, because a load may name more cities than a query takes parameters
        found.update(pk for pk, city in Initiative.objects.values_list("pk", "city_id") if city in cities)
    index(list(Initiative.objects.filter(pk__in=found)))
