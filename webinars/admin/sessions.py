"""One form for each session, in three parts: before, on the day, afterwards."""

from django.contrib import admin
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.history_admin import ScopedHistoryAdmin
from catalogue.admin import PublicAdmin
from catalogue.models import Term, touch
from catalogue.templatetags.texts import in_language
from networks.models import Network
from webinars.admin.documentation import DocumentationFilter
from webinars.admin.drafts import DraftPages, is_after
from webinars.admin.of_session import OfSessionInline
from webinars.admin.recordings import RecordingFiles, RecordingInline
from webinars.admin.registrations import RegistrationPages
from webinars.admin.session_pages import SessionPages
from webinars.balance import balance_of
from webinars.documenting import missing_in
from webinars.forms import AppearanceForm, MomentForm, MomentFormSet, WebinarForm
from webinars.models import Appearance, Moment, Quote, Takeaway, Webinar
from webinars.planning import move

ORDERED = {"speaker": Appearance, "takeaway": Takeaway}


class AppearanceInline(OfSessionInline):
    model = Appearance
    form = AppearanceForm
    fields = ("person", "new_name", "office", "organisation", "city", "network")
    verbose_name_plural = _("Before: who speaks")


class TakeawayInline(OfSessionInline):
    model = Takeaway
    fields = ("text", "speaker", "said_by")
    verbose_name_plural = _("Afterwards: takeaways")


class QuoteInline(OfSessionInline):
    model = Quote
    fields = ("text", "language", "speaker", "said_by")
    verbose_name_plural = _("Afterwards: one sentence to quote")
    max_num = 1


class MomentInline(OfSessionInline):
    model = Moment
    form = MomentForm
    formset = MomentFormSet
    fields = ("initiative", "city", "second")
    verbose_name_plural = _("Afterwards: initiatives on stage")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("initiative", "city")


@admin.register(Webinar)
class WebinarAdmin(RecordingFiles, RegistrationPages, DraftPages, SessionPages, PublicAdmin, ScopedHistoryAdmin):
    """What was public stays: it is cancelled or postponed. Only a plan is deleted."""

    form = WebinarForm
    editors_may = frozenset({"view", "add", "change", "delete"})
    fixed_once_saved = ("series", "slug")
    list_display = ("named", "series", "number", "date", "local_time", "time_zone", "state")
    list_filter = ("state", "series", DocumentationFilter)
    list_select_related = ("series",)
    search_fields = ("title",)
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}
    inlines = (AppearanceInline, RecordingInline, TakeawayInline, QuoteInline, MomentInline)
    fieldsets = (
        (
            _("Before"),
            {
                "fields": (
                    *("series", "number", "title", "slug", "summary", "text_language", "theme", "topics", "cities"),
                    *("date", "local_time", "time_zone", "duration", "programme"),
                    *("languages", "interpretation", "captions", "sign_language", "capacity"),
                    *("lead", "partners", "page_address"),
                )
            },
        ),
        (_("On the day"), {"fields": ("state", "notice", "join_link")}),
        (_("Afterwards"), {"fields": ("source",)}),
    )

    @admin.display(description=Webinar._meta.get_field("title").verbose_name, ordering="title")
    def named(self, session):
        return format_html("<bdi{}>{}</bdi>", in_language(session.text_language), session)

    def may(self, act, request, item=None):
        if act == "delete" and isinstance(item, Webinar) and item.is_public:
            return False
        return super().may(act, request, item)

    def choices_for(self, name, request):
        return {
            "topics": Term.objects.of("topic"),
            "lead": Network.objects.all(),
            "partners": Network.objects.all(),
        }.get(name)

    def get_inline_instances(self, request, obj=None):
        """A new session is saved before anybody stands on its stage."""
        return super().get_inline_instances(request, obj) if obj else []

    def has_public_page(self, obj):
        return obj.is_public

    def touched(self, obj):
        return [obj]

    def save_related(self, request, form, formsets, change):
        """Speakers last: one who goes takes their name from words that the same save corrects."""
        in_order = sorted(formsets, key=lambda formset: formset.model is Appearance)
        super().save_related(request, form, in_order, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """While planning: who is on this stage, and on those of the whole series. Afterwards: what is missing."""
        stages = Appearance.objects.filter(webinar__series=obj.series_id) if obj else Appearance.objects.none()
        context["balances"] = [each for each in balance_of(stages) if each.parts]
        context["is_after"] = obj is not None and is_after(obj)
        context["missing"] = missing_in(obj) if context["is_after"] else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        order = path("<int:pk>/order/", self.admin_site.admin_view(self.order), name="webinars_webinar_order")
        return [order, *super().get_urls()]

    def order(self, request, pk):
        """The order of speakers and takeaways, by buttons: one step for each press."""
        with self.refusals_noted(request, str(pk)):
            session = self.session_at(request, pk)
        if request.method == "POST":
            self.moved(session, request.POST.get("move", ""))
            return redirect("admin:webinars_webinar_order", session.pk)
        lists = [
            (Appearance._meta.verbose_name_plural, "speaker", session.appearances.select_related("person")),
            (Takeaway._meta.verbose_name_plural, "takeaway", session.takeaways.all()),
        ]
        context = self.admin_site.each_context(request) | {"session": session, "lists": lists, "opts": self.opts}
        return render(request, "admin/webinars/webinar/order.html", context)

    def moved(self, session, wanted):
        """``takeaway-12-up``: what is no row of this session moves nothing."""
        kind, _dash, rest = wanted.partition("-")
        key, _dash, way = rest.partition("-")
        if kind in ORDERED and key.isascii() and key.isdigit() and len(key) < 19:
            row = ORDERED[kind].objects.filter(webinar=session, pk=int(key)).first()
            if row and move(row, up=way == "up"):
                touch(session)
