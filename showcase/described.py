"""What a public initiative is as data: the one place that CSV, JSON, GeoJSON, Atom and the API read.

An allow-list: texts come from the current Version, which names no person, the rest from public columns.
"""

from catalogue.described import date_of, term_of, terms_of
from catalogue.indexed import in_order
from catalogue.open_data import absolute, moment
from cities.described import network_of, region_of_country
from cities.filters import network_names
from showcase.article import article_of
from showcase.models import Initiative

TEXTS = (
    *("challenge", "solution", "results_text", "lessons", "what_did_not_work", "currency", "funding"),
    *("needs_from_others", "partners", "awards", "website", "video_address"),
)
READ = (
    *("code", "slug", "origin", "platform", "source_address", "source_kind", "published_at", "last_confirmed_at"),
    *("evidence_level", "current_version__number", "current_version__at", "current_version__content"),
    *(f"city__{name}" for name in ("name", "slug", "country", "region", "latitude", "longitude")),
)
EVIDENCE = ("results", "documents", "adapted")


def records(filterset, keys):
    """The public ones among these, in this order. One query; two more for the first in each state of the list."""
    rows = Initiative.objects.public().select_related("city", "current_version").only(*READ)
    return [record_of(row, filterset) for row in in_order(rows, keys)]


def record_of(row, filterset):
    article = article_of(row.current_version, filterset.snapshot.vocabulary)
    return {
        "code": row.code,
        "address": absolute(row.get_absolute_url()),
        "title": article.title,
        "summary": article.summary,
        "text_language": article.text_language,
        "original_title": article.original_title,
        "original_title_language": article.original_title_language,
        "city": city_of(row.city),
        "lead_organisation": article.lead_organisation,
        **classified(article),
        "evidence": [code for code in EVIDENCE if row.pk in filterset.filters["evidence"].sets.get(code, ())],
        "evidence_level": term_of(level_of(row, filterset.snapshot.vocabulary)),
        "start": date_of(article.start),
        "end": date_of(article.end),
        **{name: article.texts[name] for name in TEXTS},
        "cost": article.cost,
        "nothing_measured": article.nothing_measured,
        **rows_of(article),
        "adapted_from": article.adapted_from,
        "networks": networks_of(row, filterset.snapshot),
        **source_of(row, article),
    }


def city_of(city):
    if city is None:
        return None
    return {
        "slug": city.slug,
        "name": city.name,
        "address": absolute(city.get_absolute_url()),
        **region_of_country(city.country, city.region),
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def classified(article):
    """Every term today's; themes are those above the topics."""
    themes = {theme.pk: theme for topic in article.themes if (theme := topic.parent)}
    return {
        "themes": terms_of(themes.values()),
        "main_topic": term_of(article.main_topic),
        "topics": terms_of(article.themes),
        **{name: term_of(article.terms[name]) for name in ("phase", "kind", "scale", "status", "cost_level")},
        **{name: terms_of(article.terms[name]) for name in ("target_groups", "hazards", "sdgs")},
    }


def level_of(row, vocabulary):
    return row.evidence_level_id and vocabulary.today(vocabulary.terms[row.evidence_level_id])


def rows_of(article):
    return {
        "results": [parts(row, "figure", "counts", "source", "year") for row in article.results],
        "conditions": [parts(row, "kind", "text") for row in article.conditions],
        "links": [parts(row, "label", "address") for row in article.links],
        "documents": [parts(each, "title", "publisher", "language") for each in article.documents],
        "translations": [parts(each, "language", "state") for each in article.translations],
    }


def parts(row, *names):
    """Texts, whatever the row holds: old and collected ones may lack some."""
    return {name: "" if row.get(name) is None else str(row[name]) for name in names}


def networks_of(row, snapshot):
    """Which networks checked it, and through which it was shared. From memory."""
    names = snapshot.remember("networks", network_names)
    return {
        name: [network_of(names[key]) for key, members in snapshot.values[name].items() if row.pk in members]
        for name in ("checked_by", "shared_through")
    }


def source_of(row, article):
    """Where it comes from, under which licence, and which of its versions this is."""
    version = row.current_version
    return {
        "licence": article.licence,
        "origin": row.origin,
        "source": {"address": row.source_address, "kind": row.source_kind, "platform": row.platform},
        "published": moment(row.published_at),
        "last_confirmed": moment(row.last_confirmed_at),
        "version": {"number": version.number, "date": moment(version.at)},
    }
