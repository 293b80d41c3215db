"""Public pages as programs read them: JSON-LD in the words of schema.org, public facts only, nothing invented."""

import json

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

CONTEXT = "https://schema.org"
# As in json_script: whatever a text says, the block ends where we end it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def block(*nodes):
    """The data block of a page; it never runs, so the Content-Security-Policy has no say in it."""
    graph = {"@context": CONTEXT, "@graph": [known(node) for node in nodes if node]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def known(node):
    """Without what is not known, at any depth."""
    if isinstance(node, dict):
        return {name: known(value) for name, value in node.items() if value not in (None, "", [], {})}
    return [known(each) for each in node] if isinstance(node, list) else node


def address(path):
    return settings.BASE_URL + path


def site():
    return {"@type": "WebSite", "name": settings.SITE_NAME, "url": address("/")}


def page(kind, name, path, **more):
    """A page of ours, ``WebPage`` or one of its kinds, in the language in which it is read."""
    named = {"@type": kind, "name": str(name), "url": address(path)}
    return named | {"inLanguage": get_language(), "isPartOf": site()} | more


def way(*steps):
    """Where a page stands: ``(name, path)`` from the top on, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": str(name), "item": address(path)}
            for number, (name, path) in enumerate(steps, start=1)
        ],
    }


def items(things, first=1, total=None):
    """Rows ``(name, path)`` of a list: the page's part of it, numbered from ``first``."""
    rows = [
        {"@type": "ListItem", "position": number, "name": str(name), "url": address(path)}
        for number, (name, path) in enumerate(things, start=first)
    ]
    return {"@type": "ItemList", "numberOfItems": len(rows) if total is None else total, "itemListElement": rows}


def listing(name, path, rows, page_obj):
    """One page of a list, and the addresses of what it holds, without the names: they weigh too much."""
    found = items((("", row) for row in rows), page_obj.start_index() or 1, page_obj.paginator.count)
    return block(page("CollectionPage", name, path, mainEntity=found))


def organisation(name, path="", **more):
    return {"@type": "Organization", "name": str(name), "url": address(path) if path else ""} | more


def publisher():
    return organisation(settings.SITE_NAME, "/")


def named_term(term, path):
    """A word of the vocabulary in the reader's language, with the list of what has it."""
    return {"@type": "DefinedTerm", "name": term.label, "termCode": term.code, "url": address(path)}
