"""The review queue: what waits at a desk, and for how long. Rows are claimed here; decided on the review page."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.scoped_admin import ScopedAdmin
from showcase.admin import review
from showcase.admin.queue_filters import AssignedFilter, DeskFilter, KindFilter, LanguageFilter, TabFilter, tabs
from showcase.admin.titles import titled
from showcase.conflicts import ChangedMeanwhile
from showcase.models import Review, Revision, Submission
from showcase.workflow import perform


@admin.register(Submission)
class SubmissionAdmin(ScopedAdmin):
    """No adding, no change form, no deleting: a submission moves by steps, on the review page."""

    editors_may = frozenset({"view"})
    admins_may = frozenset({"view"})
    asks_for_desk = False  # staff without a desk see an empty queue
    change_list_template = "admin/showcase/submission/change_list.html"
    list_display = ("waiting", "heading", "text", "assigned")
    list_display_links = None
    list_filter = (TabFilter, AssignedFilter, LanguageFilter, KindFilter, DeskFilter)
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 25
    search_fields = ("title", "city__name", "initiative__code")
    search_help_text = _("Title, city or record number")
    ordering = ("sent_at", "pk")
    actions = ("claim",)

    def get_queryset(self, request):
        """Everything a row shows, in one query."""
        last = Revision.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
        number = Subquery(last.annotate(last=Max("number")).values("last"))
        asked = Exists(Review.objects.filter(submission=OuterRef("pk"), step="request_changes"))
        return super().get_queryset(request).for_list().annotate(revision_number=number, was_asked=asked)

    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("", door(self.changelist_view), name="showcase_submission_changelist"),
            path("next/", door(review.next_in_queue), name="showcase_submission_next"),
            path("<int:pk>/", door(to_review)),
            path("<int:pk>/change/", door(to_review), name="showcase_submission_change"),
            path("<int:pk>/review/", door(review.review), name="showcase_submission_review"),
            path("<int:pk>/decide/", door(review.decide), name="showcase_submission_decide"),
            path("<int:pk>/comment/", door(review.comment), name="showcase_submission_comment"),
            path("<int:pk>/settle/<int:comment_pk>/", door(review.settle), name="showcase_submission_settle"),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"title": gettext("Review queue"), "tabs": tabs(request, super().get_queryset(request))}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=_("Waiting"), ordering="sent_at")
    def waiting(self, submission):
        """Days since it was sent; beyond the desk's promise in yellow, and in words."""
        if not (submission.sent_at and submission.is_with_desk):
            return submission.get_state_display()
        days = (timezone.now() - submission.sent_at).days
        counted = format_html(ngettext("<b>{n}</b> day", "<b>{n}</b> days", days), n=days)
        words = format_html('<span class="days">{}</span>', counted)
        promise = submission.desk.days_to_answer
        if days <= promise:
            return words
        promised = ngettext("promised within %(n)s day", "promised within %(n)s days", promise) % {"n": promise}
        return format_html('<span class="late">{}</span> <span class="help">{}</span>', words, promised)

    @admin.display(description=_("Initiative"), ordering="title")
    def heading(self, submission):
        place = f"{submission.city}, {submission.city.country_name}" if submission.city else ""
        link = titled(submission, "admin:showcase_submission_review")
        return format_html('{}<div class="help"><bdi>{}</bdi></div>', link, place)

    @admin.display(description=_("Text"), ordering="revision_number")
    def text(self, submission):
        """Which text this is: how often the city has sent one, and of what."""
        number = submission.revision_number or 0
        if submission.was_asked:
            tone, word = "good", gettext("Answered")
        else:
            tone, word = ("plain", gettext("Update")) if submission.is_change else ("new", gettext("New"))
        tag = format_html('<span class="tag" data-tone="{}">{}</span>', tone, word)
        return format_html('<span class="stacked">{} </span>{}<br> {}', gettext("Text"), number or "-", tag)

    @admin.display(description=_("Assigned to"), ordering="assigned_to__name")
    def assigned(self, submission):
        who = submission.assigned_to or format_html('<span class="help">{}</span>', gettext("nobody"))
        return format_html('<span class="stacked">{} </span>{}', gettext("Assigned to:"), who)

    @admin.action(description=_("Assign to me"), permissions=["view"])
    def claim(self, request, queryset):
        """Each row in a transaction of its own; what could not be claimed is named."""
        claimed = 0
        for submission in queryset:
            try:
                perform("claim", submission, by=request.user, seen=submission.saves)
                claimed += 1
            except (PermissionDenied, ChangedMeanwhile) as refusal:
                why = getattr(refusal, "sentence", None) or refusal
                messages.error(request, format_html("<bdi>{}</bdi>: {}", submission, why))
        if claimed:
            told = ngettext("%(n)s initiative is assigned to you.", "%(n)s initiatives are assigned to you.", claimed)
            messages.success(request, told % {"n": claimed})


def to_review(request, pk):
    """The stock address of a row leads to the review page, whether the row exists or not."""
    return redirect("admin:showcase_submission_review", pk)
