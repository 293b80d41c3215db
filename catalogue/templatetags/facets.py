"""The values of facets, a hundred on a page: each is rendered once by its template, then only its number changes."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalogue import figures

register = template.Library()
grouped = lru_cache(maxsize=4096)(lambda _language, number: figures.grouped(number))
SOME = 987_654_321  # stands where the number goes


@register.simple_tag
def options(values):
    """The lines of these Options."""
    language = get_language()
    return SafeString("".join(line(language, option) for option in values))


def line(language, option):
    if not option.count:
        return rendered(language, option)
    before, after = around(
        language, option.name, option.value, option.label, option.chosen, option.symbol, option.under, type(option)
    )
    return f"{before}{grouped(language, option.count)}{after}"


@lru_cache(maxsize=4096)
def around(language, name, value, label, chosen, symbol, under, make):
    """What stands before and after the number."""
    html = rendered(language, make(name, value, label, SOME, chosen, symbol, under))
    return html.split(grouped(language, SOME))


@lru_cache(maxsize=4096)
def rendered(language, option):
    """By the component's own template. The language is that of the thread; it stands here to be told apart."""
    return render_to_string("components/_option.html", {"option": option})
