"""Feeds by RFC 4287. Django's own writer knows neither the language of an entry nor which way it runs."""

import re
from dataclasses import dataclass
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html
from django.utils.xmlutils import SimplerXMLGenerator

from catalogue.languages import direction

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write: control characters, half characters, and two that stand for nothing.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = 2026  # the year in which the name of this host was ours, as tag URIs ask


@dataclass(frozen=True)
class Entry:
    """``categories`` are ``(scheme, code, label)``; the place is in the language of the feed."""

    key: str
    address: str
    title: str
    place: str
    summary: str
    language: str
    published: str
    updated: str
    licence: str
    source: str
    categories: list


def tag(name):
    """An id that stays when the address changes."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{SINCE}:{name}"


def writable(text):
    return UNWRITABLE.sub("", text)


def feed(result, entries):
    """The XML of a feed. One query."""
    about, out = result.about(), StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", {"xmlns": ATOM, "xml:lang": result.language})
    put(xml, "id", result.address)
    put(xml, "title", f"{settings.SITE_NAME}: {about['title']}")
    put(xml, "updated", max((entry.updated for entry in entries), default=about["updated"] or "2026-01-01T00:00:00Z"))
    link(xml, "self", result.address, "application/atom+xml")
    link(xml, "alternate", about["source"], "text/html")
    xml.startElement("author", {})
    put(xml, "name", settings.SITE_NAME)
    put(xml, "uri", settings.BASE_URL + "/")
    xml.endElement("author")
    put(xml, "rights", about["licence"])
    for entry in entries:
        write(xml, entry)
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue()


def write(xml, entry):
    language = {"xml:lang": entry.language} if entry.language else {}
    xml.startElement("entry", {})
    put(xml, "id", tag(entry.key))
    put(xml, "title", entry.title, language)
    if entry.published:
        put(xml, "published", entry.published)
    put(xml, "updated", entry.updated)
    link(xml, "alternate", entry.address, "text/html")
    if entry.source:
        link(xml, "via", entry.source)
    for scheme, code, label in entry.categories:
        put(xml, "category", None, {"scheme": tag(scheme), "term": code, "label": label})
    put(xml, "summary", html_of(entry), {"type": "html"})
    if entry.licence:
        put(xml, "rights", entry.licence)
    xml.endElement("entry")


def html_of(entry):
    """HTML, because Atom has no place for the direction of a text."""
    place = format_html("<p>{}</p>", entry.place) if entry.place else ""
    way = format_html(' lang="{}" dir="{}"', entry.language, direction(entry.language)) if entry.language else ""
    return format_html("{}<p{}>{}</p>", place, way, entry.summary)


def put(xml, name, text, attributes=None):
    attributes = {each: writable(value) for each, value in (attributes or {}).items()}
    xml.addQuickElement(name, None if text is None else writable(text), attributes)


def link(xml, rel, address, kind=""):
    put(xml, "link", None, {"rel": rel, "href": address} | ({"type": kind} if kind else {}))
