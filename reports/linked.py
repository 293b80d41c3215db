"""A report as programs read it (catalogue/linked.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked


def page_of_report(report, topics, cities):
    path = report.get_absolute_url()
    return linked.block(
        {
            "@type": "Report",
            "name": report.title,
            "url": linked.address(path),
            "abstract": report.abstract,
            "genre": report.kind.label,
            "datePublished": str(report.date),
            "inLanguage": [edition.language for edition in report.shown_editions] or report.text_language,
            "publisher": [
                *(linked.organisation(network.name, network.get_absolute_url()) for network in report.publishers),
                *([linked.organisation(report.other_publishers)] if report.other_publishers else []),
            ],
            "isPartOf": series_of(report),
            "about": [linked.named_term(term, f"{reverse('library')}?topic={term.code}") for term in topics],
            "spatialCoverage": [{"@type": "City", "name": city.name} for city in cities],
            "encoding": [encoding(edition) for edition in report.shown_editions if not edition.is_page],
        },
        linked.way((_("Library"), reverse("library")), (report.title, path)),
    )


def series_of(report):
    if not report.series_name:
        return None
    address = linked.address(report.series.get_absolute_url()) if report.series else ""
    return {"@type": "CreativeWorkSeries", "name": report.series_name, "url": address}


def encoding(edition):
    """Where one reads it: the document itself, never a page about it."""
    return {
        "@type": "MediaObject",
        "inLanguage": edition.language,
        "contentUrl": linked.address(edition.href) if edition.file_id else edition.href,
        "encodingFormat": edition.file.content_type if edition.file_id else "",
    }
