"""Every address says who may open it. An address without a row here fails; so does a row without an address."""

from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

import cities.social
import networks.social
import reports.social
import showcase.social
from cities.models import Affiliation
from networks.models import Membership
from outbox.models import Mail
from record.models import Entry
from showcase.models import Follow
from tests.factories import (
    InitiativeFactory,
    PersonFactory,
    ReportFactory,
    SeriesFactory,
    ServicePointFactory,
    StoredFileFactory,
    TermFactory,
    WebinarFactory,
)
from webinars.models import Registration

NO_SUCH_ROW = 10**9
PEOPLE = ("visitor", "author", "lead", "colleague", "stranger", "editor", "rival_editor", "dual", "platform_admin")


# in the order of PEOPLE
EVERYONE = (200, 200, 200, 200, 200, 200, 200, 200, 200)  # public, or the same for everybody
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200, 200)  # asks visitors to sign in
SENT_ON = (302, 302, 302, 302, 302, 302, 302, 302, 302)  # always leads somewhere else
VISITORS = (200, 302, 302, 302, 302, 302, 302, 302, 302)  # who is signed in already is sent on
ADMINS = (302, 302, 302, 302, 302, 403, 403, 403, 200)  # the platform admin
NOBODY = (302, 302, 302, 302, 302, 403, 403, 403, 403)  # there is no such act
DESKS = (302, 302, 302, 302, 302, 200, 200, 200, 200)  # every editor, own rows only
POST_AT_A_DESK = (302, 302, 302, 302, 302, 405, 405, 405, 405)  # changes something, so only by POST
ADMINS_NO_ROW = (302, 302, 302, 302, 302, 403, 403, 403, 404)  # the platform admin, to whom it is missing here
DOOR = (302, 403, 403, 403, 403, 302, 302, 302, 302)  # the back office's own door: no loop for people without a desk
OWN_DESK = (302, 302, 302, 302, 302, 200, 404, 200, 200)  # a row of the host's desk
NOBODY_ON_A_ROW = (302, 302, 302, 302, 302, 403, 404, 403, 403)  # the desk sees the row; nobody deletes it
LEAD = (302, 404, 200, 404, 404, 404, 404, 404, 404)  # the city's lead
ONESELF = (302, 404, 404, 200, 404, 404, 404, 404, 404)  # who claims it
OWN_CITY = (302, 200, 200, 200, 403, 403, 403, 200, 403)  # staff of the city, confirmed or not
EDITORS = (302, 403, 403, 403, 403, 200, 200, 200, 200)  # everybody with a desk
MOVED = (301, 301, 301, 301, 301, 301, 301, 301, 301)  # leads to the page itself
SENT_TEXT = (302, 200, 200, 404, 404, 200, 404, 200, 200)  # its city, its desk, the platform admin
POST_SIGNED_IN = (302, 405, 405, 405, 405, 405, 405, 405, 405)  # the same behind sign-in
UNTIL_SET_UP = (302, 404, 404, 404, 404, 404, 404, 404, 404)  # there once somebody has an app, or spare codes
FORM_OF_A_SENT_TEXT = (302, 409, 409, 404, 404, 403, 404, 409, 409)  # its writers are told that the editors have it

DEMO_ONLY = (404, 404, 404, 404, 404, 404, 404, 404, 404)  # a page of the demonstration

