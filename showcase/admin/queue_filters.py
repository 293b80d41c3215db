"""The side filters of the review queue and its tabs: each choice with how many rows it would show."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalogue.languages import language_name
from networks.models import Network
from showcase.models.submission import Channel
from showcase.states import TO_CHECK, WITH_DESK, State

FIRST = "to-check"
BEGUN_AT_A_DESK = (Channel.ON_BEHALF, Channel.WEBINAR)
TABS = {
    FIRST: _("To check"),
    "mine": _("Assigned to me"),
    "with-city": _("With the city"),
    "recommended": _("Waiting for a second editor"),
    "decided": _("Decided"),
}


def of_tab(name, user):
    """What a tab holds, as a condition."""
    return {
        FIRST: Q(state__in=TO_CHECK),
        "mine": Q(state__in=WITH_DESK, assigned_to=user),
        "with-city": Q(state=State.CHANGES_REQUESTED) | Q(state=State.DRAFT, channel__in=BEGUN_AT_A_DESK),
        "recommended": Q(state=State.RECOMMENDED),
        "decided": Q(state__in=(State.PUBLISHED, State.DECLINED)),
    }[name]


def tabs(request, rows):
    """``[{name, label, n, is_current}, ...]`` in one query."""
    counts = rows.aggregate(**{name.replace("-", "_"): Count("pk", filter=of_tab(name, request.user)) for name in TABS})
    current = request.GET.get("tab") or FIRST
    return [
        {"name": name, "label": label, "n": counts[name.replace("-", "_")], "is_current": name == current}
        for name, label in TABS.items()
    ]


class TabFilter(admin.SimpleListFilter):
    """The tabs above the list: without a choice it shows what is to be checked."""

    title = _("state of the submission")
    parameter_name = "tab"
    template = "admin/showcase/submission/_in_tabs.html"

    def lookups(self, request, model_admin):
        return list(TABS.items())

    def queryset(self, request, queryset):
        tab = self.value() or FIRST
        if tab not in TABS:
            raise IncorrectLookupParameters
        return queryset.filter(of_tab(tab, request.user))

    def get_facet_counts(self, pk_attname, filtered_qs):
        return {}


class CountedFilter(admin.SimpleListFilter):
    """Choices with their numbers in a column of their own. One query for the numbers."""

    template = "admin/showcase/submission/_filter.html"
    everything = _("All")

    def lookups(self, request, model_admin):
        """Looked up once a request: the stock list builds all its filters anew for the numbers of each."""
        known = request.__dict__.setdefault("choices_of_the_queue", {})
        if self.parameter_name not in known:
            known[self.parameter_name] = self.offered(request, model_admin)
        return known[self.parameter_name]

    def get_facet_counts(self, pk_attname, filtered_qs):
        return super().get_facet_counts(pk_attname, filtered_qs) | {"everything": Count(pk_attname, distinct=True)}

    def choices(self, changelist):
        counts = self.get_facet_queryset(changelist)
        nothing = changelist.get_query_string(remove=[self.parameter_name])
        yield choice(self.everything, nothing, counts["everything"], self.value() is None)
        for number, (value, label) in enumerate(self.lookup_choices):
            query = changelist.get_query_string({self.parameter_name: value})
            yield choice(label, query, counts[f"{number}__c"], self.value() == str(value))


def choice(display, query_string, n, selected):
    return {"display": display, "query_string": query_string, "n": n, "selected": selected}


class AssignedFilter(CountedFilter):
    title = _("Assigned to")
    parameter_name = "assigned"
    everything = _("Anybody")

    def offered(self, request, model_admin):
        return [("me", _("Me")), ("nobody", _("Nobody"))]

    def queryset(self, request, queryset):
        who = {"me": Q(assigned_to=request.user), "nobody": Q(assigned_to=None)}.get(self.value())
        return queryset.filter(who) if who else queryset


class LanguageFilter(CountedFilter):
    """The languages that texts at the person's desks are written in."""

    title = _("Language")
    parameter_name = "language"

    def offered(self, request, model_admin):
        rows = model_admin.get_queryset(request).exclude(text_language="").order_by("text_language")
        return [(code, language_name(code)) for code in rows.values_list("text_language", flat=True).distinct()]

    def queryset(self, request, queryset):
        return queryset.filter(text_language=self.value()) if self.value() else queryset


class KindFilter(CountedFilter):
    title = _("Kind")
    parameter_name = "kind"
    KINDS = {
        "new": Q(was_asked=False) & (Q(base_version=None) | Q(base_version=0)),
        "answered": Q(was_asked=True),
        "update": Q(was_asked=False, base_version__gt=0),
    }

    def offered(self, request, model_admin):
        return [("new", _("New")), ("answered", _("Answered")), ("update", _("Update"))]

    def queryset(self, request, queryset):
        return queryset.filter(self.KINDS[self.value()]) if self.value() in self.KINDS else queryset


class DeskFilter(CountedFilter):
    """For people with more than one desk."""

    title = _("Network")
    parameter_name = "desk"

    def offered(self, request, model_admin):
        desks = Network.objects.managed_by(request.user).filter(submissions__isnull=False).distinct()
        return [(desk.slug, str(desk)) for desk in desks]

    def has_output(self):
        return len(self.lookup_choices) > 1

    def queryset(self, request, queryset):
        return queryset.filter(desk__slug=self.value()) if self.value() else queryset
