"""What a submission still lacks before it can be sent."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from showcase.models.practice import LICENCE
from showcase.sections import SECTIONS

MOST_TOPICS = 3
MOST_SDGS = 5

# Every field that is neither optional nor asked at full depth only, with the sentence that says what to do.
NEEDED = {
    "title": _("Give the initiative a title."),
    "summary": _("Say in two or three sentences what the city did."),
    "text_language": _("Choose the language you wrote in."),
    "city": _("Choose the city."),
    "lead_organisation": _("Name the organisation that leads it."),
    "main_topic": _("Choose the main topic."),
    "phase": _("Choose the phase."),
    "kind": _("Choose what kind of initiative it is."),
    "status": _("Choose whether it is planned, ongoing or completed."),
    "start": _("Say when it started; a year is enough."),
    "challenge": _("Describe the challenge."),
    "solution": _("Describe what the city did about it."),
    "contact": _("Name who answers questions: role, name and e-mail address."),
    "desk": _("Choose the network that checks it."),
    "consent": _("Confirm that you may share this text and that it may be published under CC BY 4.0."),
}
NEEDED_LISTS = {
    "target_groups": _("Choose at least one target group."),
}


def missing(submission):
    """``{field: sentence}`` of what a saved submission lacks, in the order of the form. About six queries."""
    gaps = {name: sentence for name, sentence in NEEDED.items() if not getattr(submission, name)}
    gaps |= {name: text for name, text in NEEDED_LISTS.items() if not getattr(submission, name).exists()}
    if not submission.results and not submission.nothing_measured:
        gaps["results"] = _("Add a result with its source, or say that nothing has been measured yet.")
    if submission.contact and not (submission.contact.role and submission.contact.name and submission.contact.email):
        gaps["contact"] = NEEDED["contact"]
    if submission.licence != LICENCE:
        gaps["consent"] = NEEDED["consent"]
    gaps |= missing_in_results(submission) | missing_in_topics(submission)
    return {name: gaps[name] for name in sorted(gaps, key=place_in_form)}


def place_in_form(name):
    names = [each for section in SECTIONS for each in (*section.rows, *section.fields)]
    return names.index({"contact": "contact_role"}.get(name, name))


def missing_in_results(submission):
    complete = all(row.get("figure") and row.get("counts") and row.get("source") for row in submission.results)
    return {} if complete else {"results": _("Say for each result what it counts and where it is written down.")}


def missing_in_topics(submission):
    topics = set(submission.topics.values_list("pk", flat=True))
    if len(topics | {submission.main_topic_id}) > MOST_TOPICS:
        return {"topics": _("Choose at most three topics, the main one among them.")}
    return {}


def require_complete(submission):
    """Raises ValidationError with one sentence for each missing field."""
    gaps = missing(submission)
    if gaps:
        raise ValidationError(gaps)
