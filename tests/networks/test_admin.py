"""An editor keeps the own network's words, members and service points; its lead the desk and its people."""

import html
import re

import pytest
from django.urls import reverse

from catalogue import framing
from catalogue.models import CatalogueVersion
from networks.admin_forms import MOST_LOOKED_UP_A_DAY, LanguageCodesField
from networks.models import Editor, Network
from outbox.models import Mail
from record.models import Entry
from tests.factories import EditorFactory, MembershipFactory, ServicePointFactory, UserFactory

WORDS = {
    "name": "Metropolis",
    "description_en": "Of large cities.",
    "description_es": "De grandes ciudades.",
    "languages": "EN, es  en",
    "days_to_answer": 5,
    "members_listed": "partial",
}


@pytest.fixture
def lead(cast):
    person = UserFactory(name="Desk Lead", email="lead@desk.example")
    EditorFactory(user=person, network=cast.host, role="lead")
    person.refresh_from_db()
    return person


def page_of(network, page="change"):
    return reverse(f"admin:networks_network_{page}", args=[network.pk])


def inline(rows=(), **new):
    """The posted rows of editors: ``[(editor, role), ...]`` and one new one."""
    data = {"editors-TOTAL_FORMS": len(rows) + bool(new), "editors-INITIAL_FORMS": len(rows)}
    for number, (editor, role) in enumerate(rows):
        data |= {f"editors-{number}-id": editor.pk, f"editors-{number}-role": role}
    return data | {f"editors-{len(rows)}-{name}": value for name, value in new.items()}


def save(client_of, who, network, **data):
    posted = {**WORDS, "kind": network.kind_id, **inline(), **data}
    return client_of(who).post(page_of(network), posted)


def test_editor_writes_the_words_of_the_own_network(cast, client_of):
    before = CatalogueVersion.objects.values_list("token", flat=True).first()

    answer = save(client_of, cast.editor, cast.host)

    cast.host.refresh_from_db()
    assert answer.status_code == 302
    assert (cast.host.name, cast.host.languages) == ("Metropolis", ["en", "es"])
    assert cast.host.texts == {
        "en": {"description": "Of large cities."},
        "es": {"description": "De grandes ciudades."},
    }
    assert CatalogueVersion.objects.values_list("token", flat=True).first() != before
    assert cast.host.history.first().history_user == cast.editor


def test_words_that_the_form_does_not_show_stay(cast, client_of):
    cast.host.texts = {"en": {"description": "Old", "motto": "Stays"}, "ar": {"description": "نص"}}
    cast.host.save()

    save(client_of, cast.editor, cast.host, description_en="", description_es="")

    cast.host.refresh_from_db()
    assert cast.host.texts == {"en": {"motto": "Stays"}, "ar": {"description": "نص"}}


def test_editor_changes_neither_address_nor_promise_nor_host(cast, client_of):
    save(client_of, cast.editor, cast.host, slug="other", is_host="", four_eyes="on", days_to_answer=90)

    cast.host.refresh_from_db()
    assert (cast.host.slug, cast.host.is_host, cast.host.four_eyes, cast.host.days_to_answer) == (
        "metropolis",
        True,
        False,
        7,
    )


def test_lead_says_how_the_desk_checks(cast, client_of, lead):
    save(client_of, lead, cast.host, four_eyes="on")

    cast.host.refresh_from_db()
    assert (cast.host.four_eyes, cast.host.days_to_answer) == (True, 5)


def test_rival_network_is_missing(cast, client_of):
    answers = [save(client_of, cast.editor, cast.rival).status_code]
    answers += [client_of(cast.editor).get(page_of(cast.rival, page)).status_code for page in ("change", "history")]

    assert (answers, Network.objects.get(pk=cast.rival.pk).name) == ([404, 404, 404], "C40 Cities")


def test_networks_are_listed_for_their_own_people(cast, client_of):
    shown = client_of(cast.rival_editor).get(reverse("admin:networks_network_changelist"))

    assert list(shown.context["cl"].result_list) == [cast.rival]


def test_no_network_is_deleted(cast, client_of):
    assert client_of(cast.platform_admin).get(page_of(cast.rival, "delete")).status_code == 403


def test_history_shows_who_changed_what(cast, client_of):
    save(client_of, cast.editor, cast.host)

    text = client_of(cast.second_editor).get(page_of(cast.host, "history")).content.decode()

    assert ("<bdi>Editor</bdi>" in text, "Of large cities." in text, "style=" in text) == (True, True, False)


