from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Library")

    def ready(self):
        from catalogue.followers import followers  # app ready
        from catalogue.sections import sections  # app ready
        from files.readers import Reader, readers  # app ready
        from outbox.chores import chores  # app ready
        from reports.extraction import read_waiting  # app ready
        from reports.followed import REPORTS  # app ready
        from reports.models import Edition  # app ready
        from reports.search import index_naming  # app ready
        from reports.sections import of_city, of_initiative, of_network, of_series, of_session  # app ready
        from showcase.followed import lists  # app ready

        followers.append(index_naming)
        chores.append(read_waiting)
        lists["library"] = REPORTS
        readers.append(Reader(public=Edition.objects.have, allowed=lambda stored, person: False))
        sections["city"].append(of_city)
        sections["network"].append(of_network)
        sections["initiative"].append(of_initiative)
        sections["series"].append(of_series)
        sections["session"].append(of_session)