OPEN_TO = {
    DEMO_ONLY: ("api-missing", "components", "file"),  # and no address of the API, and a file nobody speaks for
    EVERYONE: (
        "about",
        *("api", "api-cities", "api-initiative", "api-initiatives", "api-networks", "api-schema", "api-terms"),
        *("api-one-series", "api-series", "api-session", "api-sessions"),
        "account-erased",
        "accessibility",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "cities",
        *("cities-csv", "cities-geojson", "cities-json"),
        "city",
        "city-suggestions",
        "data-sources",
        "embed-code",
        "embed-initiatives",
        "embed-service-point",
        "follow",
        "follow-asked",
        "follow-own",
        "follow-stopped",
        "health-live",
        "health-ready",
        "home",
        "initiative",
        "initiative-cite",
        "initiative-version",
        "initiative-version-cite",
        "initiatives",
        *("initiatives-atom", "initiatives-csv", "initiatives-geojson", "initiatives-json"),
        "initiatives-filters",
        "initiatives-like",
        *("library", "library-atom", "library-csv", "library-json", "report", "report-cite", "social-report"),
        *("api-report", "api-reports"),
        "network",
        "networks",
        "open-data",
        "privacy",
        *("registration", "registration-cancelled"),
        "robots",
        "search",
        "security-txt",
        *("network-calendar", "series-calendar", "session-calendar", "sessions-calendar"),
        *("sessions-atom", "sessions-csv", "sessions-json"),
        "series",
        "service-point",
        "service-points",
        *("session", "session-register", "session-register-asked"),
        "sessions",
        "sitemap",
        "sitemap-part",
        "social-city",
        "social-initiative",
        "social-network",
        "suggestions",
    ),
    SIGNED_IN: (
        "account",
        "account-data",
        "account-erase",
        "account-settings",
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
        "affiliation-claim",
        "mfa_index",
        "mfa_list_webauthn",
        "place-propose",
        "share",
        "share-new",
        "usersessions_list",
    ),
    SENT_ON: (
        "account_confirm_login_code",
        "account_set_password",
        "admin:password_change",
        "admin:showcase_submission_change",
        "admin:showcase_submission_next",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
    ),
    UNTIL_SET_UP: (
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_view_recovery_codes",
    ),
    VISITORS: (
        "account_login",
        "account_request_login_code",
        "account_signup",
    ),
    ADMINS: (
        "admin:account_emailaddress_add",
        "admin:account_emailaddress_change",
        "admin:account_emailaddress_changelist",
        "admin:account_emailaddress_delete",
        "admin:account_emailaddress_history",
        "admin:accounts_user_change",
        "admin:accounts_user_changelist",
        "admin:accounts_user_history",
        "admin:accounts_user_reset_second_step",
        "admin:catalogue_term_add",
        "admin:files_storedfile_changelist",
        "admin:networks_network_add",
        "admin:outbox_mail_change",
        "admin:outbox_mail_changelist",
        "admin:outbox_mail_history",
        "admin:record_count_changelist",
        "admin:record_entry_change",
        "admin:record_entry_changelist",
        "admin:record_entry_export",
        "admin:record_entry_history",
    ),
    NOBODY: (
        "admin:accounts_user_add",
        "admin:accounts_user_delete",
        "admin:autocomplete",
        "admin:catalogue_term_delete",
        "admin:cities_affiliation_add",
        "admin:cities_affiliation_delete",
        "admin:cities_city_add",
        "admin:cities_city_delete",
        "admin:files_storedfile_add",
        "admin:outbox_mail_add",
        "admin:outbox_mail_delete",
        "admin:record_count_add",
        "admin:record_entry_add",
        "admin:record_entry_delete",
        "admin:showcase_initiative_add",
    ),
    DESKS: (
        "admin:app_list",
        "admin:catalogue_term_change",
        "admin:catalogue_term_changelist",
        "admin:catalogue_term_history",
        "admin:cities_affiliation_change",
        "admin:cities_affiliation_changelist",
        "admin:cities_affiliation_history",
        "admin:cities_city_change",
        "admin:cities_city_changelist",
        "admin:cities_city_history",
        "admin:index",
        "admin:jsi18n",
        "admin:networks_membership_add",
        "admin:networks_membership_changelist",
        "admin:networks_network_changelist",
        "admin:networks_servicepoint_add",
        "admin:networks_servicepoint_changelist",
        "admin:password_change_done",
        "admin:showcase_initiative_changelist",
        "admin:showcase_submission_changelist",
        *("admin:reports_report_add", "admin:reports_report_changelist"),
        *(f"admin:webinars_{row}_{page}" for row in ("person", "series", "webinar") for page in ("add", "changelist")),
    ),
    POST_AT_A_DESK: (
        "admin:cities_affiliation_decide",
        "admin:cities_city_confirm",
        "admin:logout",
        "admin:showcase_initiative_standing",
        "admin:showcase_submission_comment",
        "admin:showcase_submission_decide",
        "admin:showcase_submission_settle",
        "admin:webinars_webinar_registrations_export",
    ),
    ADMINS_NO_ROW: (
        "admin:files_storedfile_change",
        "admin:files_storedfile_delete",
        "admin:files_storedfile_history",
        "admin:record_count_change",
        "admin:record_count_delete",
        "admin:record_count_history",
    ),
    DOOR: ("admin:login",),
    OWN_DESK: (
        "admin:networks_membership_change",
        "admin:networks_membership_delete",
        "admin:networks_membership_history",
        "admin:networks_network_change",
        "admin:networks_network_history",
        "admin:networks_servicepoint_change",
        "admin:networks_servicepoint_history",
        *("admin:reports_report_change", "admin:reports_report_delete", "admin:reports_report_history"),
        "admin:showcase_initiative_change",
        "admin:showcase_initiative_history",
        "admin:showcase_submission_review",
        "admin:webinars_person_change",
        "admin:webinars_person_delete",
        "admin:webinars_person_history",
        "admin:webinars_series_change",
        "admin:webinars_series_history",
        "admin:webinars_series_plan",
        "admin:webinars_webinar_change",
        "admin:webinars_webinar_drafts",
        "admin:webinars_webinar_history",
        "admin:webinars_webinar_order",
        "admin:webinars_webinar_registrations",
    ),
    NOBODY_ON_A_ROW: (
        "admin:networks_network_delete",
        "admin:networks_servicepoint_delete",
        "admin:showcase_initiative_delete",
        "admin:webinars_series_delete",
        "admin:webinars_webinar_delete",
    ),
    LEAD: (
        "affiliation-decide",
        "city-people",
    ),
    ONESELF: ("affiliation-end",),
    OWN_CITY: ("share-change",),
    EDITORS: ("share-on-behalf",),
    MOVED: ("short-address",),
    SENT_TEXT: (
        "submission",
        "submission-discard",
        "submission-submit",
        "submission-withdraw",
    ),
    POST_SIGNED_IN: (
        "account-data-download",
        "submission-confirm",
    ),
    FORM_OF_A_SENT_TEXT: ("submission-edit",),
}


