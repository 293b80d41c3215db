"""What happens when the consent of somebody on stage is over: role and city stay, the name goes.

Pages leave it out from the day after on (``Person.public_name``), and nothing else holds it: neither searches nor files
nor feeds nor the API name anybody on stage. The nightly job then forgets it where it is kept.
"""

from django.contrib.admin.models import LogEntry

from accounts.held import mentions, without
from catalogue.models import touch
from webinars.models import Person, Webinar

KEEPS_TEXT = ("title", "summary", "theme", "notice", "programme")  # columns of a history in which a name may stand


def names_without_consent(now):
    return Person.objects.exclude(name="").filter(consent_until__lt=now.date())


def forget_names(persons):
    """The name, and where it stands in what the back office keeps: its log, the earlier texts of sessions."""
    for person in persons:
        forget_in(LogEntry.objects.all(), person.name, ("object_repr", "change_message"))
        sessions = Webinar.objects.filter(appearances__person=person)
        earlier = Webinar.history.filter(id__in=sessions.values("pk"))
        forget_in(earlier, person.name, KEEPS_TEXT)
        Person.objects.filter(pk=person.pk).update(name="")
        if found := list(sessions):
            touch(*found)


def forget_in(rows, name, columns):
    for row in rows.filter(mentions([name], *columns)):
        kept = {column: without(getattr(row, column), [name]) for column in columns}
        type(row)._base_manager.filter(pk=row.pk).update(**kept)
