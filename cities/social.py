"""The pictures of cities (catalogue/social.py)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalogue.social import Picture, answer
from cities.listing import listed


def picture_of(city):
    """Its name under its country. The same in all languages."""
    with override("en"):
        return Picture("social-city", city.slug, city.name, city.country_name)


@require_safe
def picture(request, slug, mark):
    """One query, and two statements where it has to be drawn."""
    return answer(request, picture_of(get_object_or_404(listed(), slug=slug)), mark)
