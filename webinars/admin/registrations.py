"""Who registered for a session: for the editors of its network alone, on a page and as a table to download."""

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, F
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.spreadsheet import csv_answer
from cities.countries import country_name
from record.models import note
from webinars.models import Standing
from webinars.models.registration import LIVING
from webinars.roles import role_of

PER_PAGE = 100


class RegistrationPages:
    """Pages of the back office of sessions. What somebody needs to take part stands here and nowhere else."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/registrations/", view(self.registrations), name="webinars_webinar_registrations"),
            path(
                "<int:pk>/registrations/export/",
                view(self.export_registrations),
                name="webinars_webinar_registrations_export",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def registrations(self, request, pk):
        """Six queries beside those of every page, however many there are."""
        session = self.session_at(request, pk)
        alive = session.registrations.alive()
        page = Paginator(in_order(alive), PER_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": _("Who registered"),
            "session": session,
            "page": page,
            "numbers": numbers_of(alive),
            "cities": by_city(alive),
            "opts": self.opts,
        }
        return render(request, "admin/webinars/webinar/registrations.html", context)

    @method_decorator(require_POST)
    def export_registrations(self, request, pk):
        """All of them as CSV. That somebody took them along is on record, so it takes a press."""
        with self.refusals_noted(request, str(pk)):
            session = self.session_at(request, pk)
        with transaction.atomic():
            note("export_registrations", session, by=request.user, role=role_of(request.user), network=session.network)
        rows = in_order(session.registrations.alive())
        head = [_("Name"), _("E-mail address"), _("City"), _("Country"), _("Language"), _("State"), _("Place")]
        head += [_("Asked"), _("Confirmed"), _("What they need to take part")]
        return csv_answer(f"registrations-{session.slug}", head, (line_of(each) for each in rows.iterator(500)))


def in_order(registrations):
    """As they were confirmed; who did not confirm comes last."""
    return registrations.select_related("city").order_by(F("order").asc(nulls_last=True), "pk")


def numbers_of(registrations):
    """``[(state, how many), ...]`` in the order of the states. One query."""
    counted = dict(registrations.order_by().values_list("state").annotate(Count("pk")))
    return [(state.label, counted[state]) for state in Standing if state in counted]


def by_city(registrations):
    """``[(city or None, country, how many), ...]`` of who confirmed, the most first; namesakes apart. One query."""
    named = registrations.filter(state__in=LIVING).order_by().values_list("city__name", "city__country", "city")
    rows = [(city, country_name(country or ""), n) for city, country, _key, n in named.annotate(n=Count("pk"))]
    return sorted(rows, key=lambda row: (-row[2], row[0] or "", row[1]))


def line_of(each):
    city = each.city
    times = [time and time.isoformat(timespec="minutes") for time in (each.agreed_at, each.confirmed_at)]
    place = (city.name, city.country_name) if city else ("", "")
    return [
        each.name,
        each.email,
        *place,
        each.language,
        each.get_state_display(),
        each.order,
        *times,
        each.access_needs,
    ]
