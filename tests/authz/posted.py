"""What an empty form with a good token is answered, for the nine people of tests/test_access.py in their order.

Nobody who may not write is told more by posting than by reading, and what is only read answers 405.
"""

from tests.test_access import (
    ADMINS,
    ADMINS_NO_ROW,
    DOOR,
    NOBODY,
    NOBODY_ON_A_ROW,
    OPEN_TO,
    OWN_DESK,
    POST_AT_A_DESK,
    POST_SIGNED_IN,
    SENT_ON,
    UNTIL_SET_UP,
    VISITORS,
)

ANYBODY = (200, 200, 200, 200, 200, 200, 200, 200, 200)  # shown again with what is missing
READ_ONLY = (405, 405, 405, 405, 405, 405, 405, 405, 405)
NO_SUCH_KEY = (404, 404, 404, 404, 404, 404, 404, 404, 404)
SHOWN_AGAIN = (302, 200, 200, 200, 200, 200, 200, 200, 200)
INCOMPLETE = (302, 422, 422, 422, 422, 422, 422, 422, 422)
DESKS_POST = (302, 302, 302, 302, 302, 200, 200, 200, 200)  # an empty form, or a list from which nothing was ticked
DECIDED = (302, 302, 302, 302, 302, 302, 302, 302, 302)  # editors of the city's networks
WORDS_OF_A_CITY = (302, 302, 302, 302, 302, 302, 302, 302, 200)  # editors' words may be empty, an admin's place not
SAVED = (302, 302, 302, 302, 302, 302, 404, 302, 302)  # nothing in it is required
ANSWERED = (302, 302, 302, 302, 302, 302, 404, 403, 302)  # never by somebody of the same city
OF_THE_DESK = (302, 302, 302, 302, 302, 422, 404, 403, 422)  # the same, and something is missing
STANDING = (302, 302, 302, 302, 302, 422, 404, 422, 422)
ADMINS_ASKED = (302, 302, 302, 302, 302, 403, 403, 403, 302)  # who is asking, before anything happens
ADMINS_LIST = (302, 302, 302, 302, 302, 403, 403, 403, 405)
CITY_BEGINS = (302, 302, 302, 302, 403, 403, 403, 302, 403)
EDITORS_BEGIN = (302, 403, 403, 403, 403, 422, 422, 422, 422)
CITY_CONFIRMS = (302, 403, 403, 404, 404, 403, 404, 403, 403)  # not written on its behalf
WHO_CLAIMED = (302, 404, 404, 302, 404, 404, 404, 404, 404)
LEAD_SAYS = (302, 404, 302, 404, 404, 404, 404, 404, 404)
WITHOUT_ITS_COUNT = (302, 409, 409, 404, 404, 403, 404, 409, 409)  # has seen no text that could still stand

