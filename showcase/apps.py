from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = _("Initiatives")

    def ready(self):
        from catalogue.followers import followers  # app ready
        from showcase.holdings import hold_all  # app ready
        from showcase.search import index_naming  # app ready

        followers.append(index_naming)
        hold_all()