def walk(patterns, namespace=""):
    """The names of all addresses; the admin's unnamed redirects to its change pages are left out."""
    for each in patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from walk(each.url_patterns, namespace + inner)
        elif each.name:
            yield namespace + each.name


@pytest.fixture
def world(cast, submitted):
    """One row of the host's behind each address: what it manages, the rival's editor does not."""
    initiative = InitiativeFactory(city=cast.city, desk=cast.host, title="Public")
    comment = submitted.last_revision.comments.create(field="title", text="Why?", by=cast.editor)
    service_point = ServicePointFactory(host_network=cast.host, embed_sites=["https://city.example"])
    session = WebinarFactory(series=SeriesFactory(lead=cast.host), state="held", date=date(2020, 4, 15))
    report = ReportFactory(publisher=cast.host)
    affiliation = Affiliation.objects.get(user=cast.colleague)
    membership = Membership.objects.get(city=cast.city, network=cast.host)
    term = TermFactory()
    pictures = [
        showcase.social.picture_of(initiative),
        cities.social.picture_of(cast.city),
        networks.social.picture_of(cast.host),
        reports.social.picture_of(report),
    ]
    return {
        "api-initiative": [initiative.code],
        "api-missing": ["no/such/thing"],
        "file": [StoredFileFactory(state="ready").public_id, "plan.pdf"],
        "api-session": [str(session.uid)],
        "api-one-series": [session.series.slug],
        "initiative": [initiative.slug],
        "initiative-cite": [initiative.slug, "bib"],
        "initiative-version": [initiative.slug, 1],
        "initiative-version-cite": [initiative.slug, 1, "ris"],
        "follow-own": [Follow.objects.create(email="reader@elsewhere.example").key],
        "short-address": [initiative.code],
        "service-point": [service_point.slug],
        "sitemap-part": ["initiatives", 1],
        **{each.name: [each.key, each.mark] for each in pictures},
        "embed-service-point": [service_point.slug],
        "series": [session.series.slug],
        "session-calendar": [session.series.slug, session.slug],
        "series-calendar": [session.series.slug],
        "network-calendar": [cast.host.slug],
        **{f"session{page}": [session.series.slug, session.slug] for page in ("", "-register", "-register-asked")},
        "registration": [Registration.objects.create(webinar=session, email="reader@elsewhere.example").key],
        **{name: [report.slug] for name in ("report", "api-report")},
        "report-cite": [report.slug, "bib"],
        "share-change": [initiative.slug],
        **{
            f"submission{step}": [submitted.uuid]
            for step in ("", "-edit", "-submit", "-withdraw", "-discard", "-confirm")
        },
        "city": [cast.city.slug],
        "network": [cast.host.slug],
        "affiliation-end": [affiliation.pk],
        "city-people": [cast.city.slug],
        "affiliation-decide": [affiliation.pk, "confirm"],
        "account_confirm_email": ["no-such-key"],
        "account_reset_password_from_key": ["1", "no-such-key"],
        "mfa_edit_webauthn": [NO_SUCH_ROW],
        "mfa_remove_webauthn": [NO_SUCH_ROW],
        "admin:app_list": ["showcase"],
        "admin:webinars_series_plan": [session.series.pk],
        **{
            f"admin:webinars_webinar_{page}": [session.pk]
            for page in ("drafts", "order", "registrations", "registrations_export")
        },
        "admin:showcase_initiative_standing": [initiative.pk],
        **{f"admin:showcase_submission_{view}": [submitted.pk] for view in ("change", "review", "decide", "comment")},
        "admin:showcase_submission_settle": [submitted.pk, comment.pk],
        "admin:cities_affiliation_decide": [affiliation.pk, "confirm"],
        "admin:cities_city_confirm": [cast.city.pk],
        "admin:accounts_user_reset_second_step": [cast.stranger.pk],
        "rows": {
            "showcase_initiative": initiative.pk,
            "catalogue_term": term.pk,
            "networks_network": cast.host.pk,
            "networks_membership": membership.pk,
            "cities_affiliation": affiliation.pk,
            "networks_servicepoint": service_point.pk,
            "cities_city": cast.city.pk,
            "accounts_user": cast.stranger.pk,
            "reports_report": report.pk,
            "webinars_series": session.series.pk,
            "webinars_webinar": session.pk,
            "webinars_person": PersonFactory(network=cast.host).pk,
            "outbox_mail": Mail.objects.first().pk,
            "record_entry": Entry.objects.first().pk,
            "account_emailaddress": cast.stranger.emailaddress_set.create(email=cast.stranger.email).pk,
        },
    }


