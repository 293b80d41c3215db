"""The city's pages: nothing typed is lost, nothing incomplete is sent, nobody writes for another city."""

import re

import pytest
from django.urls import reverse

from showcase import workflow
from showcase.models import Submission
from tests.factories import MembershipFactory


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def posted(page, **changes):
    """What a browser posts for the draft on this edit page, with some fields filled otherwise."""
    data = {}
    forms = page.context["forms"]
    for form in (forms.form, *(row for rows in forms.row_sets.values() for row in rows)):
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value not in (None, False, ""):
                data[field.html_name] = value if isinstance(value, list) else str(value)
    for rows in forms.row_sets.values():
        data |= {field.html_name: field.value() for field in rows.management_form}
    return data | {"seen": hidden(page, "seen"), "once": hidden(page, "once")} | changes


@pytest.fixture
def author(client_of, cast):
    return client_of(cast.author)


@pytest.fixture
def address(draft):
    return reverse("submission-edit", args=[draft.uuid])


def test_beginning_makes_one_draft_however_often_the_form_is_posted(author, cast):
    page = author.get(reverse("share-new"))
    data = {"city": cast.city.pk, "depth": "quick", "once": hidden(page, "once")}

    first, second = (author.post(reverse("share-new"), data) for _ in range(2))

    draft = Submission.objects.get()
    assert (draft.state, draft.city, draft.author, draft.desk) == ("draft", cast.city, cast.author, cast.rival)
    assert first.headers["Location"] == reverse("submission-edit", args=[draft.uuid])
    assert second.headers["Location"] == reverse("share")


def test_first_desk_is_the_citys_first_network_with_an_active_editor(author, cast):
    cast.rival.editors.all().delete()
    author.post(reverse("share-new"), {"city": cast.city.pk, "depth": "quick"})

    assert Submission.objects.get().desk == cast.host


