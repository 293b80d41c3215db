from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = _("Initiatives")

    def ready(self):
        from accounts.admission import LIMITS, Limit  # app ready
        from catalogue.followers import followers  # app ready
        from networks import handover  # app ready
        from networks.panels import panels  # app ready
        from outbox.chores import chores  # app ready
        from showcase.following import tell_all  # app ready
        from showcase.handover import take_over  # app ready
        from showcase.holdings import hold_all  # app ready
        from showcase.search import index_naming  # app ready
        from showcase.waiting import QUEUE  # app ready

        followers.append(index_naming)
        handover.left.append(take_over)
        panels.insert(0, QUEUE)
        hold_all()
        chores.append(tell_all)
        LIMITS["follow"] = LIMITS["follow-own"] = (Limit("follow", 20),)