def test_old_state_is_not_put_back_by_an_address(cast, client_of):
    version = cast.host.history.first().pk

    answer = client_of(cast.platform_admin).post(f"{page_of(cast.host, 'history')}{version}/", {})

    assert answer.status_code in (302, 404)
    assert cast.host.history.count() == 1


def test_lead_names_a_colleague_by_their_address(cast, client_of, lead):
    person = UserFactory(email="new@desk.example")

    save(client_of, lead, cast.host, **inline(email="NEW@desk.example", role="editor"))

    person.refresh_from_db()
    editor = Editor.objects.get(user=person)
    assert (editor.network, editor.role, person.is_staff) == (cast.host, "editor", True)
    assert [entry.event for entry in Entry.objects.about(editor)] == ["name_editor"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nobody@desk.example", "Nobody signs in here with this address yet."),
        ("editor@people.example", "This person already edits for the network."),
    ],
)
def test_colleague_who_cannot_be_named(cast, client_of, lead, address, sentence):
    before = cast.host.editors.count()

    answer = save(client_of, lead, cast.host, **inline(email=address, role="lead"))

    errors = answer.context["inline_admin_formsets"][0].formset.errors
    assert (errors, cast.host.editors.count()) == ([{"email": [sentence]}], before)


def test_one_person_is_not_named_twice_at_once(cast, client_of, lead):
    UserFactory(email="new@desk.example")
    data = {**inline(email="new@desk.example", role="editor"), "editors-TOTAL_FORMS": 2}
    data |= {"editors-1-email": "new@desk.example", "editors-1-role": "lead"}

    answer = save(client_of, lead, cast.host, **data)

    formset = answer.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == ["This person already edits for the network."]


def test_who_has_an_account_is_not_asked_without_end(cast, client_of, lead):
    for number in range(MOST_LOOKED_UP_A_DAY):
        save(client_of, lead, cast.host, **inline(email=f"guess-{number}@city.example", role="editor"))

    answer = save(client_of, lead, cast.host, **inline(email="editor@people.example", role="editor"))

    assert answer.context["inline_admin_formsets"][0].formset.errors == [
        {"email": ["You have named many people today. Come back tomorrow for more."]}
    ]


def test_editor_sees_colleagues_and_cannot_change_them(cast, client_of):
    mine = cast.host.editors.get(user=cast.editor)

    page = client_of(cast.editor).get(page_of(cast.host))
    save(client_of, cast.editor, cast.host, **inline([(mine, "lead")], email="author@people.example", role="lead"))

    mine.refresh_from_db()
    assert "second_editor@people.example" in page.content.decode()
    assert (mine.role, cast.host.editors.filter(user=cast.author).exists()) == ("editor", False)


def test_lead_ends_a_colleague_who_loses_the_back_office_at_once(cast, client_of, lead):
    row = cast.host.editors.get(user=cast.second_editor)

    save(client_of, lead, cast.host, **inline([(row, "editor")]), **{"editors-0-DELETE": "on"})

    cast.second_editor.refresh_from_db()
    assert cast.second_editor.is_staff is False
    assert [entry.event for entry in Entry.objects.filter(what="networks.editor")] == ["end_editor"]


def test_lead_of_one_desk_is_no_lead_of_another(cast, client_of, lead):
    EditorFactory(user=lead, network=cast.rival)
    row = cast.rival.editors.get(user=cast.rival_editor)

    save(client_of, lead, cast.rival, **inline([(row, "lead")]))

    row.refresh_from_db()
    assert row.role == "editor"