def address_of(name, world):
    if name in world:
        return reverse(name, args=world[name])
    model, _, view = name.removeprefix("admin:").rpartition("_")
    if name.startswith("admin:") and view in ("history", "delete", "change") and name != "admin:password_change":
        return reverse(name, args=[world["rows"].get(model, NO_SUCH_ROW)])
    return reverse(name)


def test_every_address_states_its_audience():
    stated = [name for names in OPEN_TO.values() for name in names]

    assert sorted(stated) == sorted(set(walk(get_resolver().url_patterns)))


@pytest.mark.parametrize("who", PEOPLE)
def test_address_opens_for_its_audience_and_for_nobody_else(world, cast, client_of, who):
    browser = Client() if who == "visitor" else client_of(getattr(cast, who))
    browser.raise_request_exception = False
    place = PEOPLE.index(who)

    answers = {name: browser.get(address_of(name, world)).status_code for names in OPEN_TO.values() for name in names}

    assert answers == {name: statuses[place] for statuses, names in OPEN_TO.items() for name in names}


SETS_IT_UP = {"account_logout": 200, "account_reauthenticate": 200}


@pytest.mark.parametrize("who", ["editor", "dual", "platform_admin"])
def test_staff_without_the_second_step_open_nothing_but_what_sets_it_up(world, cast, client_of, who):
    browser = client_of(getattr(cast, who))
    session = browser.session
    del session["account_authentication_methods"]
    session.save()
    asks_for_sign_in = {name for statuses, names in OPEN_TO.items() if statuses[0] == 302 for name in names}
    asked = {name: browser.get(address_of(name, world)) for name in asks_for_sign_in if not name.startswith("mfa_")}

    answers = {name: answer.headers.get("Location", answer.status_code) for name, answer in asked.items()}

    assert answers == {name: SETS_IT_UP.get(name, reverse("mfa_index")) for name in asked}
