"""How texts of unknown language and free form reach a page: escaped, with their language and direction."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from catalogue.dates import PartialDate
from catalogue.languages import direction, language_name

register = template.Library()


@register.filter
def in_language(code):
    """``lang`` and ``dir`` of a text, as attributes; nothing where it is in the language of the page."""
    if not code or code == (get_language() or "").split("-")[0]:
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.filter
def named_language(code):
    return language_name(code) if code else ""


@register.filter
def in_words(date):
    """A partial date in the reader's language; of a frozen text it is still an ISO text."""
    if not date:
        return ""
    return date.words if isinstance(date, PartialDate) else PartialDate(date).words


@register.filter
def host_of(address):
    """``www.lima.gob.pe`` of a web address: what a link to it is called."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.") or address
