"""The pictures of networks (catalogue/social.py)."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue.social import Picture, answer
from networks.models import Network


def picture_of(network):
    """The name it goes by, under the whole one."""
    return Picture("social-network", network.slug, str(network), network.name if network.acronym else "")


@require_safe
def picture(request, slug, mark):
    """One query, and two statements where it has to be drawn."""
    return answer(request, picture_of(get_object_or_404(Network, slug=slug)), mark)
