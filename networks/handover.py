"""What happens when the last active editor of a desk leaves: other floors say it, here it is noticed.

Editors leave in many ways: removed by their lead, with a closed account, with an erased one. All of them end in one
of two changes of a row, so these are listened to, inside the transaction that makes them.
"""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from networks.models import Editor, Network

left = []  # called with each Network that nobody answers for any more; filled in AppConfig.ready


def hand_over_deserted(desks):
    """Tell the other floors which of these desks are deserted. The host is none: nobody could take over from it.

    A desk is locked while it is looked at: of two editors who leave at once, the second finds nobody else.
    """
    with transaction.atomic():
        for desk in desks.filter(is_host=False).order_by("pk").held():
            if not desk.editors.at(desk).exists():
                for take_over in left:
                    take_over(desk)


@receiver(post_delete, sender=Editor)
def editor_left(instance, **kwargs):
    hand_over_deserted(Network.objects.filter(pk=instance.network_id))


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def account_closed(instance, raw=False, update_fields=None, **kwargs):
    if raw or instance.is_active or (update_fields is not None and "is_active" not in update_fields):
        return
    hand_over_deserted(Network.objects.filter(pk__in=instance.editorships.values("network")))
