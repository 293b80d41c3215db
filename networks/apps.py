from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")

    def ready(self):
        from cities.affiliations import deciders  # app ready
        from networks import handover, staff  # noqa: F401 app ready: connect what follows from people coming and going
        from networks.affiliations import editors_who_decide  # app ready
        from networks.holdings import hold_all  # app ready
        from networks.panels import panels  # app ready
        from networks.waiting import CLAIMS, PLACES  # app ready

        deciders.append(editors_who_decide)
        panels.extend((CLAIMS, PLACES))
        hold_all()
