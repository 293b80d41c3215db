"""Submissions in each state, made as people make them."""

import pytest

from cities.models import Contact
from showcase import workflow
from showcase.models import Submission

WAYS_TO = {
    "draft": [],
    "submitted": ["submit"],
    "in_review": ["submit", "claim"],
    "recommended": ["submit", "claim", "recommend"],
    "changes_requested": ["submit", "request_changes"],
    "published": ["submit", "publish"],
    "declined": ["submit", "decline"],
    "discarded": ["discard"],
}


@pytest.fixture
def draft(cast, vocabulary):
    """A complete draft of Bilbao at the host's desk."""
    submission = Submission.objects.create(
        title="Calls against solitude",
        summary="The city calls older people who live alone.",
        text_language="en",
        city=cast.city,
        lead_organisation="City of Bilbao",
        main_topic=vocabulary["topic"],
        phase=vocabulary["phase"],
        kind=vocabulary["kind"],
        status=vocabulary["status"],
        start="2020-03",
        challenge="Many older people lived alone during confinement.",
        solution="Social services called them.",
        results=[{"figure": "36,000", "counts": "calls", "source": "https://bilbao.example/calls", "year": "2020"}],
        contact=Contact.objects.create(city=cast.city, role="Officer", name="Ane", email="ane@bilbao.example"),
        licence="CC BY 4.0",
        consent=True,
        author=cast.author,
        desk=cast.host,
    )
    submission.topics.add(vocabulary["topic"])
    submission.target_groups.add(vocabulary["target-group"])
    return submission


@pytest.fixture
def submitted(draft, cast):
    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)
    return draft


@pytest.fixture
def in_state(draft, cast):
    """``in_state("recommended")``: the draft, brought there by the steps that lead there."""

    def brought(state):
        cast.host.four_eyes = state == "recommended"
        cast.host.save()
        for step in WAYS_TO[state]:
            by = cast.author if step in ("submit", "discard") else cast.editor
            workflow.perform(step, draft, by=by, seen=draft.saves, note="Because.")
        return draft

    return brought


def copy_of(draft):
    """Another complete draft of the same city."""
    topics, groups = list(draft.topics.all()), list(draft.target_groups.all())
    copy = Submission.objects.get(pk=draft.pk)
    copy.pk = copy.id = None
    copy._state.adding = True
    copy.uuid = Submission._meta.get_field("uuid").default()
    copy.save()
    copy.topics.set(topics)
    copy.target_groups.set(groups)
    return copy
