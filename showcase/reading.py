"""The text of an initiative as its page shows it, made once for each language while the catalogue stays as it is."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from pyroaring import BitMap

from catalogue.indexed import NONE, united
from catalogue.sections import sections_of
from cities.maps.locator import IN_RAIL, locator_of
from cities.models import City
from showcase.cards import rendered
from showcase.changes import changes_between
from showcase.headings import headings_in
from showcase.linked import block_of
from showcase.models import Initiative

CLOSE = 3  # initiatives under "Close to this"


def text_of(snapshot, initiative, version, article):
    """The HTML of a version with its facts, the other versions and what is close to it."""
    key = ("text", get_language(), initiative.pk, version.pk)
    return snapshot.remember(key, lambda: rendered_text(snapshot, initiative, version, article))


def rendered_text(snapshot, initiative, version, article):
    """Two queries, for the neighbours and the place, one for each section of a higher floor, and one for each of
    these that it has: networks, other versions, an original.
    """
    is_current = version.pk == initiative.current_version_id
    endorsements = checked_by(snapshot, initiative)
    original = original_of(article) if article.adapted_from else None
    context = {
        "initiative": initiative,
        "article": article,
        "locator": locator_in_rail(article),
        "titles": headings_in(article.text_language),
        "version": version,
        "is_current": is_current,
        "endorsements": endorsements,
        "shared_through": initiative.shared_through.all() if has(snapshot, "shared_through", initiative) else [],
        "versions": [version] if is_current and version.number == 1 else versions_of(initiative),
        "adapted_from": original,
        "close": rendered(snapshot, close_to(snapshot, initiative, article), heading="h3"),
        "sections": sections_of("initiative", initiative),
        "base_url": settings.BASE_URL,
        "site_name": settings.SITE_NAME,
        "linked_data": block_of(initiative, article, version, is_current, endorsements, original),
    }
    return render_to_string("showcase/_initiative.html", context)


def frame_of(snapshot, initiative, version):
    """The HTML above one version: which it is, its neighbours, and what it changed."""
    key = ("frame", get_language(), initiative.pk, version.pk)
    return snapshot.remember(key, lambda: rendered_frame(initiative, version))


def rendered_frame(initiative, version):
    """One query for the neighbours, two more for the words of the terms of both texts."""
    beside = initiative.versions.filter(number__in=[version.number - 1, version.number + 1])
    by_number = {each.number: each for each in beside}
    before = by_number.get(version.number - 1)
    context = {
        "initiative": initiative,
        "version": version,
        "current": initiative.current_version,
        "before": before,
        "after": by_number.get(version.number + 1),
        "changes": changes_between(before.content, version.content) if before else [],
    }
    return render_to_string("showcase/_version.html", context)


def locator_in_rail(article):
    """Where its city is, unless a picture shows more. One query."""
    city = City.objects.filter(slug=article.city.slug).first() if article.city and not article.pictures else None
    return city and locator_of(city, IN_RAIL)


def has(snapshot, facet, initiative):
    """Whether a query for these would find any; what is not public is not in memory, so that has to be asked."""
    values = snapshot.values[facet].values()
    return initiative.pk not in snapshot.public or any(initiative.pk in members for members in values)


def checked_by(snapshot, initiative):
    found = initiative.endorsements.select_related("network").order_by("at")
    return found if has(snapshot, "checked_by", initiative) else []


def versions_of(initiative):
    return initiative.versions.defer("content").order_by("-number")


def original_of(article):
    return Initiative.objects.readable().filter(code=article.adapted_from).first()


def close_to(snapshot, initiative, article):
    """Keys of public initiatives that share a topic, the same main topic first, then the newest. No query."""
    topics, main = snapshot.values["topics"], article.main_topic
    sharing = united(topics.get(term.pk, NONE) for term in article.themes) - BitMap([initiative.pk])
    nearer = sharing & snapshot.values["main_topic"].get(main.pk, NONE) if main else NONE
    newest = snapshot.rankings["newest"]
    keys = newest.page(nearer, 0, CLOSE)
    return keys + newest.page(sharing - nearer, 0, CLOSE - len(keys))
