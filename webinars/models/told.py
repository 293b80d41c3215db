"""What others keep of a session: the id by which they know it, how often it changed, and when it last did."""

from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What an entry of a calendar says (webinars/calendars.py), without the state.
SAID = ("title", "summary", "notice", "date", "local_time", "time_zone", "duration", "starts_at", "ends_at")
PLANNED = "planned"
OFF = ("cancelled", "postponed")
COUNTED = ("sequence", "changed_at", "moved_from")


class Told(models.Model):
    """``uid`` never changes: not with the title, the time or the address of this site. ``sequence`` goes up with every
    change that calendars have to take over, ``changed_at`` is the last one that calendars or feeds tell of, and
    ``moved_from`` is when people were told before that it begins.

    Both follow from the row as it is stored, in ``save()`` alone: what is changed by ``update()`` is not counted.
    """

    uid = models.UUIDField(_("id in calendars"), default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("changes told to calendars"), default=0, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)

    moved_from = models.DateTimeField(_("began before it was moved"), null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """One query more for a row that exists; it is locked, so that two changes at once are counted as two."""
        with transaction.atomic():
            if not self._state.adding:
                self.count_change(kwargs.get("update_fields"))
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {*kwargs["update_fields"], *COUNTED}
            super().save(*args, **kwargs)

    def count_change(self, written):
        """``written`` names the columns that are saved; None is all of them."""
        stored = type(self).objects.select_for_update().filter(pk=self.pk).values("state", *COUNTED, *SAID).first()
        if stored is None:
            return
        for name in COUNTED:
            setattr(self, name, stored[name])
        names = [name for name in ("state", *SAID) if written is None or name in written]
        changed = {name for name in names if getattr(self, name) != stored[name]}
        if changed:
            self.changed_at = timezone.now()
        if "starts_at" in changed and stored["starts_at"] and stored["state"] != PLANNED:
            self.moved_from = stored["starts_at"]
        was_off, is_off = (state in OFF for state in (stored["state"], self.state))
        if stored["state"] != PLANNED and (changed & {*SAID} or ("state" in changed and was_off != is_off)):
            self.sequence += 1
