"""Which editors are asked when somebody says they work for a city."""

from accounts.models import User
from networks.models import Network


def editors_who_decide(city):
    """The active editors of the city's networks; those of the host where it has none."""
    desks = Network.objects.of_cities(city).with_active_editor() or Network.objects.filter(is_host=True)
    return User.objects.active().filter(editorships__network__in=desks).distinct()
