"""The pages of the back office in a browser: none breaks the policy, none is wider than its window, no text runs."""

import pytest
from django.urls import reverse

from networks.models import Network
from showcase import workflow
from showcase.models import Submission
from tests.factories import EditorFactory, InitiativeFactory, ServicePointFactory, UserFactory

HOSTILE = "<script>window.__ran=1</script><img src=x onerror='window.__ran=1'>"


@pytest.fixture
def lead(cast):
    person = UserFactory(name="Desk Lead")
    EditorFactory(user=person, network=cast.host, role="lead")
    return person


@pytest.fixture
def pages(cast, draft, lead):
    """Every kind of page of the back office, with something on it, as path and people who open it."""
    Submission.objects.filter(pk=draft.pk).update(title=HOSTILE, summary=HOSTILE, challenge=HOSTILE)
    draft.refresh_from_db()
    workflow.perform("submit", draft, by=cast.author, seen=0)
    draft.last_revision.comments.create(field="summary", text=HOSTILE, by=cast.editor)
    initiative = InitiativeFactory(title=HOSTILE, city=cast.city, desk=cast.host)
    point = ServicePointFactory(title=HOSTILE, host_network=cast.host)
    claim = cast.colleague.affiliations.get()
    cast.host.acceptance_criteria = HOSTILE
    cast.host.save()
    models = ("networks_membership", "cities_affiliation", "cities_city", "catalogue_term", "networks_servicepoint")
    lists = [reverse(f"admin:{name}_changelist") for name in ("showcase_submission", "showcase_initiative", *models)]
    rows = {
        "showcase_submission": draft,
        "showcase_initiative": initiative,
        "networks_servicepoint": point,
        "networks_network": Network.objects.get(pk=cast.host.pk),
        "cities_affiliation": claim,
        "cities_city": cast.city,
    }
    changes = [reverse(f"admin:{name}_change", args=[row.pk]) for name, row in rows.items()]
    more = [
        reverse("admin:index"),
        reverse("admin:networks_membership_add"),
        reverse("admin:networks_network_history", args=[cast.host.pk]),
        reverse("admin:networks_membership_delete", args=[cast.host.memberships.get().pk]),
    ]
    return [*more, *lists, *changes]


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_back_office_keep_the_policy(signed_in, pages, lead):
    desk = signed_in(lead)

    found = {}
    for path in pages:
        status = desk.open(path).status
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        found[path] = (status, width <= 1280, desk.page.evaluate("window.__ran || 0"))

    assert found == dict.fromkeys(pages, (200, True, 0))


@pytest.mark.django_db(transaction=True)
def test_row_is_claimed_from_the_queue_and_commented_on(signed_in, cast, draft):
    workflow.perform("submit", draft, by=cast.author, seen=0)
    desk = signed_in(cast.editor)
    desk.open(reverse("admin:showcase_submission_changelist"))
    desk.page.locator("input.action-select").check()
    desk.choose(action="Assign to me")
    desk.press("Go")
    desk.follow("Calls against solitude")

    desk.page.locator("#results summary").click()
    desk.page.locator("#comment-results").fill("Calls or people?")
    with desk.page.expect_navigation():
        desk.page.locator("#results form[action*='comment'] button").click()

    draft.refresh_from_db()
    assert draft.assigned_to == cast.editor
    assert desk.page.locator("#results .comment div").inner_text() == "Calls or people?"