def test_beginning_for_a_city_of_others_is_a_form_error(author, cast):
    page = author.post(reverse("share-new"), {"city": cast.other_city.pk, "depth": "quick"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["city"])
    assert not Submission.objects.exists()


def test_draft_is_saved_with_gaps(author, draft, address):
    page = author.get(address)

    answer = author.post(address, posted(page, title="", challenge="", save="1"))

    draft.refresh_from_db()
    assert answer.headers["Location"] == address
    assert (draft.title, draft.challenge, draft.saves, draft.state) == ("", "", 1, "draft")


def test_incomplete_draft_is_saved_refused_and_each_gap_is_linked_to_its_field(author, draft, address):
    page = author.get(address)

    refused = author.post(address, posted(page, title="", summary="New words", contact_name="", send="1"))

    draft.refresh_from_db()
    assert (refused.status_code, draft.state, draft.summary) == (422, "draft", "New words")
    assert [problem.target for problem in refused.context["problems"]] == ["id_title", "id_contact_role"]
    ids = set(re.findall(r'id="([^"]+)"', refused.content.decode()))
    assert {problem.target for problem in refused.context["problems"]} <= ids


def test_corrected_form_goes_through_after_a_refusal(author, draft, address):
    refused = author.post(address, posted(author.get(address), title="", send="1"))

    sent = author.post(address, posted(refused, title="Calls", send="1"))

    draft.refresh_from_db()
    assert (sent.headers["Location"], draft.state) == (draft.get_absolute_url(), "submitted")


def test_sending_twice_through_one_form_shows_the_same_page(author, draft, address):
    data = posted(author.get(address), send="1")

    first, second = author.post(address, data), author.post(address, data)

    assert first.headers["Location"] == second.headers["Location"] == draft.get_absolute_url()
    assert draft.reviews.count() == 1


def test_row_with_an_error_keeps_everything_that_was_typed(author, draft, address):
    data = posted(author.get(address), title="Kept", save="1")
    data |= {"results-1-figure": "12", "results-1-year": "two thousand"}

    page = author.post(address, data)

    assert page.status_code == 422
    assert [problem.target for problem in page.context["problems"]] == ["id_results-1-year"]
    content = page.content.decode()
    assert 'value="Kept"' in content
    assert 'value="two thousand"' in content


def test_rows_are_added_and_removed(author, draft, address):
    data = posted(author.get(address), save="1")
    data |= {"results-0-DELETE": "on", "results-1-figure": "7", "results-1-counts": "streets", "results-1-year": "2021"}

    author.post(address, data)

    draft.refresh_from_db()
    assert draft.results == [{"figure": "7", "counts": "streets", "source": "", "year": "2021"}]


def test_one_line_fields_keep_one_line_and_long_ones_their_lines(author, draft, address):
    typed = {"title": "Calls\r\nBcc: x@example.org", "challenge": "One.\r\n\r\nTwo.", "results-0-counts": "calls\nmade"}

    author.post(address, posted(author.get(address), save="1") | typed)

    draft.refresh_from_db()
    assert (draft.title, draft.challenge) == ("Calls Bcc: x@example.org", "One.\n\nTwo.")
    assert draft.results[0]["counts"] == "calls made"


def test_second_window_is_told_and_keeps_its_text(author, draft, address):
    page = author.get(address)
    author.post(address, posted(page, title="First window", save="1"))

    late = posted(page, title="Second window", save="1") | {"once": "another-key-of-a-form"}
    answer = author.post(address, late)

    draft.refresh_from_db()
    assert (answer.status_code, draft.title) == (409, "First window")
    assert 'value="Second window"' in answer.content.decode()


def test_text_that_is_with_the_editors_offers_to_take_it_back(author, submitted, address):
    page = author.get(address)

    assert page.status_code == 409
    assert reverse("submission-withdraw", args=[submitted.uuid]) in page.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("author", 200),
        ("lead", 200),
        ("dual", 200),
        ("colleague", 404),
        ("former", 404),
        ("stranger", 404),
        ("editor", 404),
        ("rival_editor", 404),
        ("platform_admin", 200),
    ],
)
def test_draft_opens_only_for_its_city(client_of, cast, address, name, status):
    assert client_of(getattr(cast, name)).get(address).status_code == status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("author", 200),
        ("colleague", 404),
        ("stranger", 404),
        ("editor", 200),
        ("rival_editor", 404),
        ("platform_admin", 200),
    ],
)
def test_sent_text_opens_for_its_city_and_its_desk(client_of, cast, submitted, name, status):
    assert client_of(getattr(cast, name)).get(submitted.get_absolute_url()).status_code == status


def test_editor_of_the_desk_reads_but_does_not_write(client_of, cast, in_state):
    submission = in_state("changes_requested")

    page = client_of(cast.editor).get(reverse("submission-edit", args=[submission.uuid]))

    assert page.status_code == 403


def test_claimed_colleague_writes_an_own_draft_but_cannot_send_it(client_of, cast, draft):
    Submission.objects.filter(pk=draft.pk).update(author=cast.colleague)
    address = reverse("submission-edit", args=[draft.uuid])
    browser = client_of(cast.colleague)

    page = browser.get(address)
    saved = browser.post(address, posted(page, title="Own words", save="1"))
    sent = browser.post(reverse("submission-submit", args=[draft.uuid]), {"seen": 1})

    draft.refresh_from_db()
    assert (page.context["may_send"], saved.status_code, sent.status_code) == (False, 302, 403)
    assert (draft.title, draft.state) == ("Own words", "draft")


def test_form_never_sets_what_is_not_on_it(author, draft, address, cast):
    smuggled = {
        "state": "published",
        "author": cast.stranger.pk,
        "channel": "on_behalf",
        "saves": "99",
        "depth": "full",
    }

    author.post(address, posted(author.get(address), save="1") | smuggled)

    draft.refresh_from_db()
    assert (draft.state, draft.author, draft.channel, draft.saves, draft.depth) == (
        "draft",
        cast.author,
        "web",
        1,
        "quick",
    )


