"""A page's own address in the other languages, which differ by their prefix alone."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path

register = template.Library()


@dataclass(frozen=True)
class InLanguage:
    code: str
    name: str
    href: str
    current: bool


def without_prefix(path):
    code = get_language_from_path(path)
    return path[len(code) + 1 :] if code else path


def in_languages(path):
    """The page at this path in each language of the interface."""
    rest, now = without_prefix(path), get_language()
    return [
        InLanguage(code, name, rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}", code == now)
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def languages(context):
    """This page in each language, its query kept.

    The home page on a missing page, so that hidden and missing ones are alike to the byte, and without a request (500).
    """
    request = context.get("request")
    return in_languages("/" if request is None or context.get("is_missing") else request.get_full_path())


@register.simple_tag(takes_context=True)
def own_title(context):
    """What the page calls itself in its block ``title``, which a template can place but once."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block("title")
    return SafeString(" ".join(block.render(context).split()))


@register.simple_tag(takes_context=True)
def canonical_addresses(context, path=""):
    """The same without what visitors chose: filters show parts of a list, so only its pages have their own address."""
    request = context["request"]
    return in_languages(path or request.path + page_alone(request.GET, context.get("page_obj")))


def page_alone(query, page):
    """The page that is shown, whatever number asked for it; the first one's address is that of the list."""
    return f"?page={page.number}" if page and page.number > 1 and list(query) == ["page"] else ""
