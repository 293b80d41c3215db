"""The back office. It has no sign-in of its own, so there is no second, weaker door."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class HouseAdminSite(AdminSite):
    site_title = _("City Showcase")
    site_header = _("City Showcase: back office")
    index_title = _("Back office")
    enable_nav_sidebar = False

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Visitors go to the sign-in page of the whole site; people without a desk are told that they have none."""
        target = self.safe_target(request)
        if self.has_permission(request):
            return redirect(target)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(target, reverse("account_login"))

    def get_urls(self):
        """Without the stock helper that leads from any row of any model to its page: it would tell what exists."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def safe_target(self, request):
        """Where to go after signing in: never to another host."""
        target = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
        return target if safe else reverse("admin:index", current_app=self.name)
