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
