"""The words in which series, sessions and the people on stage are asked for."""

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce

PLANNED = "planned"
DONE = ("held", "documented")


def related(model, name):
    """All rows of a reverse relation."""
    return getattr(model, name).rel.related_model.objects


def is_to_come(now):
    return Q(state__in=("announced", "live"), ends_at__gt=now)


def is_over(now):
    """Announced, and nobody wrote down yet that it was held."""
    return Q(state__in=("announced", "live"), ends_at__lte=now)


class LedQuerySet(models.QuerySet):
    """What one network answers for. ``led_by`` names the relation that leads to it."""

    led_by = ""

    def managed_by(self, user):
        """Editors: what their networks lead. Platform admins: everything."""
        if user.is_superuser:
            return self
        return self.filter(**{f"{self.led_by}__editors__user": user}).distinct() if user.is_staff else self.none()


class SeriesQuerySet(LedQuerySet):
    led_by = "lead"

    def public(self):
        """Those with a session that everybody may see."""
        sessions = self.model.webinars.rel.related_model.objects.public().filter(series=OuterRef("pk"))
        return self.filter(Exists(sessions))

    def with_numbers(self):
        """Each with the number of its public sessions, in the same query."""
        return self.annotate(sessions_known=Count("webinars", filter=~Q(webinars__state=PLANNED)))

    def for_records(self):
        """What the API says of each, in two queries."""
        return self.with_numbers().select_related("lead").prefetch_related("supporters")


class WebinarQuerySet(LedQuerySet):
    led_by = "series__lead"

    def public(self):
        """What lists, pages, searches and calendars show. A planned session is its editors' alone."""
        return self.exclude(state=PLANNED)

    def for_rows(self):
        """Everything one row of a list shows, in three queries: the rows, their topics, their cities."""
        terms = self.model.topics.rel.model.objects.select_related("parent", "merged_into__parent")
        cities = self.model.cities.rel.model.objects.confirmed().only("name", "slug")
        kept = {"has_recording": "recordings", "has_takeaways": "takeaways"}
        exists = {name: Exists(related(self.model, of).filter(webinar=OuterRef("pk"))) for name, of in kept.items()}
        lists = (Prefetch("topics", queryset=terms), Prefetch("cities", queryset=cities))
        return self.select_related("series").prefetch_related(*lists).annotate(**exists)

    def with_seats(self):
        """Each with ``seats_taken`` and ``is_full``, in the same query."""
        rows = related(self.model, "registrations").filter(webinar=OuterRef("pk"), state="registered")
        taken = rows.order_by().values("webinar").annotate(n=Count("pk")).values("n")
        counted = self.annotate(seats_taken=Coalesce(Subquery(taken), 0))
        return counted.annotate(is_full=Case(When(capacity__lte=F("seats_taken"), then=True), default=False))

    def of_network(self, network):
        """Of a series that the network leads or supports, or led or supported by it alone."""
        return self.filter(
            Q(series__lead=network)
            | Q(lead=network)
            | Q(pk__in=network.sessions_with.values("pk"))
            | Q(series__in=network.supported_series.values("pk"))
        )

    def in_order(self):
        """By time; those of a day that nobody knows last."""
        return self.order_by(F("date").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "number", "pk")

    def latest(self):
        return self.order_by(F("date").desc(nulls_last=True), F("starts_at").desc(nulls_last=True), "-pk")

    def to_come(self, now):
        """Announced or live, and not over: the next one first."""
        return self.filter(is_to_come(now)).order_by("starts_at", "pk")

    def to_document(self, now):
        """Held, as written down or by the clock, and not documented: the oldest first."""
        return self.filter(is_over(now) | Q(state="held")).order_by(F("date").asc(nulls_last=True), "starts_at", "pk")

    def next_or_last(self, now):
        """The next session, else the last one that was held: what the home page shows. One query."""
        starts = Case(When(is_to_come(now), then="starts_at")).asc(nulls_last=True)
        some = self.filter(is_to_come(now) | is_over(now) | Q(state__in=DONE)).select_related("series")
        return some.order_by(starts, F("date").desc(nulls_last=True), "-pk").first()


class OfWebinarQuerySet(LedQuerySet):
    """What belongs to a session: its form holds it, and who manages the session manages it."""

    led_by = "webinar__series__lead"


class RecordingQuerySet(OfWebinarQuerySet):
    def show(self, stored):
        """Whether the page of some session leads to this file: public, and over. One query."""
        rows = self.filter(Q(file=stored) | Q(captions_file=stored)).select_related("webinar")
        return any(each.webinar.is_public and each.webinar.phase == "after" for each in rows)


class PersonQuerySet(LedQuerySet):
    led_by = "network"
