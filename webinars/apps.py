from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebinarsConfig(AppConfig):
    name = "webinars"
    verbose_name = _("Live sessions")

    def ready(self):
        from accounts.admission import LIMITS, Limit  # app ready
        from catalogue.followers import followers  # app ready
        from catalogue.sections import sections  # app ready
        from files.readers import Reader, readers  # app ready
        from networks.panels import panels  # app ready
        from outbox.chores import chores  # app ready
        from showcase.followed import lists  # app ready
        from showcase.publication import published  # app ready
        from webinars.closing import close_what_is_over  # app ready
        from webinars.documenting import TO_DOCUMENT  # app ready
        from webinars.followed import SESSIONS  # app ready
        from webinars.holdings import hold_all  # app ready
        from webinars.models import Recording  # app ready
        from webinars.preparing import link_moments  # app ready
        from webinars.reminding import attend_to_registered  # app ready
        from webinars.search import index_naming  # app ready
        from webinars.sections import of_city, of_initiative, of_network  # app ready
        from webinars.telling import forget_late_reminders  # app ready

        followers.append(index_naming)
        lists["sessions"] = SESSIONS
        sections["city"].append(of_city)
        sections["network"].append(of_network)
        sections["initiative"].append(of_initiative)
        readers.append(Reader(public=Recording.objects.show, allowed=lambda stored, person: False))
        hold_all()
        chores.extend((attend_to_registered, close_what_is_over, forget_late_reminders))
        panels.append(TO_DOCUMENT)
        published.append(link_moments)
        LIMITS["session-register"] = LIMITS["registration"] = (Limit("register", 20),)