def test_member_is_added_by_the_name_of_the_city(cast, client_of):
    data = {"network": cast.host.pk, "city": "Lima", "city_slug": "lima-pe", "joined": "1999"}

    answer = client_of(cast.editor).post(reverse("admin:networks_membership_add"), data)

    assert answer.status_code == 302
    assert cast.host.memberships.get(city=cast.other_city).joined == "1999"
    entry = Entry.objects.get(event="name_member")
    assert (entry.pseudonym, entry.network_id, entry.city_id) == (
        cast.editor.pseudonym,
        cast.host.pk,
        cast.other_city.pk,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_members_ask_the_same_queries_for_any_number(cast, client_of, django_assert_num_queries, count):
    cast.host.memberships.all().delete()
    MembershipFactory.create_batch(count, network=cast.host)
    editor = client_of(cast.editor)

    with django_assert_num_queries(13):
        page = editor.get(reverse("admin:networks_membership_changelist"))

    assert len(page.context["cl"].result_list) == count


def new_point(**data):
    return {
        "title": "Help desk",
        "slug": "help-desk",
        "kind": "own",
        "status": "open",
        "hours": "[]",
        "embed_sites": "[]",
        "items-TOTAL_FORMS": 0,
        "items-INITIAL_FORMS": 0,
        **data,
    }


def test_service_point_of_an_editor_has_their_network(cast, client_of):
    editor, address = client_of(cast.editor), reverse("admin:networks_servicepoint_add")

    refused = [editor.post(address, new_point(host_network=key)) for key in ("", cast.rival.pk)]
    taken = editor.post(address, new_point(host_network=cast.host.pk, partners=[cast.rival.pk]))

    assert [list(answer.context["adminform"].form.errors) for answer in refused] == [["host_network"]] * 2
    point = cast.host.service_points.get()
    assert (taken.status_code, list(point.partners.all())) == (302, [cast.rival])


def test_service_point_stays_with_its_network(cast, client_of):
    EditorFactory(user=cast.editor, network=cast.rival)
    point = ServicePointFactory(host_network=cast.host, slug="stays")
    address = reverse("admin:networks_servicepoint_change", args=[point.pk])

    client_of(cast.editor).post(address, new_point(slug="moved", host_network=cast.rival.pk))

    point.refresh_from_db()
    assert (point.title, point.slug, point.host_network) == ("Help desk", "stays", cast.host)


def test_editors_copy_the_line_that_frames_their_service_point(cast, client_of):
    point = ServicePointFactory(host_network=cast.host, slug="here", embed_sites=["https://city.example"])
    address = reverse("admin:networks_servicepoint_change", args=[point.pk])

    [line] = re.findall(r"<code>(.*?)</code>", client_of(cast.editor).get(address).content.decode())

    assert html.unescape(line) == framing.line("/embed/service-points/here/")


def test_language_that_does_not_exist_is_named():
    field = LanguageCodesField()

    assert field.clean("es, en es") == ["es", "en"]
    with pytest.raises(Exception, match="No language has the code “qqq”"):
        field.clean("qqq")


@pytest.fixture
def claim(cast):
    return cast.colleague.affiliations.get()


def decide(client_of, who, affiliation, verdict):
    address = reverse("admin:cities_affiliation_decide", args=[affiliation.pk, verdict])
    return client_of(who).post(address, follow=True)


def test_editor_of_any_network_of_the_city_confirms(cast, client_of, claim):
    answer = decide(client_of, cast.rival_editor, claim, "confirm")

    claim.refresh_from_db()
    assert claim.state == "confirmed"
    assert [str(each) for each in answer.context["messages"]] == ["Colleague can now send for Bilbao."]
    assert list(Mail.objects.values_list("address", flat=True)) == [cast.colleague.email]


def test_page_offers_what_may_be_decided_now(cast, client_of, claim):
    page = client_of(cast.rival_editor).get(reverse("admin:cities_affiliation_change", args=[claim.pk]))

    assert [name for name, _verdict in page.context["open_verdicts"]] == ["confirm", "refuse"]


def test_second_decision_says_how_it_stands(cast, client_of, claim):
    decide(client_of, cast.editor, claim, "refuse")
    answer = decide(client_of, cast.rival_editor, claim, "confirm")

    claim.refresh_from_db()
    assert claim.state == "refused"
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


def test_editor_of_other_cities_finds_no_affiliation(cast, client_of):
    foreign = cast.stranger.affiliations.get()
    page = client_of(cast.rival_editor).get(reverse("admin:cities_affiliation_changelist"))

    assert decide(client_of, cast.rival_editor, foreign, "end").status_code == 404
    assert foreign not in page.context["cl"].result_list
    assert {row.city for row in page.context["cl"].result_list} == {cast.city}


def test_nobody_decides_about_themselves(cast, client_of):
    own = cast.dual.affiliations.get()

    assert decide(client_of, cast.dual, own, "end").status_code == 404
    own.refresh_from_db()
    assert own.state == "confirmed"


def test_platform_admin_does_not_decide_about_themselves_either(cast, client_of, claim):
    own = cast.platform_admin.affiliations.create(city=cast.city, role_title="x")

    page = client_of(cast.platform_admin).get(reverse("admin:cities_affiliation_change", args=[own.pk]))

    assert page.context["open_verdicts"] == []
    assert decide(client_of, cast.platform_admin, own, "confirm").status_code == 403


def test_unknown_verdict_is_missing(cast, client_of, claim):
    assert decide(client_of, cast.editor, claim, "promote").status_code == 404


def test_nothing_is_decided_by_opening_an_address(cast, client_of, claim):
    address = reverse("admin:cities_affiliation_decide", args=[claim.pk, "confirm"])

    assert client_of(cast.editor).get(address).status_code == 405
