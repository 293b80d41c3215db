"""Titles of unknown languages in lists: escaped, isolated, linked."""

from django.urls import reverse
from django.utils.html import format_html

from catalogue.languages import direction


def titled(item, page):
    """The title as a link to one of its pages, with its language and direction."""
    address = reverse(page, args=[item.pk])
    if not item.text_language:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, item)
    way = direction(item.text_language)
    return format_html('<a href="{}"><bdi lang="{}" dir="{}">{}</bdi></a>', address, item.text_language, way, item)
