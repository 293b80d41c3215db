"""Which places have a page: those with public initiatives and the members of networks, once confirmed.

What networks and initiatives know of a city is asked through their relations, because they stand above this floor.
"""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cities.models import City

PLACE = OuterRef("pk")


def initiatives():
    return City.initiatives.rel.related_model.objects.public()


def memberships():
    """Those of today."""
    return City.memberships.rel.related_model.objects.current()


def listed():
    """Cities of the public list, by key: there are a hundred times more places than cities listed."""
    known = Q(pk__in=initiatives().order_by().values("city")) | Q(pk__in=memberships().order_by().values("city"))
    return City.objects.confirmed().filter(known)


def counted(cities):
    """Each with the number of its public initiatives and of its networks, in the same query."""
    return cities.annotate(
        initiatives_known=number(initiatives().filter(city=PLACE)),
        networks_known=number(memberships().filter(city=PLACE)),
    )


def number(rows):
    grouped = rows.order_by().values("city").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)
