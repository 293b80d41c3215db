"""One-time keys."""

import pytest

from record import once


@pytest.mark.django_db
def test_key_is_claimed_once_and_remembers_its_answer():
    key = once.new_key()

    assert [once.claim(key, "/share/1/"), once.claim(key, "/share/2/")] == [True, False]
    assert once.answer(key) == "/share/1/"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 65, "nul\x00nul\x00nul\x00nul\x00", "é" * 20])
def test_key_that_is_none_of_ours_protects_nothing_and_breaks_nothing(key):
    assert [once.claim(key, "/"), once.claim(key, "/")] == [True, True]
    assert once.answer(key) == ""
