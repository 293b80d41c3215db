"""Every page somebody can come to, in each of its states: who opens it, where, and what they do there.

``SHORT`` names the pages that open each template once; the proof opens all of them in all looks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cities.models import Affiliation
from showcase.models import Submission


@dataclass(frozen=True)
class Page:
    name: str  # what it is, and after a colon its state
    who: str  # the visitor, or somebody of the cast
    address: Callable  # of the stage
    act: Callable | None = None  # what is done there, with the window and the stage
    status: int = 200  # of the page that is opened first
    short: bool = True  # opened by the suite, not by the proof alone
    allowed: tuple = ()  # rules of axe, and measures, that the page breaks on purpose


def at(name, *args):
    return lambda stage: reverse(name, args=[each(stage) if callable(each) else each for each in args])


def sending(selector="main form[method=post]"):
    """Press the form's button as it stands."""

    def act(window, stage):
        with window.page.expect_navigation():
            window.page.locator(f"{selector} button:not([name=add]):not([type=button])").last.click()

    return act


def public(name, address, **more):
    return Page(name, "visitor", address if callable(address) else lambda stage: address, **more)


def detail(initiative):
    return lambda stage: initiative(stage).get_absolute_url()


def own(standing):
    return lambda stage: stage.registered[standing].get_absolute_url()