def test_another_citys_place_is_a_form_error(author, draft, address, cast):
    page = author.post(address, posted(author.get(address), city=str(cast.other_city.pk), save="1"))

    draft.refresh_from_db()
    assert (page.status_code, draft.city) == (422, cast.city)


def test_desk_that_does_not_know_the_city_is_a_form_error(author, draft, address, cast):
    cast.author.affiliations.create(city=cast.other_city, state="confirmed", role_title="Officer")

    page = author.post(
        address, posted(author.get(address), city=str(cast.other_city.pk), desk=str(cast.rival.pk), save="1")
    )

    assert [problem.target for problem in page.context["problems"]] == ["id_desk"]


def test_network_the_city_left_is_no_desk_any_more(author, draft, address, cast):
    cast.city.memberships.filter(network=cast.rival).update(left="2021")

    desks = author.get(address).context["form"].fields["desk"].queryset

    assert list(desks) == [cast.host]


def test_change_starts_from_the_public_words_and_leaves_the_page_alone(client_of, in_state, cast):
    initiative = in_state("published").initiative
    browser = client_of(cast.lead)

    browser.post(reverse("share-change", args=[initiative.slug]))

    change = Submission.objects.get(state="draft")
    assert (change.initiative, change.base_version, change.title) == (initiative, 1, initiative.title)
    assert list(change.topics.all()) == list(initiative.topics.all())
    assert (change.consent, initiative.versions.count()) == (False, 1)


def test_change_of_another_citys_page_is_refused(client_of, in_state, cast):
    initiative = in_state("published").initiative

    assert client_of(cast.stranger).post(reverse("share-change", args=[initiative.slug])).status_code == 403


def test_second_change_is_refused_beside_the_public_text(client_of, in_state, cast):
    published = in_state("published")
    browser, other = client_of(cast.author), client_of(cast.lead)
    for each in (browser, other):
        each.post(reverse("share-change", args=[published.initiative.slug]))
    second, first = Submission.objects.filter(state="draft").order_by("-pk")
    for each in (first, second):
        Submission.objects.filter(pk=each.pk).update(consent=True, licence="CC BY 4.0")
        each.refresh_from_db()
    workflow.perform("submit", first, by=cast.author, seen=0)
    address = reverse("submission-edit", args=[second.uuid])

    page = other.post(address, posted(other.get(address), title="My words", send="1"))

    second.refresh_from_db()
    content = page.content.decode()
    assert (page.status_code, second.state, second.title) == (409, "draft", "My words")
    assert "Another change to this page is already being checked" in content
    assert "My words" in content
    assert published.initiative.title in content


def test_on_behalf_is_for_editors_and_waits_for_the_city(client_of, cast, vocabulary):
    MembershipFactory(city=cast.other_city, network=cast.host)
    browser = client_of(cast.editor)
    data = {"desk": cast.host.pk, "city_0": cast.other_city.name, "city": cast.other_city.name, "city_1": ""}

    assert client_of(cast.author).get(reverse("share-on-behalf")).status_code == 403
    page = browser.get(reverse("share-on-behalf"))
    fields = re.findall(r'name="(city[^"]*)"', page.content.decode())
    answer = browser.post(reverse("share-on-behalf"), data | {name: data.get(name, "") for name in fields})

    draft = Submission.objects.get()
    assert (answer.status_code, draft.channel, draft.city, draft.desk) == (302, "on_behalf", cast.other_city, cast.host)


def test_city_confirms_a_text_on_behalf_once(client_of, cast, submitted):
    Submission.objects.filter(pk=submitted.pk).update(channel="on_behalf")
    address = reverse("submission-confirm", args=[submitted.uuid])

    assert client_of(cast.editor).post(address, {"seen": 0}).status_code == 403
    assert client_of(cast.author).post(address, {"seen": 7}).status_code == 409
    assert client_of(cast.author).post(address, {"seen": 0}).status_code == 302

    submitted.refresh_from_db()
    assert submitted.city_confirmed_at is not None
    assert client_of(cast.lead).post(address, {"seen": 0}).status_code == 403


