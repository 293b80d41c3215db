"""What each cell of the matrix must answer: from the tables, and from the rules that hold for every address."""

from tests.authz.logins import AS
from tests.authz.posted import POSTED, WRITES
from tests.authz.routes import UNNAMED
from tests.test_access import OPEN_TO, PEOPLE, POST_AT_A_DESK, SENT_ON

REFUSED = ("OPTIONS", "PUT", "PATCH", "DELETE")  # no page answers to them


def by_name(pairs):
    return {name: statuses for statuses, names in pairs for name in names}


READ, WRITTEN = by_name(OPEN_TO.items()) | UNNAMED, by_name(POSTED) | UNNAMED


def those_with(answers, table):
    return {name for name, statuses in table.items() if statuses == answers}


# Who has is_staff and no desk: past the door of the back office, and then nothing but an empty queue.
ONLY_STAFF = {
    200: (
        *("admin:app_list", "admin:index", "admin:jsi18n", "admin:password_change_done"),
        "admin:showcase_submission_changelist",
    ),
    302: ("admin:login", *those_with(SENT_ON, READ)),
    404: ("admin:showcase_submission_review", "unnamed: admin/(?P<url>.*)$"),
    405: OPEN_TO[POST_AT_A_DESK],
}
ONLY_STAFF_POSTED = {
    200: ("admin:showcase_submission_changelist", "admin:logout"),
    302: ("admin:login", *those_with(SENT_ON, WRITTEN)),
    404: (
        *("admin:cities_affiliation_decide", "admin:cities_city_confirm", "admin:showcase_initiative_standing"),
        *(f"admin:showcase_submission_{act}" for act in ("comment", "decide", "settle")),
        "unnamed: admin/(?P<url>.*)$",
    ),
    405: {name for name in those_with(POST_AT_A_DESK, WRITTEN) if not name.endswith("_changelist")},
}
# A program that asks for JSON gets allauth's JSON, which says in words what a page would say.
PROGRAM = {
    "account_confirm_email": 400,  # no such key
    "account_logout": 200,  # the address to go to, in a field
    "mfa_login_webauthn": 200,  # the challenge that a passkey signs
}
PROGRAM_POSTED = {
    **dict.fromkeys(("account_login", "account_signup"), 400),
    **dict.fromkeys(("account_reset_password", "account_reset_password_from_key"), 400),
    "account_logout": 200,
}


STAFF_READ, STAFF_WRITTEN = by_name(ONLY_STAFF.items()), by_name(ONLY_STAFF_POSTED.items())


def status_of(name, who, method):
    if name.startswith("api") and method not in ("GET", "HEAD"):  # other sites' scripts ask first; nothing is posted
        return 204 if method == "OPTIONS" else 405
    if method == "POST without a token":
        return 403
    if method in REFUSED:
        return 405
    posted = method == "POST"
    if who == "only_staff" and name.startswith(("admin:", "unnamed:")):
        return (STAFF_WRITTEN if posted else STAFF_READ).get(name, 403)
    if who == "only_staff" and name == "share-on-behalf":
        return 403
    if who == "link_holder" and name in (special := PROGRAM_POSTED if posted else PROGRAM):
        return special[name]
    return (WRITTEN if posted else READ)[name][PEOPLE.index(AS[who])]


def tables_of(name, who, method):
    """The tables that may change."""
    people, tables = WRITES.get(name, ((), ()))
    return frozenset(tables if method == "POST" and AS[who] in people and who != "only_staff" else ())
