"""Pieces of pages that depend on nothing but their arguments and the language."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def fixed(name_of_template, **arguments):
    """A component, rendered once in each process for each language and these arguments, which are texts or truths."""
    return rendered(get_language(), name_of_template, tuple(arguments.items()))


@lru_cache(maxsize=512)
def rendered(language, name, arguments):
    return render_to_string(name, dict(arguments))
