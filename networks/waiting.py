"""What waits for editors here: people who say they work for a city, and places that city staff proposed.

Both belong to cities; who may decide about them is a matter of networks, so their panels are registered here.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.models import Affiliation, City
from networks.panels import Line, Panel


def claims(user):
    rows = Affiliation.objects.managed_by(user).filter(state="claimed").exclude(user=user)
    return rows.select_related("user", "city").order_by("claimed_at", "pk")


def claim_line(affiliation):
    return Line(
        title=str(affiliation.user),
        address=reverse("admin:cities_affiliation_change", args=[affiliation.pk]),
        about=f"{affiliation.city}, {affiliation.city.country_name}",
        since=affiliation.claimed_at,
    )


def places(user):
    return City.objects.managed_by(user).filter(state="proposed").order_by("pk")


def place_line(city):
    return Line(title=city.name, address=reverse("admin:cities_city_change", args=[city.pk]), about=city.country_name)


CLAIMS = Panel(
    model="cities.affiliation",
    title=_("People to confirm"),
    nothing=_("Nobody waits to be confirmed."),
    query="state__exact=claimed",
    waiting=claims,
    line=claim_line,
)
PLACES = Panel(
    model="cities.city",
    title=_("Proposed places"),
    nothing=_("No place waits to be confirmed."),
    query="state__exact=proposed",
    waiting=places,
    line=place_line,
)
