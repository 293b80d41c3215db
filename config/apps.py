from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class HouseConfig(AppConfig):
    name = "config"
    verbose_name = _("City Showcase")


class HouseAdminConfig(AdminConfig):
    default_site = "config.adminsite.HouseAdminSite"
