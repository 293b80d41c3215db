"""What networks hold about a person: the desks at which they check, and a service point's address that is theirs."""

from django.utils.translation import gettext_lazy as _

from accounts.holdings import addresses_of, hold, with_address
from catalogue.models import touch
from networks.models import ServicePoint
from record.models import note


def editorships(user):
    return user.editorships.order_by("pk").values("network__name", "role")


def end_editorships(user):
    """One by one: each ends on record, and what follows from it follows."""
    for editor in user.editorships.select_related("network"):
        note("end_editor", editor, by=user, network=editor.network, was=editor.role)
        editor.delete()


def service_points_of(user):
    return with_address(ServicePoint.objects.all(), "contact", addresses_of(user))


def service_points(user):
    return service_points_of(user).order_by("pk").values("title", "contact")


def blank_service_points(user):
    """In the history as well: an old state would keep the address."""
    addresses, points = addresses_of(user), list(service_points_of(user))
    for rows in (ServicePoint.history.all(), ServicePoint.objects.all()):
        with_address(rows, "contact", addresses).update(contact="")
    if points:
        touch(*points)


def hold_all():
    hold("editorships", editorships, end_editorships, label=_("Networks you edit for"))
    hold("service_points", service_points, blank_service_points, label=_("Service points that name your address"))
