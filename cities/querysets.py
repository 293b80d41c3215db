"""The words in which cities and the people who work there are asked for."""

from django.db import models
from django.db.models import Case, Q, Value, When

from catalogue.folding import fold


class CityQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state="confirmed")

    def of(self, user):
        """Cities this person works for or says so."""
        return self.filter(affiliations__user=user, affiliations__state__in=("claimed", "confirmed")).distinct()

    def confirmed_for(self, user):
        """Cities in whose name this person may send."""
        return self.filter(affiliations__user=user, affiliations__state="confirmed")

    def managed_by(self, user):
        """Cities of the networks this person edits; all of them for editors of the host and platform admins."""
        if user.is_superuser:
            return self
        if not user.is_staff:
            return self.none()
        if user.editorships.filter(network__is_host=True).exists():
            return self
        return self.filter(memberships__network__editors__user=user, memberships__left="").distinct()

    def called(self, text):
        """Places any of whose names begins with these words: whole names first, then the larger place."""
        folded = " ".join(fold(text).replace("|", " ").split())
        if not folded:
            return self.none()
        whole = Case(When(names_folded__contains=f"|{folded}|", then=Value(0)), default=Value(1))
        begins = Q(names_folded__contains=f"|{folded}") | Q(names_folded__contains=f" {folded}")
        return self.filter(begins).order_by(whole, models.F("population").desc(nulls_last=True), "name", "pk")


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(state__in=("claimed", "confirmed"))

    def confirmed(self):
        return self.filter(state="confirmed")

    def managed_by(self, user):
        """What an editor may confirm: people of the cities they manage, themselves excepted."""
        if user.is_superuser:
            return self
        return self.exclude(user=user).filter(city__in=self.model.city.field.related_model.objects.managed_by(user))

    def led_by(self, user):
        """Colleagues of the cities this person leads, themselves excepted."""
        leads = models.Exists(
            self.model.objects.filter(city=models.OuterRef("city"), user=user, state="confirmed", is_lead=True)
        )
        return self.filter(leads).exclude(user=user)