POSTED = (
    (ANYBODY, ("account_reset_password", "account_reset_password_from_key", "follow", "follow-own")),
    (ANYBODY, ("registration", "session-register")),
    (VISITORS, ("account_login", "account_request_login_code", "account_signup")),
    (
        SHOWN_AGAIN,
        (
            *("account-settings", "account_change_password", "account_reauthenticate"),
            *("affiliation-claim", "place-propose"),
        ),
    ),
    (INCOMPLETE, ("share-new",)),
    (
        SENT_ON,
        (
            *("account-erase", "account-data-download", "account_email", "account_logout", "usersessions_list"),
            *(name for name in OPEN_TO[SENT_ON] if name != "admin:showcase_submission_next"),
        ),
    ),
    (UNTIL_SET_UP, ("mfa_deactivate_totp", "mfa_download_recovery_codes")),
    (NO_SUCH_KEY, ("account_confirm_email",)),
    (
        DESKS_POST,
        (
            *("admin:showcase_submission_changelist", "admin:logout"),
            *("admin:networks_membership_add", "admin:networks_servicepoint_add"),
            "admin:reports_report_add",
            *(f"admin:webinars_{row}_add" for row in ("person", "series", "webinar")),
        ),
    ),
    (
        OWN_DESK,
        (
            *(
                "admin:networks_membership_delete",
                "admin:networks_network_change",
                "admin:networks_servicepoint_change",
            ),
            *("admin:reports_report_change", "admin:reports_report_delete"),
            *(f"admin:webinars_{row}_change" for row in ("person", "series", "webinar")),
            *("admin:webinars_person_delete", "admin:webinars_series_plan"),
            "admin:webinars_webinar_registrations_export",
        ),
    ),
    (WORDS_OF_A_CITY, ("admin:cities_city_change",)),
    (DECIDED, ("admin:cities_affiliation_decide", "admin:cities_city_confirm")),
    (SAVED, ("admin:networks_membership_change", "admin:webinars_webinar_drafts", "admin:webinars_webinar_order")),
    (ANSWERED, ("admin:showcase_submission_settle",)),
    (OF_THE_DESK, ("admin:showcase_submission_comment", "admin:showcase_submission_decide")),
    (STANDING, ("admin:showcase_initiative_standing",)),
    (
        ADMINS,
        (
            *(f"admin:account_emailaddress_{page}" for page in ("add", "change", "changelist", "delete", "history")),
            *("admin:accounts_user_change", "admin:catalogue_term_add", "admin:catalogue_term_change"),
            "admin:networks_network_add",
        ),
    ),
    (ADMINS_ASKED, ("admin:accounts_user_reset_second_step",)),
    (
        ADMINS_LIST,
        (
            *("admin:accounts_user_changelist", "admin:files_storedfile_changelist", "admin:outbox_mail_changelist"),
            *("admin:record_count_changelist", "admin:record_entry_changelist"),
        ),
    ),
    (
        NOBODY,
        (
            *("admin:outbox_mail_change", "admin:record_entry_change", "admin:cities_affiliation_change"),
            *(name for name in OPEN_TO[NOBODY] if name != "admin:autocomplete"),
        ),
    ),
    (ADMINS_NO_ROW, tuple(name for name in OPEN_TO[ADMINS_NO_ROW] if not name.endswith("_history"))),
    (NOBODY_ON_A_ROW, (*OPEN_TO[NOBODY_ON_A_ROW], "admin:showcase_initiative_change")),
    (DOOR, ("admin:login",)),
    (EDITORS_BEGIN, ("share-on-behalf",)),
    (CITY_BEGINS, ("share-change",)),
    (CITY_CONFIRMS, ("submission-confirm",)),
    (WHO_CLAIMED, ("affiliation-end",)),
    (LEAD_SAYS, ("affiliation-decide",)),
    (WITHOUT_ITS_COUNT, ("submission-edit", "submission-discard", "submission-submit", "submission-withdraw")),
    # What is only read: by everybody, behind sign-in, in the back office.
    (
        READ_ONLY,
        (
            *(
                "about",
                "accessibility",
                "account-erased",
                "components",
                "initiatives-filters",
                "initiatives-like",
                "privacy",
                "cities",
                "city",
                "city-suggestions",
                "data-sources",
                "embed-code",
                "embed-initiatives",
                "embed-service-point",
                "file",
                "follow-asked",
                "follow-stopped",
                "health-live",
                "health-ready",
                "home",
            ),
            *("initiative-cite", "initiative-version-cite"),
            *("initiative", "initiative-version", "initiatives", "network", "networks", "robots", "search"),
            *("security-txt", "sitemap", "sitemap-part", "social-city", "social-initiative"),
            *("social-network", "suggestions"),
            "open-data",
            *("api", "api-cities", "api-initiative", "api-initiatives", "api-missing", "api-networks", "api-schema"),
            "api-terms",
            *("api-one-series", "api-series", "api-session", "api-sessions"),
            *("cities-csv", "cities-geojson", "cities-json"),
            *("initiatives-atom", "initiatives-csv", "initiatives-geojson", "initiatives-json"),
            *("library", "library-atom", "library-csv", "library-json", "report", "report-cite", "social-report"),
            *("api-report", "api-reports"),
            *("series", "service-point", "service-points", "session", "sessions", "short-address"),
            *("network-calendar", "series-calendar", "session-calendar", "sessions-calendar"),
            *("sessions-atom", "sessions-csv", "sessions-json"),
            *("registration-cancelled", "session-register-asked"),
            *("account_email_verification_sent", "account_inactive"),
            *("account_reset_password_done", "account_reset_password_from_key_done"),
        ),
    ),
    (
        POST_SIGNED_IN,
        (
            *("account", "account-data", "city-people", "mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes"),
            *("share", "submission"),
        ),
    ),
    (
        POST_AT_A_DESK,
        (
            *("admin:app_list", "admin:autocomplete", "admin:index", "admin:jsi18n", "admin:password_change_done"),
            *("admin:record_entry_export", "admin:showcase_submission_next", "admin:showcase_submission_review"),
            *("admin:catalogue_term_changelist", "admin:cities_affiliation_changelist", "admin:cities_city_changelist"),
            *("admin:networks_membership_changelist", "admin:networks_network_changelist"),
            *("admin:networks_servicepoint_changelist", "admin:showcase_initiative_changelist"),
            "admin:reports_report_changelist",
            *(f"admin:webinars_{row}_changelist" for row in ("person", "series", "webinar")),
            "admin:webinars_webinar_registrations",
            *(
                name
                for names in OPEN_TO.values()
                for name in names
                if name.endswith("_history") and "_emailaddress_" not in name
            ),
        ),
    ),
)

# Who changes something even with an empty form, and in which tables: what was asked is in the address, or nothing
# in the form is required.
OF_THE_CITY = {"editor", "rival_editor", "dual", "platform_admin"}
WRITES = {
    "admin:cities_affiliation_decide": (OF_THE_CITY, {"cities_affiliation", "outbox_mail"}),
    "admin:cities_city_change": (OF_THE_CITY - {"platform_admin"}, {"cities_city"}),
    "admin:networks_membership_change": ({"editor", "dual", "platform_admin"}, {"networks_membership"}),
    "admin:showcase_submission_settle": ({"editor", "platform_admin"}, {"showcase_comment"}),
    "affiliation-decide": ({"lead"}, {"cities_affiliation", "outbox_mail"}),
    "share-change": ({"author", "lead", "colleague", "dual"}, {"showcase_submission"}),
    "affiliation-end": ({"colleague"}, {"cities_affiliation"}),
}
