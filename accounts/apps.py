from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from accounts import checks, second_step  # noqa: F401 app ready: registers what checks the back office, and signals
        from accounts.events import listen  # app ready
        from accounts.held import hold_all  # app ready

        hold_all()
        listen()
