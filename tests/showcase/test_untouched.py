"""Drafts that nobody touches: two warnings, then they are discarded, and any change starts anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.erasure import erase
from accounts.models import User
from outbox.models import Mail
from record.models import Entry
from showcase import untouched, workflow
from showcase.models import Review, Submission

pytestmark = pytest.mark.django_db
FIRST, LAST = "A draft nobody has opened for long", "Last reminder: a draft is about to be deleted"


def night(after):
    """What the nightly job does with drafts so many days from now; returns ``(first, second, over)``."""
    now = timezone.now() + timedelta(days=after)
    done = []
    for due, act in (
        (untouched.first_warnings, untouched.warn),
        (untouched.second_warnings, untouched.warn),
        (untouched.over, untouched.discard),
    ):
        done.append(sum(bool(act(each, now)) for each in due(now)))
        Mail.objects.filter(created_at__lt=timezone.now()).update(created_at=now)  # as if written in that night
    return tuple(done)


def mails():
    return list(Mail.objects.order_by("pk").values_list("address", "subject"))


def state_of(draft):
    return Submission.objects.values_list("state", flat=True).get(pk=draft.pk)


def test_author_is_warned_twice_before_the_draft_is_discarded(cast, draft):
    nights = {after: night(after) for after in (516, 518, 519, 531, 532, 533, 547, 549, 550)}

    assert nights == {
        516: (0, 0, 0),
        518: (1, 0, 0),
        519: (0, 0, 0),
        531: (0, 0, 0),
        532: (0, 1, 0),
        533: (0, 0, 0),
        547: (0, 0, 0),
        549: (0, 0, 1),
        550: (0, 0, 0),
    }
    assert mails() == [(cast.author.email, FIRST), (cast.author.email, LAST)]
    assert state_of(draft) == "discarded"
    [step] = Review.objects.filter(submission=draft)
    assert (step.step, step.by) == ("discard", None)
    [entry] = Entry.objects.about(draft)
    assert (entry.event, entry.was, entry.became, entry.pseudonym) == ("discard", "draft", "discarded", None)


def test_mail_names_the_day_after_which_it_goes_and_the_way_to_it(cast, draft):
    night(518)
    end = draft.edited_at + timedelta(days=548)

    text = Mail.objects.get().text

    assert f"{end.day}\xa0{end:%B}\xa0{end.year}" in text
    assert f"http://testserver{draft.get_absolute_url()}" in text
    assert draft.title in text


def test_job_that_did_not_run_for_years_still_warns_twice_with_time_to_act(cast, draft):
    nights = [night(after) for after in (900, 901, 914, 915, 928)]

    assert nights == [(1, 0, 0), (0, 0, 0), (0, 1, 0), (0, 0, 0), (0, 0, 1)]


def test_change_of_the_draft_starts_anew(cast, draft):
    night(518)
    Submission.objects.filter(pk=draft.pk).update(edited_at=timezone.now() + timedelta(days=530))

    nights = [night(after) for after in (532, 549, 530 + 516, 530 + 518)]

    assert nights == [(0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 0, 0)]
    assert state_of(draft) == "draft"


def test_draft_taken_back_counts_from_then(cast, draft):
    workflow.perform("submit", draft, by=cast.author, seen=draft.saves)
    workflow.perform("withdraw", draft, by=cast.author, seen=draft.saves)
    Submission.objects.filter(pk=draft.pk).update(edited_at=timezone.now() - timedelta(days=600))

    assert (night(516), night(518)) == ((0, 0, 0), (1, 0, 0))


def test_draft_that_was_sent_is_left_alone(cast, submitted):
    assert [night(after) for after in (518, 900)] == [(0, 0, 0)] * 2


def test_edit_in_the_same_moment_wins(cast, draft):
    night(518)
    night(532)
    now = timezone.now() + timedelta(days=549)
    [over] = untouched.over(now)
    Submission.objects.filter(pk=draft.pk).update(saves=draft.saves + 1)

    assert untouched.discard(over, now) is False
    assert state_of(draft) == "draft"


def test_leads_are_warned_when_the_author_is_gone(cast, draft):
    erase(cast.author)
    Mail.objects.all().delete()

    assert night(518) == (1, 0, 0)
    assert mails() == [(cast.lead.email, FIRST)]


def test_closed_author_is_not_written_to(cast, draft):
    User.objects.filter(pk=cast.author.pk).update(is_active=False)

    night(518)

    assert mails() == [(cast.lead.email, FIRST)]


def test_draft_that_nobody_can_open_goes_without_a_warning(cast, draft):
    cast.city.affiliations.all().delete()

    assert [night(after) for after in (518, 547, 549)] == [(0, 0, 0), (0, 0, 0), (0, 0, 1)]
    assert mails() == []


def test_draft_without_a_city_is_its_authors(cast):
    lone = Submission.objects.create(author=cast.former, title="")

    assert (night(518), mails()) == ((1, 0, 0), [(cast.former.email, FIRST)])
    assert "Without a title yet" in Mail.objects.get().text
    assert [night(after) for after in (532, 549)] == [(0, 1, 0), (0, 0, 1)]
    assert state_of(lone) == "discarded"
