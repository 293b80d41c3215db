"""The words in which submissions and initiatives are asked for. Each public surface starts at ``public()``."""

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce


def number(rows, key):
    """How many of these rows point at the outer one, 0 included."""
    grouped = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


# From a session, as nobody's text: whoever edits or sends it becomes its author (``Submission.is_prepared``).
PREPARED = Q(channel="webinar", author=None, saves=0)


class SubmissionQuerySet(models.QuerySet):
    def written_for(self, user):
        """What this person may read as city staff: everything of confirmed cities, their own drafts of claimed ones."""
        if not user.is_authenticated:
            return self.none()
        affiliations = self.model.city.field.related_model.affiliations.field.model.objects.filter(user=user)
        confirmed = affiliations.filter(state="confirmed", city=OuterRef("city"))
        claimed = affiliations.filter(state="claimed", city=OuterRef("city"))
        own_draft = Q(author=user, state="draft")
        return self.filter(Exists(confirmed) | (own_draft & (Q(city=None) | Exists(claimed))))

    def managed_by(self, user):
        """What this person may read as an editor: their desks', drafts only when written on behalf there, or prepared
        from a session and not taken over by the city yet."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        drafts_of_others = Q(state__in=("draft", "discarded")) & ~Q(channel="on_behalf") & ~PREPARED
        return self.filter(desk__editors__user=user).exclude(drafts_of_others).distinct()

    def visible_to(self, user):
        """The one door: what a person may see, as city staff or as editor."""
        return self.filter(Q(pk__in=self.written_for(user).values("pk")) | Q(pk__in=self.managed_by(user).values("pk")))

    def for_list(self):
        """Everything one row of a list of submissions shows, in one query."""
        return self.select_related("city", "desk", "author", "assigned_to", "initiative")


class InitiativeQuerySet(models.QuerySet):
    def public(self):
        """What lists, counts, feeds and exports show."""
        return self.filter(archived_at=None, taken_down_at=None).exclude(current_version=None)

    def readable(self):
        """What has a page: public or archived, never taken down."""
        return self.filter(taken_down_at=None).exclude(current_version=None)

    def managed_by(self, user):
        """The initiatives a desk answers for."""
        if user.is_superuser:
            return self
        return self.filter(desk__editors__user=user).distinct() if user.is_staff else self.none()

    def for_cards(self):
        """Everything one result row shows, in two queries: the rows, and their topics with their themes."""
        terms = self.model.topics.rel.model.objects.select_related("parent", "merged_into__parent")
        rows = self.for_rows().select_related("main_topic__parent", "main_topic__merged_into__parent")
        return rows.prefetch_related(Prefetch("topics", queryset=terms))

    def for_rows(self):
        """What one result row shows besides its themes, in one query."""
        return self.select_related("city").annotate(
            documents_known=number(self.model.documents.rel.related_model.objects, "initiative"),
            adaptations_known=number(self.model.objects.public(), "adapted_from"),
        )

    def of_network(self, network):
        """Endorsed by a network or shared through it."""
        return self.filter(
            Exists(network.endorsements.filter(initiative=OuterRef("pk")))
            | Exists(self.model.shared_through.through.objects.filter(initiative=OuterRef("pk"), network=network))
        )

    def of_members_of(self, network):
        """Of the network's member cities, whoever checked them."""
        return self.filter(city__in=network.memberships.current().values("city"))

    def newest(self):
        return self.order_by("-published_at", "-pk")


class ServicePointItemQuerySet(models.QuerySet):
    def managed_by(self, user):
        """The pins of the service points this person manages."""
        points = self.model.service_point.field.related_model.objects.managed_by(user)
        return self.filter(service_point__in=points)
