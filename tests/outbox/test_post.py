"""Writing mails: once for each key, with the change that causes them, and no words of people in a header."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from outbox.models import Mail
from outbox.post import post, post_text

GREETING = """{% load i18n %}{% translate "Sign in" %}: {{ name }}

Hello {{ name }},
{{ base_url }}/account/
"""
ANNA = {"to": "anna@city.example", "language": "en"}


@pytest.fixture(autouse=True)
def _templates(db, settings, tmp_path):
    """A template of the test's own, so that no real mail has to keep its words."""
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "greeting.txt").write_text(GREETING)
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "DIRS": [tmp_path]}]


def test_first_line_of_the_template_is_the_subject():
    mail = post("greeting", key="a", **ANNA, context={"name": "Anna"})

    assert (mail.subject, mail.text) == ("Sign in: Anna", f"Hello Anna,\n{settings.BASE_URL}/account/\n")
    assert (mail.address, mail.language, mail.sent_at, mail.attempts) == ("anna@city.example", "en", None, 0)


def test_mail_is_written_in_the_readers_language_and_leaves_the_pages_alone():
    with translation.override("es"):
        mail = post("greeting", key="a", to="anna@city.example", language="fr", context={"name": "Anna"})
        page = translation.get_language()

    with translation.override("fr"):
        word = translation.gettext("Sign in")
    assert (mail.subject, mail.language, page) == (f"{word}: Anna", "fr", "es")


def test_same_key_twice_is_one_mail_and_the_first_words_stand():
    first = post("greeting", key="a", **ANNA, context={"name": "Anna"})
    second = post("greeting", key="a", **ANNA, context={"name": "Bo"})

    assert (first.pk, second.subject) == (second.pk, "Sign in: Anna")
    assert Mail.objects.count() == 1


def test_same_key_does_not_break_the_transaction_it_is_written_in():
    with transaction.atomic():
        post_text("A", "a", key="a", **ANNA)
        post_text("A", "a", key="a", **ANNA)
        post_text("B", "b", key="b", **ANNA)

    assert sorted(Mail.objects.values_list("key", flat=True)) == ["a", "b"]


def test_mail_of_a_change_that_failed_is_not_written():
    @transaction.atomic
    def change():
        post_text("A", "a", key="a", **ANNA)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        change()

    assert Mail.objects.count() == 0


@pytest.mark.parametrize(
    "between",
    ["\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1b", "\x85", "\u2028", "\u2029", "\u202e", "\x7f", "\r\n\t "],
)
def test_subject_is_one_line_whatever_people_wrote(between):
    mail = post_text(f"Hello{between}Bcc: victim@example.org", "text", key="a", **ANNA)

    assert mail.subject == "Hello Bcc: victim@example.org"


def test_subject_keeps_letters_of_all_scripts_and_is_cut():
    assert post_text("Łódź, 東京, القاهرة", "text", key="a", **ANNA).subject == "Łódź, 東京, القاهرة"
    assert post_text("x" * 500, "text", key="b", **ANNA).subject == "x" * 200


def test_words_of_people_are_no_template_code():
    mail = post("greeting", key="a", **ANNA, context={"name": "{{ base_url }}{% debug %}"})

    assert mail.subject == "Sign in: {{ base_url }}{% debug %}"


def test_message_id_follows_from_the_key_and_names_the_site():
    ids = [post_text("A", "a", key=key, **ANNA).message_id for key in ("a", "a", "b")]

    assert ids[0] == ids[1] != ids[2]
    assert all(each.startswith("<") and each.endswith("@testserver>") for each in ids)


def test_mail_may_wait_for_its_time():
    later = timezone.now() + timedelta(days=1)

    assert post_text("A", "a", key="a", **ANNA, not_before=later).not_before == later