def test_taking_back_asks_first_and_then_does(author, submitted):
    address = reverse("submission-withdraw", args=[submitted.uuid])

    author.get(address)
    submitted.refresh_from_db()
    assert submitted.state == "submitted"

    author.post(address, {"seen": submitted.saves})
    submitted.refresh_from_db()
    assert submitted.state == "draft"


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "١", "1.0"])
def test_odd_count_of_saves_is_a_conflict_never_an_error(author, submitted, seen):
    answer = author.post(reverse("submission-withdraw", args=[submitted.uuid]), {"seen": seen})

    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["share", "share-new", "share-on-behalf"])
def test_visitor_is_asked_to_sign_in(client, name):
    answer = client.get(reverse(name))

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_own_texts_asks_the_same_queries_for_any_number(author, cast, count, django_assert_num_queries):
    for number in range(count):
        Submission.objects.create(title=f"Draft {number}", city=cast.city, author=cast.author, desk=cast.host)

    with django_assert_num_queries(4):
        page = author.get(reverse("share")).content.decode()

    assert [f"Draft {number}" in page for number in range(count)] == [True] * count


def change_of(initiative, browser):
    browser.post(reverse("share-change", args=[initiative.slug]))
    return Submission.objects.get(state="draft", initiative=initiative)


def test_change_begun_by_somebody_unconfirmed_tells_no_address_of_the_contact(client_of, in_state, cast):
    initiative = in_state("published").initiative

    claimed = change_of(initiative, client_of(cast.colleague))

    assert (initiative.contact.email, claimed.contact) == ("ane@bilbao.example", None)


def test_change_stays_with_the_city_and_the_desk_of_its_page(client_of, in_state, cast):
    initiative = in_state("published").initiative
    cast.author.affiliations.create(city=cast.other_city, state="confirmed", role_title="Officer")
    browser = client_of(cast.author)
    change = change_of(initiative, browser)
    address = reverse("submission-edit", args=[change.uuid])
    data = posted(browser.get(address), save="1") | {"city": cast.other_city.pk, "desk": cast.rival.pk}

    browser.post(address, data)

    change.refresh_from_db()
    assert (change.saves, change.city, change.desk) == (1, cast.city, cast.host)


def test_change_keeps_the_pictures_and_translations_of_the_page(client_of, in_state, cast):
    initiative = in_state("published").initiative
    initiative.translations.create(language="es", texts={"title": "Llamadas"}, state="city")
    change = change_of(initiative, client_of(cast.author))
    Submission.objects.filter(pk=change.pk).update(consent=True, licence="CC BY 4.0", title="Better words")
    change.refresh_from_db()

    workflow.perform("submit", change, by=cast.author, seen=change.saves)
    workflow.perform("publish", change, by=cast.editor, seen=change.saves)

    initiative.refresh_from_db()
    assert (initiative.title, initiative.translations.get().texts) == ("Better words", {"title": "Llamadas"})


def test_colleagues_draft_cannot_be_moved_to_another_city(client_of, draft, cast, address):
    cast.lead.affiliations.create(city=cast.other_city, state="confirmed", role_title="Officer")
    browser = client_of(cast.lead)

    browser.post(address, posted(browser.get(address), save="1") | {"city": cast.other_city.pk})

    draft.refresh_from_db()
    assert (draft.saves, draft.city) == (1, cast.city)


def test_draft_never_loses_its_city(author, draft, address, cast):
    page = author.post(address, posted(author.get(address), city="", save="1"))

    draft.refresh_from_db()
    assert (page.status_code, draft.city) == (422, cast.city)


def test_desk_that_asked_keeps_the_text(client_of, in_state, cast):
    submission = in_state("changes_requested")
    browser, address = client_of(cast.author), reverse("submission-edit", args=[submission.uuid])

    browser.post(address, posted(browser.get(address), send="1") | {"desk": cast.rival.pk})

    submission.refresh_from_db()
    assert (submission.state, submission.desk) == ("submitted", cast.host)


