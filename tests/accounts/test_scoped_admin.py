"""Nobody meets rows of others in the back office: not in lists, choices, filters, history, deletions or actions."""

import pytest
from django.contrib import admin
from django.contrib.admin import helpers
from django.urls import NoReverseMatch, reverse

from accounts import checks
from accounts.scoped_admin import ScopedAdmin, managed, numbers
from networks.models import Network, ServicePoint
from record.models import Entry
from tests.factories import MembershipFactory, ServicePointFactory


def rows_of(response):
    return list(response.context["cl"].result_list)


def body(response):
    """A page without what differs on every request: its reference number and tokens."""
    number = response.headers["X-Request-Id"]
    return response.content.decode().replace(number, "")


@pytest.fixture
def points(cast):
    return {
        "own": ServicePointFactory(title="Own point", host_network=cast.host),
        "rival": ServicePointFactory(title="Rival point", host_network=cast.rival),
    }


@pytest.fixture
def editor(cast, client_of):
    return client_of(cast.editor)


def test_list_holds_own_rows_only(editor, points):
    page = editor.get(reverse("admin:networks_servicepoint_changelist"))

    assert rows_of(page) == [points["own"]]


def test_platform_admin_sees_all_rows(cast, client_of, points):
    page = client_of(cast.platform_admin).get(reverse("admin:networks_servicepoint_changelist"))

    assert rows_of(page) == [points["own"], points["rival"]]


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_foreign_row_answers_as_a_missing_one(cast, client_of, page):
    rival = client_of(cast.rival_editor)
    foreign = MembershipFactory(network=cast.host)

    answers = [rival.get(reverse(f"admin:networks_membership_{page}", args=[pk])) for pk in (foreign.pk, 10**17)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert body(answers[0]) == body(answers[1])


def test_foreign_row_cannot_be_posted_to(cast, client_of, points):
    address = reverse("admin:networks_servicepoint_change", args=[points["own"].pk])

    answer = client_of(cast.rival_editor).post(address, {"title": "Taken over"})

    points["own"].refresh_from_db()
    assert (answer.status_code, points["own"].title) == (404, "Own point")


@pytest.mark.parametrize("key", ["abc", "1e9", "99999999999999999999999999", "%00", "1;drop"])
def test_wild_key_is_missing(editor, key):
    assert editor.get(f"/admin/networks/servicepoint/{key}/change/").status_code == 404


def test_side_filter_names_own_networks_only(cast, client_of, points):
    cast.second_editor.editorships.create(network=cast.rival)
    filters = client_of(cast.second_editor).get(reverse("admin:networks_servicepoint_changelist")).context["cl"]
    both = next(spec for spec in filters.filter_specs if spec.title == "host network")
    one = client_of(cast.editor).get(reverse("admin:networks_servicepoint_changelist")).context["cl"]

    assert {pk for pk, _label in both.lookup_choices} == {cast.host.pk, cast.rival.pk}
    assert [spec for spec in one.filter_specs if spec.title == "host network"] == []


@pytest.mark.parametrize(
    "query", ["host_network__days_to_answer=7", "guidance__startswith=a", "nonsense=1", "kind=%00", "host_network=7"]
)
def test_list_answers_no_question_it_does_not_offer(editor, query):
    answer = editor.get(f"{reverse('admin:networks_servicepoint_changelist')}?{query}")

    assert answer.status_code == 400


@pytest.mark.parametrize("value", ["1", "x", "9" * 40, "-1"])
def test_list_bears_any_value_of_a_filter(editor, value):
    answer = editor.get(reverse("admin:networks_servicepoint_changelist"), {"host_network__id__exact": value})

    assert answer.status_code == 200


def test_pick_list_offers_own_networks_only(cast, editor):
    form = editor.get(reverse("admin:networks_membership_add")).context["adminform"].form

    assert list(form.fields["network"].queryset) == [cast.host]


def test_posted_foreign_network_is_a_form_error(cast, editor):
    before = cast.rival.memberships.count()
    data = {"network": cast.rival.pk, "city": cast.other_city.name, "city_slug": cast.other_city.slug}

    answer = editor.post(reverse("admin:networks_membership_add"), data)

    assert list(answer.context["adminform"].form.errors) == ["network"]
    assert cast.rival.memberships.count() == before


def test_row_cannot_be_moved_to_another_network(cast, client_of):
    cast.editor.editorships.create(network=cast.rival)
    membership = MembershipFactory(network=cast.host, city=cast.other_city)
    data = {"network": cast.rival.pk, "role": "Chair", "joined": "", "left": "", "source": ""}

    client_of(cast.editor).post(reverse("admin:networks_membership_change", args=[membership.pk]), data)

    membership.refresh_from_db()
    assert (membership.role, membership.network) == ("Chair", cast.host)


def test_smuggled_row_refuses_the_whole_action_and_is_noted(cast, client_of, points, monkeypatch):
    touched = []
    page = admin.site._registry[ServicePoint]
    monkeypatch.setattr(page, "actions", [lambda admin, request, rows: touched.extend(rows)])
    page.actions[0].__name__ = "act"
    data = {"action": "act", helpers.ACTION_CHECKBOX_NAME: [points["own"].pk, points["rival"].pk], "index": 0}

    answer = client_of(cast.editor).post(reverse("admin:networks_servicepoint_changelist"), data, follow=True)

    noted = [(each.event, each.key, each.pseudonym) for each in Entry.objects.filter(what="networks.servicepoint")]
    assert touched == []
    assert noted == [("refused", str(points["rival"].pk), cast.editor.pseudonym)]
    assert [str(message) for message in answer.context["messages"]] == [
        "Some of the rows are not at your desk, or no longer. Nothing was done."
    ]


def test_action_on_own_rows_is_done(cast, client_of, points, monkeypatch):
    touched = []
    page = admin.site._registry[ServicePoint]
    monkeypatch.setattr(page, "actions", [lambda admin, request, rows: touched.extend(rows)])
    page.actions[0].__name__ = "act"
    data = {"action": "act", helpers.ACTION_CHECKBOX_NAME: [points["own"].pk], "index": 0}

    client_of(cast.editor).post(reverse("admin:networks_servicepoint_changelist"), data)

    assert touched == [points["own"]]


def test_nothing_is_deleted_in_bulk(cast, client_of):
    MembershipFactory(network=cast.host)
    page = client_of(cast.platform_admin).get(reverse("admin:networks_membership_changelist"))

    assert page.context["action_form"] is None


def test_deletion_names_nothing_of_others_and_is_refused(cast, rf, points):
    """The host's editor may not delete what a pin or a page of others hangs on."""

    class Page(ScopedAdmin):
        editors_may = frozenset({"view", "delete"})

    page = Page(Network, admin.site)
    request = rf.get("/")
    request.user = cast.rival_editor

    deleted, counts, _perms, protected = page.get_deleted_objects([cast.host], request)

    assert (deleted, counts, protected) == ([], {}, ["Something that is not yours belongs to it."])


def test_own_row_is_deleted(cast, editor):
    membership = MembershipFactory(network=cast.host, city=cast.other_city)

    answer = editor.post(reverse("admin:networks_membership_delete", args=[membership.pk]), {"post": "yes"})

    assert answer.status_code == 302
    assert not cast.host.memberships.filter(city=cast.other_city).exists()


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("author", {302}),
        ("editor", {200}),
        ("platform_admin", {200}),
    ],
)
def test_back_office_opens_for_its_people(cast, client_of, who, statuses):
    answer = client_of(getattr(cast, who)).get(reverse("admin:index"))

    assert {answer.status_code} == statuses


