"""Who hears of a step. Rows in the outbox, written in the transaction of the step and sent after it."""

from django.contrib.auth import get_user_model

from accounts.models import MailChoice
from outbox.post import post
from showcase.questions import questions_of

# Which template each group gets; a step that is not here tells nobody.
TO_EDITORS = {"submit": "sent_to_desk", "pass_on": "sent_to_desk", "hand_over": "handed_over_to_desk"}
TO_CITY = {
    "submit": "receipt",
    "request_changes": "changes_requested",
    "pass_on": "passed_on",
    "publish": "published",
    "decline": "declined",
    "hand_over": "handed_over",
}

# Left out for people who want only what waits for them.
INFORMS = {"receipt", "passed_on", "handed_over", "withdrawn"}


def queue(review, *, to=None):
    """Write the mails of one step: one for each person, whoever they are twice over, and none to who took it."""
    submission = review.submission
    submission.refresh_from_db()
    if review.step in TO_EDITORS:
        send(TO_EDITORS[review.step], review, editors_of(submission), skip=review.by)
    if review.step in TO_CITY:
        readers = city_readers(submission)
        # The receipt goes to who sent it as well: it is their proof.
        receives = review.step == "submit" and review.by not in readers
        skip = None if review.step == "submit" else review.by
        send(TO_CITY[review.step], review, [*readers, review.by] if receives else readers, skip=skip)
    if review.step == "assign" and to:
        send("assigned", review, [to], skip=review.by)
    if review.step == "recommend":
        send("recommended", review, editors_of(submission), skip=review.by)
    if review.step == "withdraw" and submission.desk:
        send("withdrawn", review, editors_of(submission), skip=review.by)


def send(template, review, people, *, skip):
    questions = questions_of(review.submission)
    for person in people:
        if person == skip or (template in INFORMS and person.mail_choice == MailChoice.NEEDED):
            continue
        post(
            f"showcase/{template}",
            key=f"review-{review.pk}:{person.pk}:{template}",
            to=person.email,
            language=person.language,
            context={"review": review, "submission": review.submission, "person": person, "questions": questions},
        )


def editors_of(submission):
    """The desk's active editors who may decide: not those who work for the city themselves."""
    own = submission.city.affiliations.current().values("user")
    return [editor.user for editor in submission.desk.editors.at(submission.desk).exclude(user__in=own)]


def city_readers(submission):
    """The author while they still work for the city, else its confirmed leads, else all its confirmed staff."""
    staff = get_user_model().objects.active().filter(pk__in=submission.city.affiliations.confirmed().values("user"))
    author = staff.filter(pk=submission.author_id)
    leads = staff.filter(pk__in=submission.city.affiliations.leads().values("user"))
    return list(author) or list(leads) or list(staff)
