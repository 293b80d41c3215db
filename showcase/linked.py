"""An initiative as programs read it: the text about it, the project it tells of, where, since when, from which source.

See catalogue/linked.py. Who checked it is said of what cities wrote, never of what was collected.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked
from cities.linked import country, place
from showcase.social import picture_of


def block_of(initiative, article, version, is_current, endorsements, original):
    """What its page says, once more. Needs ``initiative.city``; no query."""
    path = initiative.get_absolute_url()
    if not is_current:
        path = reverse("initiative-version", args=[initiative.slug, version.number])
    checked = [] if initiative.is_collected else endorsements
    return linked.block(
        text_of(initiative, article, version, original, path),
        checked_page(article, checked, path),
        linked.way(*steps(article, path)),
    )


def steps(article, path):
    whole = reverse("initiatives")
    main = [(article.main_topic.label, f"{whole}?topic={article.main_topic.code}")] if article.main_topic else []
    return [(_("Initiatives"), whole), *main, (article.title, path)]


def text_of(initiative, article, version, original, path):
    where = where_of(initiative, article)
    return {
        "@type": "Article",
        "url": linked.address(path),
        "headline": article.title,
        "alternativeHeadline": article.original_title,
        "abstract": article.summary,
        "inLanguage": article.text_language,
        "identifier": record(initiative),
        "version": version.number,
        "datePublished": initiative.published_at.isoformat(),
        "dateModified": version.at.isoformat(),
        "license": linked.LICENCES.get(article.licence, ""),
        "image": linked.address(picture_of(initiative).path),
        "author": author(initiative, article),
        "publisher": linked.publisher(),
        "spatialCoverage": where,
        "temporalCoverage": period(article),
        "about": [project(article, where), *subjects(article)],
        "isBasedOn": sources(initiative, original),
        "citation": list(dict.fromkeys(row["source"] for row in article.results if row.get("source"))),
    }


def record(initiative):
    short = linked.address(reverse("short-address", args=[initiative.code]))
    return {"@type": "PropertyValue", "propertyID": _("Record"), "value": initiative.code, "url": short}


def author(initiative, article):
    """The city, by the organisation that leads; of what was collected, the catalogue."""
    if initiative.is_collected:
        return linked.publisher()
    name = article.lead_organisation or (article.city.name if article.city else "")
    return linked.organisation(name) if name else None


def where_of(initiative, article):
    """The city of the version; where on the map, if that is still the city of the record."""
    if not article.city:
        return None
    if initiative.city and initiative.city.slug == article.city.slug:
        return place(initiative.city)
    path = reverse("city", args=[article.city.slug])
    return {"@type": "City", "name": article.city.name, "url": linked.address(path)} | {
        "containedInPlace": country(article.city)
    }


def period(article):
    """ISO 8601, open where a date is not known."""
    return f"{article.start or '..'}/{article.end or '..'}" if article.start or article.end else ""


def project(article, where):
    return {
        "@type": "Project",
        "name": article.title,
        "foundingDate": str(article.start),
        "dissolutionDate": str(article.end),
        "parentOrganization": linked.organisation(article.lead_organisation) if article.lead_organisation else None,
        "location": {"@type": where["@type"], "name": where["name"]} if where else None,
        "sameAs": article.website,
    }


def subjects(article):
    whole = reverse("initiatives")
    terms = [("topic", article.themes), ("hazard", article.hazards), ("sdg", article.sdgs)]
    return [linked.named_term(term, f"{whole}?{name}={term.code}") for name, found in terms for term in found]


def sources(initiative, original):
    """Where the editors found it, and what it was adapted from."""
    found = [initiative.source_address] if initiative.source_address else []
    if original:
        path = linked.address(original.get_absolute_url())
        found.append({"@type": "Article", "headline": original.title, "url": path})
    return found


def checked_page(article, endorsements, path):
    """The page as networks checked it, if any did."""
    if not endorsements:
        return None
    networks = [linked.organisation(each.network.name, each.network.get_absolute_url()) for each in endorsements]
    last = max(each.at for each in endorsements).date().isoformat()
    return linked.page("WebPage", article.title, path, reviewedBy=networks, lastReviewed=last)
