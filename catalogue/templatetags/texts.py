"""How texts of unknown language and free form reach a page: escaped, with their language and direction."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from catalogue import excerpts, figures
from catalogue.languages import direction, language_name

register = template.Library()


@register.filter
def in_language(code):
    """``lang`` and ``dir`` of a text, as attributes; nothing where it is in the language of the page."""
    if not code or code == (get_language() or "").split("-")[0]:
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.filter
def runs(code):
    """``rtl`` or ``ltr``: which way a text in this language runs."""
    return direction(code)


@register.simple_tag
def own_words():
    """``lang`` and ``dir`` of the page's own words, for those that stand inside a text that runs the other way."""
    code = get_language()
    return format_html('lang="{}" dir="{}"', code, direction(code))


@register.filter
def named_language(code):
    return language_name(code) if code else ""


@register.filter
def host_of(address):
    """``www.lima.gob.pe`` of a web address: what a link to it is called."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.") or address


@register.filter
def is_address(text):
    """Whether a frozen text may become a link: a web address, nothing that runs."""
    return str(text).startswith(("https://", "http://"))


@register.filter
def shortened(text):
    return excerpts.shortened(text)


@register.filter
def marked(text, words):
    return excerpts.marked(text, words)


@register.filter
def grouped(number):
    return figures.grouped(number)
