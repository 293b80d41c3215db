"""The pictures of initiatives (catalogue/social.py)."""

from django.http import Http404, HttpResponseGone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalogue.social import Picture, answer
from showcase.models import Initiative


def picture_of(initiative):
    """Its title under its city, whose name can be drawn where the title cannot. The same in all languages."""
    city = initiative.city
    with override("en"):
        line = f"{city.name}, {city.country_name}" if city else ""
    return Picture("social-initiative", initiative.code, initiative.title, line, city.name if city else "")


@require_safe
def picture(request, code, mark):
    """One query, and two statements where it has to be drawn."""
    found = Initiative.objects.select_related("city").filter(code=code).exclude(current_version=None).first()
    if found is None:
        raise Http404
    if found.taken_down_at:
        return HttpResponseGone(headers={"Cache-Control": "no-store"})
    return answer(request, picture_of(found), mark)