EMPTY = [  # before anything is there
    public("home: empty", "/", short=False),
    public("initiatives: empty", "/initiatives/", short=False),
    public("cities: empty", "/cities/", short=False),
    public("networks: empty", "/networks/", short=False),
    public("service points: empty", "/service-points/"),
    public("sessions: empty", "/sessions/", short=False),
    public("library: empty", "/library/", short=False),
]
PUBLIC = [
    public("home: filled", "/"),
    public("home: German", "/de/", short=False),
    public("initiatives: filled", "/initiatives/"),
    public("initiatives: German, second page", "/de/initiatives/?page=2", short=False),
    public("initiatives: filtered", "/initiatives/?theme=equality&country=ES&sort=city", short=False),
    public("initiatives: searched", "/initiatives/?q=calls", short=False),
    public("map: the world", "/initiatives/?view=map"),
    public("map: a city open", "/initiatives/?view=map&city=bilbao-es&extent=europe"),
    public("map: German", "/de/initiatives/?view=map&country=PE", short=False),
    public("map: nothing found", "/initiatives/?view=map&q=zzzzz", short=False),
    public("map: wrong parameter", "/initiatives/?view=map&extent=atlantis", short=False),
    public("initiatives: nothing found", "/initiatives/?q=zzzzz&country=ES", short=False),
    public("initiatives: wrong parameter", "/initiatives/?country=XX&page=-1"),
    public("search: everything", "/search/?q=calls"),
    public("search: nothing asked", "/search/", short=False),
    public("search: nothing found", "/search/?q=zzzzz", short=False),
    public("search: one kind, wrong parameter", "/search/?q=calls&type=moon", short=False),
    public("initiatives: like a city", "/initiatives/?like=lima-pe", short=False),
    public("filters: none chosen", "/initiatives/filters/", short=False),
    public("filters: some chosen", "/initiatives/filters/?theme=equality&country=ES"),
    public("initiatives: like no city yet", "/initiatives/?sort=like", short=False),
    public("like a city: not answered", "/initiatives/like/?theme=equality"),
    public("like a city: errors", "/initiatives/like/?place=Nowhere", short=False),
    public("initiative: full", detail(lambda stage: stage.full)),
    public("initiative: nothing but a name", detail(lambda stage: stage.bare), short=False),
    public("initiative: Arabic", detail(lambda stage: stage.foreign["ar"])),
    public("initiative: long German words", detail(lambda stage: stage.foreign["de"]), short=False),
    public(
        "initiative: Spanish, read in Spanish",
        lambda stage: "/es" + stage.foreign["es"].get_absolute_url(),
        short=False,
    ),
    public("initiative: archived", detail(lambda stage: stage.archived), short=False),
    public("initiative: taken down", detail(lambda stage: stage.gone), status=410),
    public("initiative: a version", at("initiative-version", lambda stage: stage.full.slug, 1)),
    public("cities: filled", "/cities/"),
    public("cities: nothing found", "/cities/?q=zzzzz", short=False),
    public("cities: wrong parameter", "/cities/?country=XX", short=False),
    public("city: filled", at("city", "bilbao-es")),
    public("city: long list", at("city", "lima-pe"), short=False),
    public("networks: filled", "/networks/"),
    public("networks: wrong parameter", "/networks/?page=0", short=False),
    public("network: with a desk", at("network", "metropolis")),
    public("network: without", at("network", "c40"), short=False),
    public("service points: filled", "/service-points/", short=False),
    public("service point: own", at("service-point", lambda stage: stage.own_point.slug)),
    public("embedded list: filled", "/embed/initiatives/"),
    public("embedded list: wrong parameter", "/embed/initiatives/?country=XX", short=False),
    public("embedded list: service point", at("embed-service-point", lambda stage: stage.own_point.slug), short=False),
    public("embed code", "/initiatives/embed/?theme=equality&country=ES"),
    public("follow: a filter", "/follow/?theme=equality&region=europe"),
    public("follow: errors", "/follow/?theme=equality", act=sending()),
    public("follow: wrong parameter", "/follow/?country=XX", short=False),
    public("follow: a series", "/follow/?about=sessions&series=live", short=False),
    public("follow: asked", at("follow-asked")),
    public("follow: own, to confirm", lambda stage: stage.asked.get_absolute_url(), short=False),
    public("follow: own, confirmed", lambda stage: stage.follow.get_absolute_url()),
    public("follow: stopped", at("follow-stopped")),
    public("library: filled", "/library/"),
    public("library: words on a page", "/library/?q=umbrella", short=False),
    public("library: wrong parameter", "/library/?kind=moon", short=False),
    public("library: nothing found", "/library/?q=zzzzz", short=False),
    public("report", at("report", "notes")),
    public("report: without anything", at("report", "bare"), short=False),
    public("sessions: filled", "/sessions/"),
    public("sessions: wrong parameter", "/sessions/?series=moon&page=-1", short=False),
    public("sessions: nothing found", "/sessions/?q=zzzzz", short=False),
    public("series", at("series", "live")),
    public("session: to come", at("session", "live", "coming")),
    public("session: live", at("session", "live", "live"), short=False),
    public("session: full, begins soon", at("session", "live", "full"), short=False),
    public("register", at("session-register", "live", "coming")),
    public("register: waiting list", at("session-register", "live", "full"), short=False),
    public("register: errors", at("session-register", "live", "coming"), act=sending()),
    public("register: over", at("session-register", "live", "calls"), short=False),
    public("register: asked", at("session-register-asked", "live", "coming")),
    public("registration: to confirm", own("unconfirmed"), short=False),
    public("registration: a seat, and the link to join", own("seat")),
    public("registration: on the waiting list", own("waits"), short=False),
    public("registration: cancelled", at("registration-cancelled")),
    public("session: documented", at("session", "live", "calls")),
    public("session: called off", at("session", "live", "off"), short=False),
    public("about", "/about/"),
    public("about the data", "/about/data/"),
    public("open data", "/about/open-data/"),
    public("accessibility", "/about/accessibility/"),
    public("privacy", "/about/privacy/"),
    # It shows each of them twice and more, error summaries too.
    public("components", "/about/components/", allowed=("landmark-unique:", "summary", "outline")),
    *(public(f"error {status}", f"/{status}/", status=status) for status in (400, 403, 404, 409, 429, 500)),
    public("error: form without its token", "/403-form/", status=403),
]


def signing_in(window, stage):
    window.fill(login="nobody@people.example", password="not the password")
    sending("main form[method=post]:has([name=password])")(window, stage)


def asking_for_code(window, stage):
    window.fill(email="nobody@people.example")
    window.press("Send me a code")


def following(label):
    return lambda window, stage: window.follow(label)


