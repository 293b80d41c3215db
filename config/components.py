"""Every component in every state, in light and in dark: a page of the demonstration, for whoever builds or checks."""

import re
from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from config.palette import THEMES, colours, symbols
from config.samples import samples

# Attributes that name an id; each sample gets ids of its own.
IDS = re.compile(r'\b(id|for|form|aria-labelledby|aria-describedby|href)="(#?)([^"]*)"')


@dataclass(frozen=True)
class Shown:
    state: str
    html: str

    @property
    def is_item(self):
        """Of a list, which is not part of the component."""
        return self.html.lstrip().startswith("<li")


@dataclass(frozen=True)
class Look:
    theme: str
    colours: list
    symbols: list
    groups: list


@require_safe
def components(request):
    """Rendered by their own templates, once for each theme. No query."""
    if not settings.DEMO:
        raise Http404
    numbers = count(1)
    looks = [Look(theme, colours(theme), symbols(theme), groups(request, numbers)) for theme in THEMES]
    return render(request, "component_page.html", {"looks": looks})


def groups(request, numbers):
    return [
        (title, [Shown(state, drawn(request, template, context, next(numbers))) for state, template, context in states])
        for title, states in samples().items()
    ]


def drawn(request, template, context, number):
    """One sample. The same template stands here many times, so what names an id gets the sample's number."""
    html = render_to_string(template, context, request).replace(" autofocus>", ">")  # would scroll the page to it

    def renamed(found):
        name, hash_sign, value = found.groups()
        if name == "href" and not hash_sign:
            return found[0]
        return f'{name}="{hash_sign}{" ".join(f"{each}-{number}" for each in value.split())}"'

    return SafeString(IDS.sub(renamed, html))
