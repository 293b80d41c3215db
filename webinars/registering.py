"""Registering for a session: asked for by anybody, confirmed by mail, seated in the order of confirmation, taken back.

Seats are given and taken only while the session's row is held, so there are never more than the capacity.
"""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.limits import DAY, beginning, within
from catalogue.models import touch
from showcase.following import MOST_UNASKED
from webinars.models import Registration, Standing, Webinar
from webinars.telling import forget_unsent, tell, write

AT_ONCE = 100  # seats that one transaction gives, each with a mail
NOBODY = {"name": "", "email": "", "access_needs": "", "city": None}


@contextmanager
def seats_of(pk):
    """The session with its seats held: whoever else wants one waits here. Pages that say it is full are renewed.

    On SQLite the transaction alone does it: it begins as a writer.
    """
    with transaction.atomic():
        session = Webinar.objects.select_for_update(of=("self",), no_key=True).select_related("series").get(pk=pk)
        before = is_full(session)
        yield session
        if is_full(session) != before:
            touch(session)


def is_full(session):
    return session.capacity is not None and session.registrations.registered().count() >= session.capacity


# Asking, confirming, changing, taking back ---------------------------------------------------------------------------


def ask(session, *, email, language, **told):
    """Write the mail that asks whether this address is to be registered. Nobody is told whether it is known here."""
    email = email.lower()
    if not within("account-mail", email, most=MOST_UNASKED + wanted_today(email)):
        return
    with transaction.atomic():
        usual = {**told, "language": language, "agreed_at": timezone.now()}
        alive = session.registrations.alive()
        registration, _is_new = alive.get_or_create(webinar=session, email=email, defaults=usual)
        # What was confirmed is changed by its own link alone, and not by whoever knows the address.
        alive.filter(pk=registration.pk, state=Standing.UNCONFIRMED).update(**usual)
        alive.filter(pk=registration.pk).update(mails=F("mails") + 1)
        registration.refresh_from_db()
        write("registration_asked", session, registration)


def wanted_today(email):
    """How many of the mails that the day's limit has counted turned out to be wanted: asked for today and confirmed."""
    return Registration.objects.living().filter(email=email, agreed_at__gte=beginning(DAY)).count()


def confirm(registration):
    """Take a seat, or the last place of the waiting list, and say so by mail. Once more changes nothing."""
    with seats_of(registration.webinar_id) as session:
        if not session.takes_registrations:
            return
        last = session.registrations.aggregate(Max("order"))["order__max"] or 0
        now = timezone.now()
        place = {"state": Standing.WAITING, "order": last + 1, "confirmed_at": now, "told_start": session.starts_at}
        unconfirmed = session.registrations.filter(pk=registration.pk, state=Standing.UNCONFIRMED)
        if not unconfirmed.update(**place):
            return
        give_seats(session, newcomer=registration.pk)
        registration.refresh_from_db()
        if registration.is_waiting:
            tell("registration_waiting", session, registration)


def give_seats(session, newcomer=None):
    """Seat those who wait as far as there is room, the first one first, and tell them. Only inside ``seats_of``."""
    if not session.takes_registrations:
        return
    taken = session.registrations.registered().count()
    free = AT_ONCE if session.capacity is None else min(AT_ONCE, max(0, session.capacity - taken))
    for registration in session.registrations.waiting()[:free]:
        registration.state = Standing.REGISTERED
        kind = "registered" if registration.pk == newcomer else "registration_moved_up"
        tell(kind, session, registration)


def change(registration, **told):
    Registration.objects.alive().filter(pk=registration.pk).update(**told)


def cancel(registration):
    """Forget who it was, with the mails still to be sent, and seat whoever waits. Once more changes nothing."""
    with seats_of(registration.webinar_id) as session:
        forget_unsent(registration)
        session.registrations.filter(pk=registration.pk, state=Standing.UNCONFIRMED).delete()
        gone = {"state": Standing.CANCELLED, "cancelled_at": timezone.now(), **NOBODY}
        if session.registrations.living().filter(pk=registration.pk).update(**gone):
            give_seats(session)
