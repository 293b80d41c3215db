"""The page on which drafts are prepared for the cities that spoke, with invitations where a city has nobody here."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from record import once
from showcase.models import Submission
from webinars.preparing import cities_that_spoke, prepare
from webinars.times import day_of


class DraftPages:
    """One page of the back office of sessions: GET says what there is, POST prepares what is missing."""

    def get_urls(self):
        page = path(
            "<int:pk>/drafts/",
            self.admin_site.admin_view(once.answered_once(self.drafts)),
            name="webinars_webinar_drafts",
        )
        return [page, *super().get_urls()]

    def drafts(self, request, pk):
        with self.refusals_noted(request, str(pk)):
            session = self.session_at(request, pk)
        if request.method == "POST":
            return self.prepared(request, session)
        spoke = cities_that_spoke(session)
        context = self.admin_site.each_context(request) | {
            "title": _("Drafts for the cities that spoke"),
            "session": session,
            "rows": [(each, invitation(session, each)) for each in spoke],
            "readable": readable(session, request.user),
            "due": sum(not (each.draft or each.initiative) for each in spoke),
            "is_after": is_after(session),
            "once": once.new_key(),
            "opts": self.opts,
        }
        return render(request, "admin/webinars/webinar/drafts.html", context)

    def prepared(self, request, session):
        """Once for each city, however often the button is pressed."""
        here = reverse("admin:webinars_webinar_drafts", args=[session.pk])
        with transaction.atomic():
            made = prepare(session, request.user) if is_after(session) and once.is_first(request, here) else 0
        if made:
            said = ngettext("%(n)d draft is prepared.", "%(n)d drafts are prepared.", made) % {"n": made}
            messages.success(request, said)
        return redirect(here)


def readable(session, user):
    """The keys of the drafts that this editor may open: at the own desk, and not taken over yet. One query."""
    return set(Submission.objects.visible_to(user).filter(prepared_from__webinar=session).values_list("pk", flat=True))


def is_after(session):
    """Before it was held, nobody has told of anything."""
    return session.phase == "after"


def invitation(session, spoke):
    """What to send to a city for which a draft waits and nobody is here to find it; with one link."""
    if spoke.draft is None or spoke.has_staff or not spoke.draft.submission.is_prepared:
        return ""
    told = {"city": spoke.city, "session": session, "day": day_of(session), "site": settings.SITE_NAME}
    claim = f"{settings.BASE_URL}{reverse('affiliation-claim')}?city={spoke.city.slug}"
    paragraphs = (
        _("%(city)s spoke in our live session “%(session)s”.") % told,
        _("We have prepared a draft about it for %(site)s. Your city finishes it and decides what it says.") % told,
        _("Make an account and say that you work for %(city)s; once you are confirmed, the draft is under “My city”:")
        % told,
        claim,
    )
    return "\n\n".join(paragraphs)
