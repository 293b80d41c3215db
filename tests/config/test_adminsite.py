"""The back office has no sign-in of its own."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from config.adminsite import HouseAdminSite


def ask(user, **query):
    request = RequestFactory().get("/admin/login/", query)
    request.user = user
    return request


def person(**fields):
    return User(email="ana@city.example", **fields)


def test_back_office_is_ours():
    assert type(admin.site._wrapped if hasattr(admin.site, "_wrapped") else admin.site) is HouseAdminSite


def test_visitor_is_sent_to_the_sign_in_of_the_whole_site():
    answer = admin.site.login(ask(AnonymousUser(), next="/admin/outbox/"))

    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=/admin/outbox/")


def test_visitor_is_never_sent_to_another_site():
    answer = admin.site.login(ask(AnonymousUser(), next="https://elsewhere.example/admin/"))

    assert answer.url == f"{reverse('account_login')}?next=/admin/"


def test_person_without_a_desk_is_refused():
    with pytest.raises(PermissionDenied):
        admin.site.login(ask(person(is_active=True, is_staff=False)))


def test_editor_goes_on():
    assert admin.site.login(ask(person(is_active=True, is_staff=True), next="/admin/outbox/")).url == "/admin/outbox/"


@pytest.mark.parametrize(
    ("active", "staff", "enters"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_only_active_staff_enters(active, staff, enters):
    assert admin.site.has_permission(ask(person(is_active=active, is_staff=staff))) is enters


def test_password_is_changed_where_everybody_changes_it():
    assert admin.site.password_change(ask(person(is_staff=True))).url == reverse("account_change_password")


def menu_for(client, path="admin:index"):
    return {group["name"]: [each["name"] for each in group["models"]] for group in groups_for(client, path)}


def groups_for(client, path):
    return client.get(reverse(path)).context["available_apps"]


def test_menu_is_grouped_as_editors_work(cast, client_of):
    assert menu_for(client_of(cast.editor)) == {
        "Moderation": ["Review queue", "People of cities"],
        "Content": ["Initiatives", "Cities", "Vocabulary"],
        "Live sessions": ["Sessions", "Series", "Persons on stage"],
        "Library": ["Reports"],
        "Network": ["Service points", "Memberships", "Networks"],
    }


def test_what_only_platform_admins_read_comes_last(cast, client_of):
    menu = menu_for(client_of(cast.platform_admin))
    assert list(menu) == ["Moderation", "Content", "Live sessions", "Library", "Network", "Site"]


def test_menu_counts_what_waits(cast, client_of, submitted):
    groups = groups_for(client_of(cast.editor), "admin:networks_membership_changelist")

    waiting = {each["name"]: each["waiting"] for group in groups for each in group["models"] if each["waiting"]}
    assert waiting == {"Review queue": 1, "People of cities": 1}


@pytest.mark.parametrize(
    ("who", "words"),
    [("editor", "Editors, Metropolis"), ("rival_editor", "Editors, C40"), ("platform_admin", "Platform admin")],
)
def test_header_says_whose_desk_it_is(cast, client_of, who, words):
    page = client_of(getattr(cast, who)).get(reverse("admin:index")).content.decode()

    assert f'<p id="desk-name">{words}</p>' in page


def test_record_is_filtered_by_role_in_words(cast, client_of):
    page = client_of(cast.platform_admin).get(reverse("admin:record_entry_changelist"))

    role = page.context["cl"].filter_specs[-1]
    shown = [choice["display"] for choice in role.choices(page.context["cl"])]
    assert shown == ["All", "City", "Editor", "Lead", "Platform admin"]


def test_page_of_one_app_stays_as_django_lists_it(cast, client_of):
    page = client_of(cast.editor).get(reverse("admin:app_list", args=["networks"]))

    assert [app["app_label"] for app in page.context["app_list"]] == ["networks"]
