"""What the site says about itself: who can use it and how well, and what it keeps about people."""

from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config import linked, retention
from showcase import untouched

# When somebody last went through the list of known gaps; see the page itself before changing it.
ACCESSIBILITY_CHECKED = date(2026, 11, 23)
YEAR, MONTH = 365, 30


@require_safe
def accessibility(request):
    block = linked.about(_("Accessibility statement"), "accessibility")
    context = {"checked": ACCESSIBILITY_CHECKED, "linked_data": block}
    return render(request, "accessibility.html", context)


@require_safe
def privacy(request):
    """How long each thing is kept is read from the rules that forget it."""
    kept = {
        "mail_days": retention.TEXTS_OF_MAILS.days,
        "unconfirmed_days": retention.UNCONFIRMED.days,
        "broken_days": retention.BROKEN.days,
        "registration_days": retention.REGISTRATIONS.days,
        "needs_days": retention.ACCESS_NEEDS.days,
        "counter_days": retention.LONGEST_WINDOW.days,
        "draft_months": untouched.UNTOUCHED.days // MONTH,
        "record_years": number_format(retention.AUDIT.days // YEAR),
        "session_days": settings.SESSION_COOKIE_AGE // (24 * 3600),
        "linked_data": linked.about(_("Privacy: no trackers, no third parties"), "privacy"),
    }
    return render(request, "privacy.html", kept)
