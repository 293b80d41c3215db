"""Forms of the city's side and of one's own account, posted with what is not on them."""

import pytest
from django.urls import reverse

from cities.models import Affiliation, City
from showcase.models import Submission
from tests.authz.allowed import DRAFT
from tests.authz.forging import draft_form, fields_of, forged
from tests.authz.test_matrix import FULL

ROWS = {"results", "conditions", "links"}  # written by rows of the form; a whole list posted for them is not read
SAVED = {"showcase_submission.saves", "showcase_submission.edited_at"}
WRITERS = ("author", "lead", "of_two_cities") if FULL else ("author",)


def forgeries(item, allowed=()):
    """Each field of the model that is not allowed, with another value; in the suite all of them at once."""
    each = [forged(field, item) for field in fields_of(type(item)) if field.name not in allowed]
    at_once = {name: value for one in each for name, value in one.items()}
    return [*each, at_once] if FULL else [at_once]


@pytest.mark.parametrize("depth", ["quick", "full"])
@pytest.mark.parametrize("who", WRITERS)
def test_draft_keeps_what_its_form_does_not_ask_for(logins, draft, post, who, depth):
    Submission.objects.filter(pk=draft.pk).update(depth=depth)
    page = reverse("submission-edit", args=[draft.uuid])
    data = draft_form(logins[who], page)

    changed = [post(logins[who], page, data | more, SAVED).changes for more in forgeries(draft, DRAFT | ROWS)]

    assert changed == [SAVED] * len(changed)


def test_whole_lists_of_rows_are_not_read(logins, draft, post):
    page = reverse("submission-edit", args=[draft.uuid])
    more = dict.fromkeys(ROWS, '[{"forged": 1}]')

    assert post(logins["author"], page, draft_form(logins["author"], page) | more, SAVED).changes == SAVED


def test_sent_text_takes_no_form_of_its_city(logins, submitted, post):
    page = reverse("submission-edit", args=[submitted.uuid])
    answers = [post(logins["author"], page, more) for more in forgeries(submitted)]

    assert {(sent.status, sent.changes) for sent in answers} == {(409, frozenset())}


@pytest.mark.parametrize("act", ["decide", "comment"])
def test_decision_writes_no_column_that_is_posted(logins, submitted, post, act):
    page = reverse(f"admin:showcase_submission_{act}", args=[submitted.pk])
    answers = [post(logins["editor"], page, more) for more in forgeries(submitted)]

    assert {(sent.status, sent.changes) for sent in answers} == {(422, frozenset())}


@pytest.mark.parametrize("step", ["submit", "withdraw", "discard"])
def test_step_writes_no_column_that_is_posted(logins, submitted, post, step):
    page = reverse(f"submission-{step}", args=[submitted.uuid])
    answers = [post(logins["author"], page, {"seen": "forged", **more}) for more in forgeries(submitted)]

    assert {(sent.status, sent.changes) for sent in answers} == {(409, frozenset())}


def test_new_draft_is_what_the_form_says_and_nothing_more(cast, logins, draft, client_of):
    once = client_of(cast.author).get(reverse("share-new")).context["once"]
    more = {name: value for one in forgeries(draft, {"city", "depth"})[-1:] for name, value in one.items()}
    browser = client_of(cast.author)

    browser.post(reverse("share-new"), more | {"city": cast.city.pk, "depth": "quick", "once": once})

    made = Submission.objects.latest("pk")
    assert made.pk != draft.pk
    assert (made.author, made.desk, made.city, made.state, made.channel) == (
        cast.author,
        cast.rival,  # the first of the city's networks by name
        cast.city,
        "draft",
        "web",
    )
    assert (made.initiative, made.assigned_to, made.city_confirmed_at, made.saves, made.title) == (
        None,
        None,
        None,
        0,
        "",
    )


@pytest.mark.parametrize("name", ["share-new", "share-on-behalf"])
def test_beginning_for_others_makes_nothing(cast, logins, post, name):
    """A city one does not work for, a desk one does not edit for."""
    who = "author" if name == "share-new" else "editor"
    once = logins[who].browser().get(reverse(name)).context["once"]
    data = {"city": cast.other_city.pk, "depth": "quick", "desk": cast.rival.pk, "once": once}
    data |= {"city_slug": cast.other_city.slug} if who == "editor" else {}

    sent = post(logins[who], reverse(name), data)

    assert (sent.status, sent.changes) == (422, frozenset())


def test_account_changes_its_settings_and_nothing_else(cast, logins, post):
    page = reverse("account-settings")
    shown = logins["author"].browser().get(page).context["form"].initial
    settings = {"name", "language", "time_zone", "mail_choice"}

    changed = [
        post(logins["author"], page, {**{name: shown[name] for name in settings}, **more}).changes
        for more in forgeries(cast.author, settings)
    ]

    assert changed == [frozenset()] * len(changed)


def test_claim_is_only_claimed(cast, client_of):
    """Whatever state, person or right is posted with it."""
    affiliation = Affiliation.objects.get(user=cast.stranger)
    more = forgeries(affiliation, {"city", "role_title"})[-1] | {"state": "confirmed", "is_lead": "on"}
    data = more | {"city": cast.city.name, "city_slug": cast.city.slug, "role_title": "Officer"}

    client_of(cast.stranger).post(reverse("affiliation-claim"), data)

    made = Affiliation.objects.latest("pk")
    assert (made.user, made.city, made.state, made.is_lead, made.decided_at) == (
        *(cast.stranger, cast.city, "claimed", False, None),
    )


def test_proposed_place_is_only_proposed(cast, client_of):
    form = {"name": "Vaduz", "country": "LI", "latitude": "47.14", "longitude": "9.52", "role_title": "Officer"}
    more = forgeries(cast.city, form.keys())[-1] | {"state": "confirmed", "slug": "bilbao-es", "is_lead": "on"}

    client_of(cast.stranger).post(reverse("place-propose"), more | form)

    made = City.objects.latest("pk")
    claim = Affiliation.objects.latest("pk")
    assert (made.name, made.state, made.slug, made.proposed_by) == ("Vaduz", "proposed", "vaduz-li", cast.stranger)
    assert (made.population, made.geonames_id, made.description) == (None, None, "")
    assert (claim.user, claim.city, claim.state, claim.is_lead) == (cast.stranger, made, "claimed", False)
