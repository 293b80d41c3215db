"""What follows from people coming and going at a desk: derived data, so signals.

``User.is_staff`` is true for editors and platform admins, false for everybody else; and pages say which desks check,
and how many people there are, so whatever is kept of them is renewed.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from catalogue.models import touch
from networks.models import Editor


def refresh(users):
    """Derive ``is_staff`` of these people anew; two statements, and only where it differs."""
    edits = Exists(Editor.objects.filter(user=OuterRef("pk")))
    users.filter(Q(is_superuser=True) | Q(edits), is_staff=False).update(is_staff=True)
    users.filter(~Q(edits), is_superuser=False, is_staff=True).update(is_staff=False)


@receiver([post_save, post_delete], sender=Editor)
def editor_changed(instance, **kwargs):
    refresh(get_user_model().objects.filter(pk=instance.user_id))
    touch(instance)


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def person_changed(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "is_superuser" in update_fields):
        refresh(type(instance).objects.filter(pk=instance.pk))


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def editor_closed_or_opened(instance, raw=False, created=False, update_fields=None, **kwargs):
    """A closed account no longer counts at its desks. Any whole save may have closed it, for what was is not known."""
    if raw or created or (update_fields is not None and "is_active" not in update_fields):
        return
    if desks := list(instance.editorships.all()):
        touch(*desks)