def test_staff_without_a_desk_sees_an_empty_queue_and_nothing_else(cast, client_of, django_user_model):
    django_user_model.objects.filter(pk=cast.stranger.pk).update(is_staff=True)
    person = client_of(cast.stranger)
    pages = ("showcase_submission", "networks_network", "cities_city", "catalogue_term", "showcase_initiative")

    answers = {page: person.get(reverse(f"admin:{page}_changelist")).status_code for page in pages}

    assert answers == {page: 200 if page == "showcase_submission" else 403 for page in pages}


def test_revoked_editor_is_out_at_once(cast, client_of):
    browser = client_of(cast.rival_editor)
    assert browser.get(reverse("admin:showcase_submission_changelist")).status_code == 200

    cast.rival_editor.editorships.all().delete()

    assert browser.get(reverse("admin:showcase_submission_changelist")).status_code == 302


def test_no_helper_leads_from_any_row_to_its_page():
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])


def test_managed_rows_come_once_and_can_be_deleted(cast):
    cast.editor.editorships.create(network=cast.rival)

    assert sorted(row.pk for row in managed(Network, cast.editor)) == sorted([cast.host.pk, cast.rival.pk])
    assert managed(Network, cast.editor).query.distinct is False


def test_only_texts_that_fit_a_key_are_numbers():
    assert numbers(["7", "x", "-1", "٣", "9" * 19, ""]) == [7]


def test_every_page_of_the_house_is_scoped():
    assert checks.back_office_is_scoped() == []


def test_page_without_the_base_is_an_error(monkeypatch):
    class Inline(admin.TabularInline):
        model = ServicePoint

    class Bare(admin.ModelAdmin):
        inlines = (Inline,)
        raw_id_fields = ("host_network",)

    monkeypatch.setitem(admin.site._registry, ServicePoint, Bare(ServicePoint, admin.site))

    assert [error.id for error in checks.back_office_is_scoped()] == ["accounts.E001", "accounts.E004", "accounts.E002"]


def test_refused_change_of_a_row_of_others_is_noted_and_looking_at_it_is_not(cast, client_of, points):
    rival = client_of(cast.rival_editor)
    address = reverse("admin:networks_servicepoint_change", args=[points["own"].pk])

    rival.get(address)
    rival.post(address, {"title": "Taken over"})

    tried = Entry.objects.values_list("event", "what", "key", "became", "pseudonym")
    own = str(points["own"].pk)
    assert list(tried) == [("refused", "networks.servicepoint", own, "Http404", cast.rival_editor.pseudonym)]


def test_refused_act_on_an_own_row_is_noted(cast, editor, points):
    editor.post(reverse("admin:networks_servicepoint_delete", args=[points["own"].pk]), {"post": "yes"})

    tried = Entry.objects.values_list("event", "what", "key", "became")
    assert list(tried) == [("refused", "networks.servicepoint", str(points["own"].pk), "PermissionDenied")]


@pytest.mark.parametrize("key", ["abc", "9" * 30])
def test_wild_key_is_noted_without_itself(editor, key):
    editor.post(f"/admin/networks/servicepoint/{key}/change/", {"title": "x"})

    assert list(Entry.objects.values_list("event", "key")) == [("refused", "")]


@pytest.mark.parametrize("name", ["cities_affiliation_decide", "cities_city_confirm", "showcase_initiative_standing"])
def test_refused_decision_is_noted(cast, editor, name):
    verdict = ["confirm"] if name.endswith("decide") else []
    editor.post(reverse(f"admin:{name}", args=[10**9, *verdict]))

    assert list(Entry.objects.values_list("event", "key", "became")) == [("refused", str(10**9), "Http404")]
