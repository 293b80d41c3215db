"""Submissions in every state and initiatives in every standing, each with a word of its own."""

from cities.models import Contact
from files.models import StoredFile
from showcase import drafts, workflow
from showcase.models import Initiative, InitiativeTranslation, Submission
from showcase.standing import change_standing
from tests.authz.canary.filling import columns, content
from tests.authz.canary.words import word
from tests.factories import InitiativeFactory, StoredFileFactory

BY_HAND = {"note": "{}: note", "among_editors": "{}: note among editors"}
# Which steps lead to a text, and who takes them. ``!``: with a note to the city and one among editors.
STORIES = {
    # name: (city, desk, author, steps)
    "draft": ("Bilbao", "host", "author", ""),
    "taken back": ("Bilbao", "host", "author", "author:submit editor:claim! author:withdraw"),
    "submitted": ("Bilbao", "host", "former", "lead:submit"),
    "in review": ("Bilbao", "host", "author", "author:submit editor:claim!"),
    "asked": ("Lima", "host", "stranger", "stranger:submit editor:request_changes!"),
    "recommended": ("Bilbao", "host", "author", "author:submit editor:claim second_editor:recommend!"),
    "published": ("Bilbao", "host", "author", "author:submit editor:publish!"),
    "declined": ("Bilbao", "host", "author", "author:submit editor:decline!"),
    "discarded": ("Bilbao", "host", "author", "author:discard"),
    "claimed draft": ("Bilbao", "host", "colleague", ""),
    "claimed, sent": ("Bilbao", "host", "colleague", "lead:submit"),
    "nowhere": (None, "host", "stranger", ""),
    "proposed place's": ("proposed place", "host", "proposer", ""),
    "on behalf": ("Lima", "host", "editor", ""),
    "prepared": ("Lima", "host", None, ""),
    "prepared, taken over": ("Lima", "host", "stranger", ""),
    "rival's draft": ("Turin", "rival", "turinese", ""),
    "rival's": ("Turin", "rival", "turinese", "turinese:submit rival_editor:claim!"),
    "rival asked": ("Bilbao", "rival", "author", "author:submit rival_editor:request_changes!"),
    "rival on behalf": ("Bilbao", "rival", "rival_editor", ""),
    "passed on": ("Bilbao", "host", "author", "author:submit second_editor:pass_on!"),
}
CHANNELS = {
    **dict.fromkeys(("on behalf", "rival on behalf"), "on_behalf"),
    **dict.fromkeys(("prepared", "prepared, taken over"), "webinar"),
}
ASKED = ("asked", "rival asked")


def write_all(cast, people, cities, networks, vocabulary):
    """``{name: submission}``, brought where they are by the steps that lead there."""
    return {name: write(name, cast, people, cities, networks, vocabulary) for name in STORIES}


def write(name, cast, people, cities, networks, vocabulary):
    place, desk, author, steps = STORIES[name]
    submission = draft(name, cities.get(place), networks[desk], people.get(author), vocabulary)
    if name == "in review":
        attach(submission, name)
    for step in steps.split():
        take(step, name, submission, people, networks)
    if name in ASKED:
        comment(submission, name, people[steps.split()[-1].split(":")[0]])
    return submission


def draft(name, city, desk, author, vocabulary):
    submission = Submission.objects.create(
        author=author, city=city, desk=desk, channel=CHANNELS.get(name, "web"), **content(name), **terms(vocabulary)
    )
    if city:
        submission.contact = contact(name, city)
        submission.save()
    submission.topics.add(vocabulary["topic"])
    submission.target_groups.add(vocabulary["target-group"])
    return submission


def terms(vocabulary):
    return {"main_topic": vocabulary["topic"], **{name: vocabulary[name] for name in ("phase", "kind", "status")}}


def contact(name, city):
    """Who answers questions: the role is read with the text, name and address are not."""
    person = word(f"{name}: contact")
    return Contact.objects.create(city=city, role=word(name), name=person, email=f"{person}@mail.example")


def attach(submission, name):
    """A picture, a document and a translation."""
    secret = {**columns(StoredFile, word("file"), but=("sha256",)), "sha256": word("hash of a file")}
    files = StoredFileFactory(**secret), StoredFileFactory(original_name=word("other file"))
    for file, parts in zip(files, (submission.pictures, submission.documents), strict=True):
        parts.create(file=file, **columns(parts.model, word(name)))
    submission.translations.create(language="es", texts={"title": word(name)}, source_hash=word(name))


def take(step, name, submission, people, networks):
    who, what = step.rstrip("!").split(":")
    said = {field: word(key.format(name)) for field, key in BY_HAND.items()} if step.endswith("!") else {}
    submission.refresh_from_db()
    desk = submission.desk
    type(desk).objects.filter(pk=desk.pk).update(four_eyes=what == "recommend")
    submission.desk.refresh_from_db()
    to = {"to": networks["rival"]} if what == "pass_on" else {}
    workflow.perform(what, submission, by=people[who], seen=submission.saves, **said, **to)
    type(desk).objects.filter(pk=desk.pk).update(four_eyes=False)


def comment(submission, name, by):
    """A question that was answered, an open one, and one among editors."""
    comments = submission.last_revision.comments
    comments.create(field="title", text=word(f"{name}: question"), answer=word(f"{name}: answer"), by=by)
    comments.create(field="summary", text=word(f"{name}: word among editors"), among_editors=True, by=by)


def publish_all(people, cities, networks, vocabulary):
    """``{name: initiative}`` besides the one that a submission became."""
    made = {
        "collected": page("collected", cities["Turin"], networks["rival"], vocabulary),
        "archived": page("archived", cities["Lima"], networks["host"], vocabulary),
        "taken down": page("taken down", cities["Turin"], networks["rival"], vocabulary),
        "taken down too": page("taken down too", cities["Bilbao"], networks["host"], vocabulary),
    }
    for name in ("archived", "taken down", "taken down too"):
        change = "archive" if name == "archived" else "take_down"
        change_standing(change, made[name], by=people["platform_admin"], reason=word(f"{name}: reason"))
    return made | {"published": Initiative.objects.get(submissions__state="published")}


def page(name, city, desk, vocabulary):
    origin = {
        "origin": "collected",
        **columns(Initiative, word(name), but=("code", "archived_reason", "taken_down_reason")),
    }
    initiative = InitiativeFactory(
        city=city, desk=desk, topics=[vocabulary["topic"]], contact=contact(name, city), **origin | content(name)
    )
    document = StoredFileFactory(original_name=word(f"{name}: file"))
    for parts in (initiative.pictures, initiative.documents):
        parts.create(file=document, **columns(parts.model, word(name)))
    InitiativeTranslation.objects.create(initiative=initiative, language="es", texts={"title": word(name)})
    initiative.endorsements.create(network=desk, note=word(f"{name}: endorsement"))
    return initiative


def change_all(people, initiatives, vocabulary):
    """Changes of public pages: one begun, one sent, each with words of its own."""
    begun = change("change", people["author"], initiatives["published"], vocabulary)
    sent = change("change, sent", people["turinese"], initiatives["collected"], vocabulary)
    workflow.perform("submit", sent, by=people["turinese"], seen=sent.saves)
    return {"change": begun, "change, sent": sent}


def change(name, author, initiative, vocabulary):
    submission = drafts.begin_change(author, initiative)
    said = {**content(name), **terms(vocabulary), "contact": contact(name, initiative.city)}
    Submission.objects.filter(pk=submission.pk).update(**said)
    submission.target_groups.add(vocabulary["target-group"])
    submission.refresh_from_db()
    return submission
