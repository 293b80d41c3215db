"""Pages of the site itself as programs read them (catalogue/linked.py)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked
from catalogue.files_of_lists import FORMS


def home(name, rows):
    """The site, how to search it, and its newest initiatives."""
    target = {"@type": "EntryPoint", "urlTemplate": linked.address(reverse("search")) + "?q={search_term_string}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    languages = [code for code, _name in settings.LANGUAGES]
    site = linked.site() | {"inLanguage": languages, "potentialAction": search, "publisher": linked.publisher()}
    page = linked.page("WebPage", name, reverse("home"), mainEntity=linked.items((row.title, row.path) for row in rows))
    return linked.block(site, page)


def about(name, here, kind="WebPage"):
    """A page below ``/about/``, or that one itself."""
    return linked.block(*below_about(name, here, kind))


def below_about(name, here, kind="WebPage", **more):
    path, above = reverse(here), reverse("about")
    steps = [(_("Who checks what, and how"), above)] if path != above else []
    return linked.page(kind, name, path, **more), linked.way(*steps, (name, path))


def data():
    """Where the data comes from, and the data set itself."""
    return linked.block(*below_about(_("Data sources"), "data-sources", mainEntity=data_set()))


def open_data():
    """How to take the data set along."""
    return linked.block(*below_about(_("Open data"), "open-data", mainEntity=data_set()))


def data_set():
    """The catalogue with the files of all of it. No licence: each initiative names its own."""
    return {
        "@type": "Dataset",
        "name": _("Initiatives on %(site)s") % {"site": settings.SITE_NAME},
        "description": _("What cities did, and what came of it"),
        "url": linked.address(reverse("open-data")),
        "creator": linked.publisher(),
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "isAccessibleForFree": True,
        "distribution": [distribution(form) for form in ("csv", "json", "geojson", "atom")],
    }


def distribution(form):
    path = linked.address(reverse(f"initiatives-{form}"))
    kind = FORMS[form].content_type.partition(";")[0]
    return {"@type": "DataDownload", "contentUrl": path, "encodingFormat": kind}
