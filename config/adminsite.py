"""The back office: its menu and its home. It has no sign-in of its own, so there is no second, weaker door."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from networks.models import Network
from networks.panels import counts_for, shown_to

# The menu, group by group. What stands in none of them is the platform admin's and comes last.
MENU = (
    (_("Moderation"), ("showcase.submission", "cities.affiliation")),
    (_("Content"), ("showcase.initiative", "cities.city", "catalogue.term")),
    (_("Live sessions"), ("webinars.webinar", "webinars.series", "webinars.person")),
    (_("Library"), ("reports.report",)),
    (_("Network"), ("networks.servicepoint", "networks.membership", "networks.network")),
)
REST = _("Site")
NAMES = {"showcase.submission": _("Review queue"), "cities.affiliation": _("People of cities")}


class HouseAdminSite(AdminSite):
    site_title = _("City Showcase")
    site_header = _("City Showcase")
    index_title = _("Back office")

    def each_context(self, request):
        """With the desks of whoever is signed in, for the name in the header. One query."""
        desks = Network.objects.filter(editors__user=request.user.pk)
        return super().each_context(request) | {"desks": [str(desk) for desk in desks]}

    @method_decorator(require_safe)
    def index(self, request, extra_context=None):
        """What waits for this person comes first."""
        panels = shown_to(request.user, counts_of(request))
        return super().index(request, {"panels": panels} | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """The menu in our own groups, with what waits beside its entries. The page of a single app stays stock."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label or not apps else menu_of(apps, counts_of(request))

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Visitors go to the sign-in page of the whole site; people without a desk are told that they have none."""
        target = self.safe_target(request)
        if self.has_permission(request):
            return redirect(target)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(target, reverse("account_login"))

    @method_decorator(require_safe)
    def app_index(self, request, app_label, extra_context=None):
        return super().app_index(request, app_label, extra_context)

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


def counts_of(request):
    """What waits, counted once a request: the menu and the home page show the same numbers."""
    if not hasattr(request, "waiting_counts"):
        request.waiting_counts = counts_for(request.user)
    return request.waiting_counts


def menu_of(apps, counts):
    """The stock list of apps, sorted anew: its models in the groups of MENU, empty groups left out."""
    found = {f"{app['app_label']}.{each['object_name'].lower()}": each for app in apps for each in app["models"]}
    for label, model in found.items():
        model["waiting"] = counts.get(label, 0)
        model["name"] = NAMES.get(label, model["name"])
    named = {label for _name, labels in MENU for label in labels}
    groups = [*MENU, (REST, [label for label in found if label not in named])]
    menu = [{"name": name, "models": [found[each] for each in labels if each in found]} for name, labels in groups]
    return [group for group in menu if group["models"]]