DOOR = [
    public("sign-in", "/account/login/"),
    public("sign-in: refused", "/account/login/", act=signing_in, short=False),
    public("sign-up", "/account/signup/", short=False),
    public("sign-up: errors", "/account/signup/", act=sending()),
    public("code: asked for", "/account/login/code/"),
    public("code: errors", "/account/login/code/", act=sending(), short=False),
    public("code: sent", "/account/login/code/", act=asking_for_code),
    public("reset", "/account/password/reset/"),
    public("reset: errors", "/account/password/reset/", act=sending(), short=False),
    public("reset: sent", at("account_reset_password_done")),
    public("reset: link", at("account_reset_password_from_key", lambda s: s.reset[0], lambda s: s.reset[1])),
    public(
        "reset: link, errors",
        at("account_reset_password_from_key", lambda s: s.reset[0], lambda s: s.reset[1]),
        act=sending(),
        short=False,
    ),
    public("reset: old link", at("account_reset_password_from_key", "1", "no-such-key"), short=False),
    public("reset: done", at("account_reset_password_from_key_done")),
    public("confirm an address", at("account_confirm_email", lambda stage: stage.confirmation)),
    public("confirm an address: old link", at("account_confirm_email", "no-such-key"), short=False),
    public("confirm an address: sent", at("account_email_verification_sent")),
    public("account is closed", at("account_inactive")),
    public("account is erased", at("account-erased")),
    Page("second step at sign-in", "half", at("mfa_authenticate")),
    Page(
        "second step at sign-in: errors",
        "half",
        at("mfa_authenticate"),
        act=sending("main form:has([name=code])"),
        short=False,
    ),
]


def decided_meanwhile(window, stage):
    Affiliation.objects.filter(user=stage.cast.colleague).update(state="refused")
    sending()(window, stage)
    Affiliation.objects.filter(user=stage.cast.colleague).update(state="claimed")


def claim_of(stage):
    return Affiliation.objects.get(user=stage.cast.colleague).pk


def mine(name, address, who="author", **more):
    return Page(name, who, address, **more)


ACCOUNT = [
    mine("my city: filled", at("account")),
    mine("my city: waiting", at("account"), "colleague", short=False),
    mine("my city: a lead's", at("account"), "lead"),
    mine("my city: empty", at("account"), "newcomer", short=False),
    mine("settings", at("account-settings")),
    mine("settings: errors", at("account-settings"), act=lambda w, s: (w.fill(name=""), sending()(w, s)), short=False),
    mine("claim a city", at("affiliation-claim")),
    mine("claim a city: errors", at("affiliation-claim"), act=sending(), short=False),
    mine("propose a place", at("place-propose"), short=False),
    mine("propose a place: errors", at("place-propose"), act=sending()),
    mine("people of a city", at("city-people", "bilbao-es"), "lead"),
    mine("answer a colleague", at("affiliation-decide", claim_of, "confirm"), "lead"),
    mine(
        "answer a colleague: changed meanwhile",
        at("affiliation-decide", claim_of, "confirm"),
        "lead",
        act=decided_meanwhile,
    ),
    mine("leave a city", at("affiliation-end", claim_of), "colleague"),
    mine("my data", at("account-data")),
    mine("erase the account", at("account-erase"), short=False),
    mine("erase the account: errors", at("account-erase"), act=sending()),
    mine("password", at("account_change_password"), "editor"),
    mine("password: errors", at("account_change_password"), "editor", act=sending(), short=False),
    mine("address", at("account_email")),
    mine("address: errors", at("account_email"), act=sending(), short=False),
    mine("sign out", at("account_logout")),
    mine("sessions", at("usersessions_list")),
    mine("show it again: password", at("account_reauthenticate"), "editor"),
    mine("show it again: code", at("mfa_reauthenticate"), "editor"),
    mine("show it again: passkey", at("mfa_reauthenticate_webauthn"), "editor"),
    mine("second step: none", at("mfa_index"), short=False),
    mine("second step: set up", at("mfa_index"), "editor"),
    mine("second step: app", at("mfa_activate_totp"), "platform_admin"),
    mine("second step: app, errors", at("mfa_activate_totp"), "platform_admin", act=sending(), short=False),
    mine("second step: remove the app", at("mfa_deactivate_totp"), "editor"),
    mine("second step: passkeys", at("mfa_list_webauthn"), "editor"),
    mine("second step: add a passkey", at("mfa_add_webauthn"), "editor"),
    mine("second step: rename a passkey", at("mfa_edit_webauthn", lambda stage: stage.passkey), "editor"),
    mine("second step: remove a passkey", at("mfa_remove_webauthn", lambda stage: stage.passkey), "editor"),
    mine("second step: spare codes", at("mfa_view_recovery_codes"), "editor"),
    mine("second step: new spare codes", at("mfa_generate_recovery_codes"), "editor"),
]


