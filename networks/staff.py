"""Keeps ``User.is_staff`` true for editors and platform admins, false for everybody else: derived data, so signals."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from networks.models import Editor


def refresh(users):
    """Derive ``is_staff`` of these people anew; two statements, and only where it differs."""
    edits = Exists(Editor.objects.filter(user=OuterRef("pk")))
    users.filter(Q(is_superuser=True) | Q(edits), is_staff=False).update(is_staff=True)
    users.filter(~Q(edits), is_superuser=False, is_staff=True).update(is_staff=False)


@receiver([post_save, post_delete], sender=Editor)
def editor_changed(instance, **kwargs):
    refresh(get_user_model().objects.filter(pk=instance.user_id))


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def person_changed(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "is_superuser" in update_fields):
        refresh(type(instance).objects.filter(pk=instance.pk))
