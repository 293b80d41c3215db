from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "files"
    verbose_name = _("Files")

    def ready(self):
        from files.holdings import hold_all  # app ready
        from files.sweeping import sweep  # app ready
        from outbox.chores import chores  # app ready

        hold_all()
        chores.append(sweep)
