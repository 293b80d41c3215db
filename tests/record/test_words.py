"""Every event that the program writes has a word."""

import ast
from pathlib import Path

from django.conf import settings

from cities.verdicts import VERDICTS
from record.words import EVENTS, word_of
from showcase.standing import CHANGES
from showcase.workflow import STEPS


def written_events():
    """The first argument of each ``note(...)`` and ``audit(...)`` that is spelt out, in every app of the house."""
    for app in settings.APPS_OF_THE_HOUSE:
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("note", "audit"):
                    yield from (each.value for each in ast.walk(node.args[0]) if is_word(each))


def is_word(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.startswith("_")


def test_every_event_that_is_spelt_out_has_a_word():
    assert sorted(set(written_events()) - set(EVENTS)) == []


def test_every_step_standing_and_verdict_has_a_word():
    made = {*STEPS, *CHANGES, *(f"{verdict}_affiliation" for verdict in VERDICTS)}

    assert sorted(made - set(EVENTS)) == []


def test_event_without_a_word_is_readable():
    assert word_of("no_such_event") == "no such event"
