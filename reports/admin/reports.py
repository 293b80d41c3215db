"""One form for a report and its editions."""

import logging

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import ManyToManyField, Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.history_admin import ScopedHistoryAdmin
from accounts.scoped_admin import ScopedInline, managed
from catalogue.admin import PublicAdmin
from catalogue.models import Scheme, Term
from catalogue.templatetags.texts import in_language
from files.chosen_again import AsksForFilesAgain
from networks.models import Network
from reports.admin.forms import EditionForm, EditionFormSet, ReportForm, SessionsField
from reports.admin.uploads import look_at
from reports.models import Edition, Report
from webinars.models import Series, Webinar

log = logging.getLogger(__name__)


class EditionInline(ScopedInline):
    model = Edition
    form = EditionForm
    formset = EditionFormSet
    editors_may = frozenset({"view", "add", "change", "delete"})
    fields = ("language", "there", "upload", "address", "what", "pages", "text_state")
    readonly_fields = ("there", "text_state")
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.by = request.user
        return formset

    @admin.display(description=_("file there is"))
    def there(self, edition):
        if not edition.file_id:
            return "-"
        return format_html('<a href="{}">{}</a>', edition.file.get_absolute_url(), edition.file.original_name)


@admin.register(Report)
class ReportAdmin(AsksForFilesAgain, PublicAdmin, ScopedHistoryAdmin):
    """Own network's reports; who answers for one, and its address, stay."""

    form = ReportForm
    editors_may = frozenset({"view", "add", "change", "delete"})
    fixed_once_saved = ("slug", "publisher")
    list_display = ("named", "kind", "publisher", "date", "series_label")
    list_filter = ("kind", "publisher")
    list_select_related = ("kind", "publisher")
    search_fields = ("title",)
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}
    inlines = (EditionInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "text_language", "date", "abstract", "key_messages", "topics")}),
        (_("Who published it"), {"fields": ("publisher", "co_publishers", "other_publishers", "source")}),
        (_("What it is about"), {"fields": ("series", "series_label", "sessions", "cities", "initiatives")}),
    )

    @admin.display(description=Report._meta.get_field("title").verbose_name, ordering="title")
    def named(self, report):
        return format_html("<bdi{}>{}</bdi>", in_language(report.text_language), report)

    def choices_for(self, name, request):
        """Sessions and series that own networks lead or take part in; any network may have published with them."""
        if name in ("sessions", "series"):
            return {"sessions": sessions_of, "series": series_of}[name](managed(Network, request.user))
        return {
            "kind": Term.objects.of(Scheme.REPORT_KIND),
            "topics": Term.objects.of(Scheme.TOPIC),
            "co_publishers": Network.objects.order_by("name"),
        }.get(name)

    def touched(self, obj):
        """Asked for where something did change, an edition alone too: feeds tell of it."""
        if obj.pk:
            Report.objects.filter(pk=obj.pk).update(changed_at=timezone.now())
        return [obj]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "sessions":
            kwargs["form_class"] = SessionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Of two who save at the same instant, one finds the language taken only where it is written."""
        try:
            return super().change_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            log.warning("report not saved", exc_info=True)
            text = _("Somebody saved this report at the same moment. Nothing of yours was saved: look, then try again.")
            self.message_user(request, text, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and self.may("change" if object_id else "add", request):
            look_at(request.FILES.values())
        return super().changeform_view(request, object_id, form_url, extra_context)


def sessions_of(networks):
    mine = Q(series__lead__in=networks) | Q(lead__in=networks)
    mine |= Q(partners__in=networks) | Q(series__supporters__in=networks)
    return Webinar.objects.public().filter(pk__in=Webinar.objects.filter(mine).values("pk")).latest()


def series_of(networks):
    mine = Series.objects.filter(Q(lead__in=networks) | Q(supporters__in=networks))
    return Series.objects.filter(pk__in=mine.values("pk")).order_by("title")
