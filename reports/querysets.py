"""The words in which reports and their editions are asked for."""

from django.db import models
from django.db.models import F, Prefetch, Q

from webinars.querysets import LedQuerySet


class ReportQuerySet(LedQuerySet):
    led_by = "publisher"

    def for_rows(self):
        """Everything of the tables that one row shows, in two queries: the reports, and their editions."""
        editions = self.model.editions.rel.related_model.objects.select_related("file")
        related = ("kind__merged_into", "publisher", "series")
        return self.select_related(*related).prefetch_related(Prefetch("editions", queryset=editions))

    def of_network(self, network):
        """Those it published, alone or with others."""
        return self.filter(Q(publisher=network) | Q(pk__in=network.reports_with.values("pk")))

    def of_city(self, city):
        """Those that speak of it, or of a public session in which it was on stage."""
        sessions = city.webinars.public().values("pk")
        through = self.model.sessions.through.objects.filter(webinar__in=sessions).values("report")
        return self.filter(Q(pk__in=city.reports.values("pk")) | Q(pk__in=through))

    def newest(self):
        """Those of a date that nobody knows last; as text, a date sorts by time."""
        return self.order_by(models.Case(models.When(date="", then=1), default=0), F("date").desc(), "-pk")


class EditionQuerySet(LedQuerySet):
    """Whoever manages the report, manages its editions."""

    led_by = "report__publisher"

    def have(self, stored):
        """Whether some edition is this file: reports are public, so are their files. One query."""
        return self.filter(file=stored).exists()


class EditionPageQuerySet(LedQuerySet):
    led_by = "edition__report__publisher"
