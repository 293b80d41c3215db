"""What the review page shows of a submission: every field of the sent text, what is public now, and what was said."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from showcase.answers import Answer, sections_of
from showcase.content import freeze
from showcase.states import State


@dataclass
class Row:
    """One field: as proposed, as it is public now (None without a public page), and the comments on it."""

    answer: Answer
    public: Answer | None = None
    comments: list = field(default_factory=list)

    @property
    def is_changed(self):
        return self.public is not None and self.public.lines != self.answer.lines

    @property
    def is_quiet(self):
        """Without change, and nobody has said anything."""
        return not (self.comments or self.is_changed)

    @property
    def is_empty(self):
        """Nothing to read: no answer, none in public either, and nobody has said anything."""
        return self.is_quiet and not self.answer.lines


@dataclass
class Part:
    """A section: what there is to read, and what is folded away."""

    title: str
    rows: list

    @property
    def shown(self):
        return [row for row in self.rows if not row.is_empty]

    @property
    def folded(self):
        return [row for row in self.rows if row.is_empty]


@dataclass(frozen=True)
class Known:
    """One line of the checklist: what is known, and whether it is as it should be."""

    text: str
    is_fine: bool


def parts_of(submission, revision, *, with_editors):
    """The sections of the text. Reads terms once for each text, and the comments of all revisions."""
    content = revision.content if revision else freeze(submission)
    public = public_answers(submission)
    said = comments_of(submission, with_editors=with_editors)

    def row(answer):
        return Row(answer, public and public.get(answer.name, EMPTY), said.get(answer.name, []))

    return [Part(title, [row(answer) for answer in items]) for title, items in sections_of(content)]


def names_of(revision):
    """The fields of a sent text, which may be commented on."""
    return [answer.name for _title, items in sections_of(revision.content) for answer in items]


def chosen(parts, show):
    """Of the sections what the tab is about: everything, what was said something about, or what has changed."""
    wanted = {"text": lambda row: True, "comments": lambda row: row.comments, "changes": lambda row: not row.is_quiet}
    found = [Part(part.title, [row for row in part.rows if wanted[show](row)]) for part in parts]
    return [part for part in found if part.rows]


EMPTY = Answer("", "")


def public_answers(submission):
    """``{field: Answer}`` of the page this submission would change; None where it would change none."""
    page = submission.initiative
    if not submission.differs_from_page or page.current_version is None:
        return None
    return {answer.name: answer for _section, items in sections_of(page.current_version.content) for answer in items}


def comments_of(submission, *, with_editors):
    """``{field: [Comment, ...]}`` of all its revisions; those among editors only for its editors."""
    said = {}
    for revision in submission.revisions.prefetch_related("comments__by"):
        for comment in revision.comments.all():
            comment.revision_number = revision.number
            if with_editors or not comment.among_editors:
                said.setdefault(comment.field, []).append(comment)
    return said


def known_of(submission):
    """What is known without reading: said of the text as it is, not a judgement on it."""
    figures = submission.results
    unsourced = sum(not (row.get("source") and row.get("year")) for row in figures)
    contact = submission.contact
    return [
        Known(_("No figure is stated"), True) if not figures else figures_known(unsourced),
        Known(_("Somebody in the city answers questions"), True)
        if contact and contact.email
        else Known(_("Nobody is named who answers questions"), False),
        Known(_("The city agreed to CC BY 4.0"), True)
        if submission.licence
        else Known(_("The city has not agreed to CC BY 4.0"), False),
    ]


def figures_known(unsourced):
    if not unsourced:
        return Known(_("Every figure has a source and a year"), True)
    text = ngettext("%(n)s figure has no source or no year", "%(n)s figures have no source or no year", unsourced)
    return Known(text % {"n": unsourced}, False)


def hindrances(submission):
    """Why it cannot be published yet, whoever wants to: said before somebody tries."""
    found = []
    if submission.city and not submission.city.is_confirmed:
        found.append(_("The place %(city)s is only proposed. Confirm it first.") % {"city": submission.city})
    if submission.lacks_word_of_city:
        found.append(_("The city has not confirmed this text yet."))
    if base_has_passed(submission):
        found.append(_("The public page has a newer version than the one this change began with."))
    if submission.initiative and not submission.initiative.is_public:
        found.append(_("The public page is archived or taken down. Make it public again first, or decline."))
    if submission.desk and submission.desk.four_eyes and submission.state != State.RECOMMENDED:
        found.append(_("This desk works with four eyes: one editor recommends, another one publishes."))
    return found


def base_has_passed(submission):
    page = submission.initiative
    return bool(page and page.current_version and page.current_version.number != submission.base_version)
