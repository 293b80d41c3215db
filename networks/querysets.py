"""The words in which networks, their editors and their service points are asked for."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


class NetworkQuerySet(models.QuerySet):
    def managed_by(self, user):
        """The networks this person edits; all of them for platform admins."""
        if user.is_superuser:
            return self
        return self.filter(editors__user=user).distinct() if user.is_staff else self.none()

    def host(self):
        """The one network that runs this catalogue and takes what no other desk does."""
        return self.get(is_host=True)

    def with_active_editor(self):
        editors = self.model.editors.field.model.objects.filter(network=OuterRef("pk"), user__is_active=True)
        return self.filter(Exists(editors))

    def held(self):
        """The rows, locked until the transaction ends; whoever only refers to them is not kept waiting."""
        return self.select_for_update(of=("self",), no_key=True)

    def of_cities(self, *cities):
        """Networks of which one of the cities is a member today."""
        return self.filter(memberships__city__in=cities, memberships__left="").distinct()

    def desks_for(self, *cities):
        """The desks these cities may send to: their networks that have an active editor, and the host."""
        desks = self.model.objects.of_cities(*cities).with_active_editor()
        return self.filter(Q(pk__in=desks.values("pk")) | Q(is_host=True))

    def for_list(self):
        """Everything the list of networks shows, in one query."""
        members = self.model.memberships.rel.related_model.objects.current().filter(network=OuterRef("pk")).order_by()
        number = members.values("network").annotate(n=Count("city", distinct=True)).values("n")
        # A join would have every other subquery of the list run once for each member.
        return self.select_related("kind").annotate(members_known=Coalesce(Subquery(number), 0))


class EditorQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Colleagues at the desks this person edits; all editors for platform admins."""
        if user.is_superuser:
            return self
        return self.filter(network__editors__user=user).distinct() if user.is_staff else self.none()

    def at(self, network):
        """The active people of a desk."""
        return self.filter(network=network, user__is_active=True).select_related("user")


class OfNetworkQuerySet(models.QuerySet):
    """What belongs to a network through a field called ``network``."""

    def managed_by(self, user):
        if user.is_superuser:
            return self
        return self.filter(network__editors__user=user).distinct() if user.is_staff else self.none()


class MembershipQuerySet(OfNetworkQuerySet):
    def current(self):
        """Those of today."""
        return self.filter(left="")


class ServicePointQuerySet(models.QuerySet):
    def managed_by(self, user):
        if user.is_superuser:
            return self
        return self.filter(host_network__editors__user=user).distinct() if user.is_staff else self.none()

    def own(self):
        return self.filter(kind="own")

    def elsewhere(self):
        """Partners' platforms: a row with a link, no list of ours."""
        return self.filter(kind="external")
