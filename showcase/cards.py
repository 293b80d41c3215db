"""What the rows of a list say of networks."""

from django.utils.translation import gettext as _

from showcase.models import Endorsement, Initiative

SHARED = Initiative.shared_through.through


def with_networks(rows, networks):
    """Each row says what these networks have to do with it. Two queries."""
    names = {network.pk: str(network) for network in networks}
    chosen = {"initiative__in": [row.pk for row in rows], "network__in": list(names)}
    checked = Endorsement.objects.filter(**chosen).values_list("initiative", "network")
    shared = SHARED.objects.filter(**chosen).values_list("initiative", "network")
    said = {(row, network): _("Shared through %(network)s") for row, network in shared}
    said |= {(row, network): _("Checked by %(network)s") for row, network in checked}
    for row in rows:
        row.notes = [text % {"network": names[key]} for (pk, key), text in sorted(said.items()) if pk == row.pk]
    return rows