def of(state):
    return lambda stage: stage.texts[state].uuid


def prepared(stage):
    """From a session, for the city of the stranger."""
    return stage.sessions["documented"].city_drafts.get(city=stage.cast.other_city).submission.uuid


def sending_text(window, stage):
    window.press("Send")


def spoiling_a_row(window, stage):
    window.fill(**{"results-0-figure": "12", "results-0-counts": "", "results-0-year": "yesterday", "start": "soon"})
    window.press("Save the draft")


def changed_meanwhile(window, stage):
    text = stage.texts["to_conflict"]
    Submission.objects.filter(pk=text.pk).update(saves=text.saves + 5)
    window.press("Save the draft")
    Submission.objects.filter(pk=text.pk).update(saves=text.saves)


SHARE = [
    mine("texts: filled", at("share")),
    mine("texts: empty", at("share"), "newcomer", short=False),
    mine("begin", at("share-new")),
    mine("begin: errors", at("share-new"), act=sending(), short=False),
    mine("begin: without a city", at("share-new"), "newcomer", short=False),
    mine("begin a change", at("share-change", lambda stage: stage.foreign["ar"].slug)),
    mine("begin on behalf", at("share-on-behalf"), "editor", short=False),
    mine("begin on behalf: errors", at("share-on-behalf"), "editor", act=sending()),
    mine("form: empty", at("submission-edit", of("empty_draft")), short=False),
    mine("form: gaps", at("submission-edit", of("empty_draft")), act=sending_text),
    mine("form: wrong answers", at("submission-edit", of("empty_draft")), act=spoiling_a_row, short=False),
    mine("form: filled", at("submission-edit", of("draft")), short=False),
    mine("form: questions", at("submission-edit", of("changes_requested")), short=False),
    mine("form: Arabic", at("submission-edit", of("arabic_draft")), short=False),
    mine("form: long German words", at("submission-edit", of("long_draft")), short=False),
    mine("form: with the editors", at("submission-edit", of("submitted")), status=409, short=False),
    mine("form: changed meanwhile", at("submission-edit", of("to_conflict")), act=changed_meanwhile),
    mine("text: draft", at("submission", of("draft")), short=False),
    mine("text: empty draft", at("submission", of("empty_draft")), short=False),
    mine("text: submitted", at("submission", of("submitted")), short=False),
    mine("text: in review", at("submission", of("in_review")), short=False),
    mine("text: prepared", at("submission", prepared), "stranger"),
    mine("text: question", at("submission", of("changes_requested"))),
    mine("text: published", at("submission", of("published")), short=False),
    mine("text: declined", at("submission", of("declined")), short=False),
    mine("text: Arabic", at("submission", of("arabic")), short=False),
    mine("text: long German words", at("submission", of("long_draft")), short=False),
    mine("take back", at("submission-withdraw", of("submitted"))),
    mine("delete a draft", at("submission-discard", of("arabic_draft")), short=False),
]


def review_of(state):
    return lambda stage: reverse("admin:showcase_submission_review", args=[stage.texts[state].pk])


def deciding_nothing(window, stage):
    sending("form.decision")(window, stage)


def decided_by_another(window, stage):
    text = stage.texts["submitted"]
    Submission.objects.filter(pk=text.pk).update(saves=text.saves + 5)
    window.page.locator("[name=step]").first.check()
    window.fill(note="Thank you.")
    sending("form.decision")(window, stage)
    Submission.objects.filter(pk=text.pk).update(saves=text.saves)


def desk(name, address, who="editor", **more):
    return Page(f"desk {name}", who, address, **more)


def model(name, view, row=None):
    return at(f"admin:{name}_{view}", *([row] if row else []))


def host(stage):
    return stage.cast.host.pk