def test_new_words_on_behalf_need_the_citys_word_anew(cast, client_of, submitted):
    Submission.objects.filter(pk=submitted.pk).update(channel="on_behalf", city_confirmed_at="2030-01-01T00:00Z")
    submitted.refresh_from_db()
    workflow.perform("withdraw", submitted, by=cast.editor, seen=submitted.saves)
    browser, address = client_of(cast.editor), reverse("submission-edit", args=[submitted.uuid])

    browser.post(address, posted(browser.get(address), title="Other words", save="1"))

    submitted.refresh_from_db()
    assert (submitted.title, submitted.city_confirmed_at) == ("Other words", None)


def test_save_of_a_form_opened_in_another_state_is_refused(author, in_state, cast, address):
    submission = in_state("changes_requested")
    data = posted(author.get(address), save="1")
    stale = Submission.objects.get(pk=submission.pk)
    workflow.perform("withdraw", submission, by=cast.lead, seen=submission.saves)

    author.post(address, data)

    submission.refresh_from_db()
    assert (stale.state, submission.state) == ("changes_requested", "draft")


def test_answer_to_the_editors_bears_any_character(author, in_state, address):
    submission = in_state("changes_requested")

    page = author.post(address, posted(author.get(address), send="1") | {"note": "nul\x00 here"})
    data = posted(author.get(address), send="1") | {"note": "bell\x07 here"}
    author.post(address, data)

    submission.refresh_from_db()
    assert (page.status_code, submission.state) == (422, "submitted")
    assert submission.reviews.filter(step="submit").last().note == "bell here"


def test_refused_save_frees_the_form_to_be_sent_again(author, draft, address):
    data = posted(author.get(address), title="Mine", save="1")
    Submission.objects.filter(pk=draft.pk).update(saves=5)

    refused = author.post(address, data)
    again = author.post(address, data | {"seen": "5"})

    draft.refresh_from_db()
    assert (refused.status_code, again.status_code, draft.title) == (409, 302, "Mine")


@pytest.mark.parametrize("column", ["archived_at", "taken_down_at"])
def test_page_that_is_no_longer_public_takes_no_change(client_of, in_state, cast, column):
    initiative = in_state("published").initiative
    change = change_of(initiative, client_of(cast.author))
    Submission.objects.filter(pk=change.pk).update(consent=True, licence="CC BY 4.0")
    type(initiative).objects.filter(pk=initiative.pk).update(**{column: "2030-01-01T00:00Z"})
    browser, address = client_of(cast.author), reverse("submission-edit", args=[change.uuid])

    page = browser.post(address, posted(browser.get(address), send="1"))

    change.refresh_from_db()
    sentence = "The public page is archived or taken down; its desk can make it public again."
    assert (page.status_code, change.state) == (422, "draft")
    assert [problem.sentence for problem in page.context["problems"]] == [sentence]


def test_form_opened_again_after_sending_says_who_has_the_text(author, submitted, address):
    page = author.get(address)

    assert (page.status_code, page.context["refusal"].title) == (409, "The editors have this text now")


def test_too_long_text_is_named_with_its_field_and_its_limit(author, draft, address):
    page = author.post(address, posted(author.get(address), solution="x" * 10_001, save="1"))

    assert [problem.sentence for problem in page.context["problems"]] == [
        "Solution: Keep it to 10000 characters; it has 10001."
    ]


def test_languages_are_offered_once_by_their_own_names(author, draft, address):
    offered = dict(author.get(address).context["form"].fields["text_language"].choices)

    assert [offered[code] for code in ("zh", "ar", "pt", "eu", "en")] == [
        "中文",
        "العربية",
        "Português",
        "Euskara",
        "English",
    ]
    assert len(set(offered.values())) == len(offered)


def test_published_text_offers_its_city_to_change_it(author, in_state):
    submission = in_state("published")

    page = author.get(submission.get_absolute_url()).content.decode()

    assert reverse("share-change", args=[submission.initiative.slug]) in page
