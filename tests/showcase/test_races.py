"""Eight people press at once. A few rounds in the suite; ``make prove-races`` runs fifty on both databases."""

import os
import re
import time
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from outbox.models import Mail
from record.models import Count
from showcase import workflow
from showcase.models import Initiative, Submission
from tests.factories import EditorFactory, UserFactory
from tests.proofs import at_once, report
from tests.submissions import copy_of

ROUNDS = int(os.environ.get("ROUNDS", "3"))
THREADS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(user):
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def test_of_eight_decisions_at_once_exactly_one_counts(cast, draft):
    editors = [cast.editor, cast.second_editor, *(UserFactory() for _ in range(THREADS - 2))]
    for user in editors[2:]:
        EditorFactory(user=user, network=cast.host)
    browsers = [signed_in(user) for user in editors]
    codes, winners, mails = [], 0, 0

    for number in range(ROUNDS):
        submission = copy_of(draft)
        workflow.perform("submit", submission, by=cast.author, seen=submission.saves)
        before = Mail.objects.count()
        steps = ("publish", "decline", "request_changes", "publish", "decline", "publish", "request_changes", "publish")
        address = reverse("admin:showcase_submission_decide", args=[submission.pk])
        data = {"seen": submission.saves, "note": f"Round {number}."}
        presses = [
            partial(browser.post, address, data | {"step": step}) for browser, step in zip(browsers, steps, strict=True)
        ]
        answers = [answer.status_code for answer in at_once(presses)]
        codes += answers
        winners += submission.reviews.exclude(step="submit").count()
        mails += Mail.objects.count() - before

    wins, conflicts = codes.count(302), codes.count(409)
    figures = {"rounds": ROUNDS, "answers": len(codes), "won": wins, "refused": conflicts, "reviews": winners}
    report("decisions", figures | {"mails": mails, "errors": len([code for code in codes if code >= 500])})
    assert (wins, conflicts, winners, mails) == (ROUNDS, ROUNDS * (THREADS - 1), ROUNDS, ROUNDS)


def test_of_a_draft_sent_eight_times_at_once_one_copy_arrives(cast, draft):
    browser = signed_in(cast.author)
    codes, sent = [], 0
    for _number in range(ROUNDS):
        submission = copy_of(draft)
        address = reverse("submission-edit", args=[submission.uuid])
        page = browser.get(address)
        data = filled(page)
        answers = at_once([partial(browser_of(browser).post, address, data) for _ in range(THREADS)])
        codes += [answer.status_code for answer in answers]
        sent += submission.reviews.count()
        assert {answer.headers.get("Location") for answer in answers} == {submission.get_absolute_url()}

    report("sending", {"rounds": ROUNDS, "answers": len(codes), "sent": sent})
    assert (set(codes), sent) == ({302}, ROUNDS)


def browser_of(browser):
    """The same session in a browser of its own, because a test client is not made for threads."""
    copy = Client(raise_request_exception=False)
    copy.cookies.update(browser.cookies)
    return copy


def filled(page):
    """The fields of the edit page as a browser posts them, with the button Send."""
    forms = page.context["forms"]
    data = {"send": "1"}
    for form in (forms.form, *(row for rows in forms.row_sets.values() for row in rows)):
        data |= {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    for rows in forms.row_sets.values():
        data |= {field.html_name: field.value() for field in rows.management_form}
    hidden = dict(re.findall(r'name="(seen|once)" value="([^"]*)"', page.content.decode()))
    return {name: "on" if value is True else value for name, value in (data | hidden).items()}


def test_eight_publications_of_one_title_at_once_get_eight_addresses(cast, draft):
    slugs = []
    for _number in range(ROUNDS):
        copies = [copy_of(draft) for _ in range(THREADS)]
        for copy in copies:
            workflow.perform("submit", copy, by=cast.author, seen=copy.saves)
        at_once([partial(workflow.perform, "publish", copy, by=cast.editor, seen=copy.saves) for copy in copies])

    slugs = list(Initiative.objects.public().values_list("slug", flat=True))
    codes = set(Initiative.objects.values_list("code", flat=True))
    report("addresses", {"rounds": ROUNDS, "pages": len(slugs), "addresses": len(set(slugs)), "codes": len(codes)})
    assert (len(slugs), len(set(slugs)), len(codes)) == (ROUNDS * THREADS,) * 3


def slowly(act):
    """Stays in its transaction for a moment, so that both are in theirs."""
    with transaction.atomic():
        act()
        time.sleep(0.2)


def test_of_two_editors_who_leave_a_desk_at_once_the_second_hands_over(cast, draft):
    desks, states = [], []
    for _number in range(ROUNDS):
        submission = copy_of(draft)
        Submission.objects.filter(pk=submission.pk).update(desk=cast.rival)
        submission.refresh_from_db()
        workflow.perform("submit", submission, by=cast.author, seen=submission.saves)
        closed = UserFactory()
        EditorFactory(user=closed, network=cast.rival)
        removed = cast.rival.editors.get(user=cast.rival_editor)
        closed.is_active = False

        at_once([partial(slowly, removed.delete), partial(slowly, closed.save)])

        submission.refresh_from_db()
        desks.append(submission.desk)
        states += submission.reviews.values_list("step", flat=True)
        EditorFactory(user=cast.rival_editor, network=cast.rival)

    assert (desks, states) == ([cast.host] * ROUNDS, ["submit", "hand_over"] * ROUNDS)


def test_of_two_leads_who_name_the_same_colleague_at_once_one_reads_that_it_is_done(cast):
    leads = [UserFactory(), UserFactory()]
    for lead in leads:
        EditorFactory(user=lead, network=cast.rival, role="lead")
    browsers = [signed_in(lead) for lead in leads]
    address = reverse("admin:networks_network_change", args=[cast.rival.pk])
    data = {"name": "C40", "days_to_answer": 5, "members_listed": "none", "kind": cast.rival.kind_id}
    data |= {"editors-TOTAL_FORMS": 1, "editors-INITIAL_FORMS": 0, "editors-0-role": "editor"}

    for number in range(ROUNDS):
        Count.objects.all().delete()  # a lead looks up few colleagues a day; the rounds are days
        colleague = UserFactory()
        posted = data | {"editors-0-email": colleague.email}
        answers = at_once([partial(browser.post, address, posted) for browser in browsers])

        assert sorted(answer.status_code for answer in answers) == [200, 302], number
        refused = next(answer for answer in answers if answer.status_code == 200)
        errors = refused.context["inline_admin_formsets"][0].formset.errors
        assert errors == [{"email": ["This person already edits for the network."]}]
        assert cast.rival.editors.filter(user=colleague).count() == 1