def series(stage):
    return stage.series.pk


LISTS = (
    *("showcase_initiative", "networks_network", "networks_membership", "networks_servicepoint"),
    *("webinars_webinar", "webinars_series", "webinars_person", "reports_report"),
    *("cities_affiliation", "cities_city", "catalogue_term"),
)
ADMINS_LISTS = ("accounts_user", "outbox_mail", "record_entry", "record_count", "files_storedfile")
BACK_OFFICE = [
    desk("index", at("admin:index")),
    desk("one part of it", at("admin:app_list", "showcase")),
    desk("queue", at("admin:showcase_submission_changelist")),
    desk(
        "queue: empty", lambda stage: reverse("admin:showcase_submission_changelist") + "?tab=recommended", short=False
    ),
    desk("review", review_of("submitted")),
    desk("review: claimed", review_of("in_review"), short=False),
    desk("review: asked", review_of("changes_requested"), short=False),
    desk("review: Arabic", review_of("arabic"), short=False),
    desk("review: published", review_of("published"), short=False),
    desk("review: errors", review_of("submitted"), act=deciding_nothing, short=False),
    desk("review: changed meanwhile", review_of("submitted"), act=decided_by_another),
    *(desk(f"list {name}", model(name, "changelist"), short=False) for name in LISTS),
    *(
        desk(f"list {name}", model(name, "changelist"), "platform_admin", short=name == "record_entry")
        for name in ADMINS_LISTS
    ),
    desk("initiative", model("showcase_initiative", "change", lambda stage: stage.full.pk)),
    desk(
        "initiative: Arabic", model("showcase_initiative", "change", lambda stage: stage.foreign["ar"].pk), short=False
    ),
    desk("network", model("networks_network", "change", host)),
    desk("service point", model("networks_servicepoint", "change", lambda stage: stage.own_point.pk), short=False),
    desk("membership", model("networks_membership", "add"), short=False),
    desk("membership: errors", model("networks_membership", "add"), act=lambda w, s: admin_saves(w), short=False),
    desk("place", model("cities_city", "change", lambda stage: stage.proposed.pk), "platform_admin"),
    desk("claim", model("cities_affiliation", "change", claim_of)),
    desk(
        "term", model("catalogue_term", "change", lambda stage: stage.full.main_topic_id), "platform_admin", short=False
    ),
    desk("series", model("webinars_series", "change", series)),
    desk("series, plan", model("webinars_series", "plan", series)),
    desk("series, plan: errors", model("webinars_series", "plan", series), act=lambda w, s: deciding_nothing(w, s)),
    desk("session", model("webinars_webinar", "change", lambda stage: stage.sessions["documented"].pk)),
    desk("session: new", model("webinars_webinar", "add"), short=False),
    desk(
        "session, who registered",
        model("webinars_webinar", "registrations", lambda stage: stage.registered["seat"].webinar_id),
    ),
    desk("session, order", model("webinars_webinar", "order", lambda stage: stage.sessions["documented"].pk)),
    desk("session, drafts", model("webinars_webinar", "drafts", lambda stage: stage.sessions["documented"].pk)),
    desk("report", model("reports_report", "change", lambda stage: stage.reports["notes"].pk)),
    desk("report: new", model("reports_report", "add"), short=False),
    desk("person on stage", model("webinars_person", "add"), short=False),
    desk("history", model("networks_network", "history", host)),
    desk("delete", model("networks_membership", "delete", lambda stage: stage.cast.host.memberships.get().pk)),
    desk("person", model("accounts_user", "change", lambda stage: stage.cast.stranger.pk), "platform_admin"),
    desk(
        "take the second step away",
        model("accounts_user", "reset_second_step", lambda stage: stage.cast.editor.pk),
        "platform_admin",
    ),
    desk("forbidden", model("accounts_user", "changelist"), status=403, short=False),
    desk("missing", lambda stage: "/admin/no/such/page/", status=404, short=False),
]


def admin_saves(window):
    with window.page.expect_navigation():
        window.page.locator("input[name=_save]").click()


PAGES = [*PUBLIC, *DOOR, *ACCOUNT, *SHARE, *BACK_OFFICE]
