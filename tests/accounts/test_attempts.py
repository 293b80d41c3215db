"""Tries of passwords: how many, by whom they are counted, and that a header moves nothing."""

from datetime import UTC, datetime
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.attempts import attempt, client_address, forgive, household
from accounts.limits import within
from record.models import Count
from tests.factories import UserFactory
from tests.proofs import at_once

NOW = datetime(2026, 5, 1, 12, 1, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
WRONG = "wrong horse"
THREADS = 8
SENTENCES = {
    "Too many attempts. Wait five minutes, then try again.": "refused",
    "The e-mail address or the password is not right.": "wrong",
}


@pytest.fixture
def anna(db):
    user = UserFactory(email="anna@city.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture(autouse=True)
def one_moment(monkeypatch):
    """No window ends while a test counts."""
    monkeypatch.setattr("accounts.limits.timezone.now", lambda: NOW)


def sign_in(email="anna@city.example", password=WRONG, address="192.0.2.1", forwarded=None):
    """``refused`` or ``wrong`` or ``in``."""
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    data = {"login": email, "password": password}
    answer = Client().post(reverse("account_login"), data, headers=headers, REMOTE_ADDR=address)
    if answer.status_code == 302:
        return "in"
    page = answer.content.decode()  # not its context, which the test client mixes up among threads
    [said] = [word for sentence, word in SENTENCES.items() if sentence in page]
    return said


@pytest.mark.django_db(transaction=True)
def test_limit_lets_exactly_so_many_of_many_at_once_through():
    answers = at_once([partial(within, "knock", "door", most=5)] * THREADS)

    assert (answers.count(True), answers.count(False)) == (5, THREADS - 5)
    assert list(Count.objects.values_list("n", flat=True)) == [5]


@pytest.mark.django_db(transaction=True)
def test_exactly_five_wrong_passwords_of_many_at_once_are_looked_at(anna):
    answers = at_once([sign_in] * THREADS)

    assert (answers.count("wrong"), answers.count("refused")) == (5, THREADS - 5)


def test_right_password_counts_nothing_and_clears_nothing(anna):
    tries = [sign_in() for _each in range(4)]
    tries += [sign_in(password=PASSWORD), sign_in(), sign_in(password=PASSWORD)]

    assert tries == ["wrong"] * 4 + ["in", "wrong", "refused"]


def test_one_address_is_refused_at_one_account_and_the_owner_elsewhere_is_not(anna):
    for _each in range(5):
        sign_in(address="192.0.2.1")

    assert sign_in(password=PASSWORD, address="192.0.2.1") == "refused"
    assert sign_in(password=PASSWORD, address="198.51.100.7") == "in"
    assert sign_in(email="ben@city.example", address="192.0.2.1") == "wrong"


def test_unknown_account_is_counted_like_a_known_one(anna):
    tries = [[sign_in(email=email) for _each in range(6)] for email in ("anna@city.example", "nobody@city.example")]

    assert tries == [["wrong"] * 5 + ["refused"]] * 2


def test_spelling_of_the_account_moves_no_limit(anna):
    tries = [sign_in(email=email) for email in ("anna@city.example", "ANNA@city.example", "Anna@City.Example") * 2]

    assert tries == ["wrong"] * 5 + ["refused"]


def test_forged_header_moves_no_limit(anna):
    tries = [sign_in(forwarded=f"203.0.113.{number}") for number in range(6)]

    assert tries == ["wrong"] * 5 + ["refused"]


def test_forged_entries_before_the_one_of_the_trusted_proxy_move_no_limit(anna, settings):
    settings.TRUSTED_PROXIES = 1
    tries = [sign_in(address="10.0.0.1", forwarded=f"203.0.113.{number}, 192.0.2.1") for number in range(6)]

    assert tries == ["wrong"] * 5 + ["refused"]
    assert sign_in(address="10.0.0.1", forwarded="203.0.113.1, 192.0.2.2") == "wrong"


@pytest.mark.django_db
def test_accounts_of_many_addresses_together_have_a_limit(rf):
    def tries(host):
        return attempt(rf.post("/", REMOTE_ADDR=f"198.51.100.{host}"), "anna@city.example") is not None

    assert [tries(host) for host in range(32)] == [True] * 30 + [False] * 2


@pytest.mark.django_db
def test_address_that_tries_many_accounts_has_a_limit(rf):
    request = rf.post("/", REMOTE_ADDR="198.51.100.1")

    assert [attempt(request, f"{each}@city.example") is not None for each in range(52)] == [True] * 50 + [False] * 2


@pytest.mark.django_db
def test_forgiven_try_leaves_the_others_counted(rf):
    request = rf.post("/", REMOTE_ADDR="198.51.100.1")
    attempt(request, "anna@city.example")

    forgive(attempt(request, "anna@city.example"))

    assert list(Count.objects.values_list("n", flat=True)) == [1, 1, 1]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "client"),
    [
        (0, "", "192.0.2.1", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "forged, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "forged, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9:4711", "10.0.0.1", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "10.0.0.1", "2001:db8::1"),
        (1, "2001:db8::1", "10.0.0.1", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "<script>", "10.0.0.1", "10.0.0.1"),
        (0, "", "", "unknown"),
    ],
)
def test_client_is_who_called_the_outermost_trusted_proxy(rf, settings, proxies, forwarded, remote, client):
    settings.TRUSTED_PROXIES = proxies

    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=remote)

    assert client_address(request) == client


def test_ipv6_addresses_of_one_network_count_as_one():
    assert household("2001:db8:1:2:aaaa::1") == household("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::"
    assert household("2001:db8:1:3::1") == "2001:db8:1:3::"
    assert [household(address) for address in ("192.0.2.1", "::1", "unknown")] == ["192.0.2.1", "::", "unknown"]
