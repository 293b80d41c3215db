"""Which places have a page: those with public initiatives and the members of networks, once confirmed.

What networks and initiatives know of a city is asked through their relations, because they stand above this floor.
"""

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cities.models import City


def initiatives_here():
    """Public initiatives of a city, for a subquery."""
    return City.initiatives.rel.related_model.objects.public().filter(city=OuterRef("pk"))


def memberships_now():
    return City.memberships.rel.related_model.objects.filter(city=OuterRef("pk"), left="")


def listed():
    """Cities of the public list."""
    return City.objects.confirmed().filter(Exists(initiatives_here()) | Exists(memberships_now()))


def counted(cities):
    """Each with the number of its public initiatives and of its networks, in the same query."""
    return cities.annotate(initiatives_known=number(initiatives_here()), networks_known=number(memberships_now()))


def number(rows):
    grouped = rows.order_by().values("city").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)
