"""Where everything is. Pages lie under their language's prefix (none for English); machines' addresses do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.second_step_views import RemovePasskey
from accounts.sign_in_views import ChangeEmail, SignUp
from config import account, components, pages, search, statements
from record.once import answered_once

urlpatterns = [
    path("", include("config.operations_urls")),
    path("", include("config.api_urls")),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("search/", search.search, name="search"),
        path("about/", pages.about, name="about"),
        path("about/data/", pages.data_sources, name="data-sources"),
        path("about/open-data/", pages.open_data, name="open-data"),
        path("about/accessibility/", statements.accessibility, name="accessibility"),
        path("about/privacy/", statements.privacy, name="privacy"),
        path("about/components/", components.components, name="components"),
        path("", include("showcase.export_urls")),
        path("", include("cities.export_urls")),
        path("", include("webinars.export_urls")),
        path("", include("reports.export_urls")),
        path("initiatives/", include("showcase.urls")),
        path("follow/", include("showcase.follow_urls")),
        path("i/<str:code>/", pages.short_address, name="short-address"),
        path("service-points/", include("showcase.service_point_urls")),
        path("embed/", include("showcase.embed_urls")),
        path("share/", include("showcase.share_urls")),
        path("cities/", include("cities.urls")),
        path("networks/", include("networks.urls")),
        path("sessions/", include("webinars.urls")),
        path("registrations/", include("webinars.registration_urls")),
        path("library/", include("reports.urls")),
        path("account/", account.overview, name="account"),
        path("account/settings/", account.settings, name="account-settings"),
        path("account/data/", account.data, name="account-data"),
        path("account/data/download/", account.download, name="account-data-download"),
        path("account/erase/", account.erase_account, name="account-erase"),
        path("account/erased/", account.erased, name="account-erased"),
        path("account/cities/", include("cities.affiliation_urls")),
        path("account/second-step/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
        path("account/second-step/", include("allauth.mfa.urls")),
        path("account/sessions/", include("allauth.usersessions.urls")),
        path("account/email/", answered_once(ChangeEmail.as_view()), name="account_email"),
        path("account/signup/", SignUp.as_view(), name="account_signup"),
        path("account/", include("allauth.account.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
