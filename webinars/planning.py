"""Makes sessions: many at once for a series, and the order in which things of a session stand."""

from itertools import zip_longest

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from webinars.models import Webinar

LONGEST_SLUG = 70


@transaction.atomic
def plan(series, slots, titles, duration):
    """Planned sessions, numbered on from the last number; public nowhere until they are announced.

    Those for which there is no title are called by their number.
    """
    last = series.webinars.aggregate(Max("number"))["number__max"] or 0
    taken = set(series.webinars.values_list("slug", flat=True))
    made = []
    for number, ((day, clock, zone), line) in enumerate(zip_longest(slots, titles), start=last + 1):
        title = line or _("Session %(number)d") % {"number": number}
        session = Webinar(series=series, number=number, title=title, slug=free_slug(title, number, taken))
        session.date, session.local_time, session.time_zone, session.duration = day, clock, zone, duration
        session.save()
        taken.add(session.slug)
        made.append(session)
    return made


def free_slug(title, number, taken):
    slug = slugify(title)[:LONGEST_SLUG].strip("-") or f"session-{number}"
    return slug if slug not in taken else f"{slug}-{number}"


@transaction.atomic
def move(row, up):
    """Change places with the neighbour, and give every row of the list a place of its own. False at either end."""
    rows = list(type(row).objects.select_for_update(of=("self",)).filter(webinar=row.webinar_id))
    place = next(place for place, each in enumerate(rows) if each.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, each in enumerate(rows, start=1):
        if each.position != position:
            type(row).objects.filter(pk=each.pk).update(position=position)
    return True
