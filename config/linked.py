"""Pages of the site itself as programs read them (catalogue/linked.py)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import linked


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
    path, above = reverse(here), reverse("about")
    steps = [(_("Who checks what, and how"), above)] if path != above else []
    return linked.block(linked.page(kind, name, path), linked.way(*steps, (name, path)))


def data():
    """The catalogue as a data set."""
    path = reverse("data-sources")
    name = _("Initiatives on %(site)s") % {"site": settings.SITE_NAME}
    catalogue = {
        "@type": "Dataset",
        "name": name,
        "description": _("What cities did, and what came of it"),
        "url": linked.address(path),
        "creator": linked.publisher(),
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "isAccessibleForFree": True,
    }
    page = linked.page("WebPage", _("Data sources"), path, mainEntity=catalogue)
    return linked.block(page, linked.way((_("Who checks what, and how"), reverse("about")), (_("Data sources"), path)))
