"""A frozen text as labelled answers, section by section: for status, conflict and review pages."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from catalogue.dates import PartialDate
from catalogue.languages import language_name
from catalogue.models import Term
from cities.countries import country_name
from showcase.content import TERM, TERMS
from showcase.models import Submission
from showcase.models.practice import CONDITION_KINDS, SCHEMES
from showcase.sections import SECTIONS

# Written by the city in its own language; everything else is in the reader's.
IN_TEXT_LANGUAGE = {
    *("title", "summary", "challenge", "solution", "results_text", "results", "conditions", "links"),
    *("lessons", "what_did_not_work", "funding", "needs_from_others", "partners", "awards", "lead_organisation"),
}
# Fields of the form that a frozen text holds under another name, or not at all.
CONTENT_NAME = {"adapted_from_code": "adapted_from"}
NOT_CONTENT = {"contact_name", "contact_email", "desk", "consent"}


@dataclass(frozen=True)
class Answer:
    """One field: its label and its lines; no line when nothing was said."""

    name: str
    label: str
    lines: list = field(default_factory=list)
    language: str = ""


def answers_of(content):
    """``[(section, [Answer, ...]), ...]`` of a frozen text. One query, for the words of the terms.

    A section that is asked at full depth only is left out when nothing in it was answered.
    """
    words = term_words(content)
    answered = ((each, [answer_to(name, content, words) for name in names_of(each)]) for each in SECTIONS)
    return [(each.title, answers) for each, answers in answered if not each.full_only or any(a.lines for a in answers)]


def sections_of(content):
    """The sections of the form, and what else is published with them. One query, as ``answers_of``."""
    attached = [answer for answer in attachments_of(content) if answer.lines]
    return [*answers_of(content), *([(_("Pictures, documents, translations"), attached)] if attached else [])]


def attachments_of(content):
    yield Answer("pictures", _("Pictures"), [picture_line(each) for each in content["pictures"]])
    yield Answer("documents", _("Documents"), [document_line(each) for each in content["documents"]])
    for each in content["translations"]:
        label = _("Translation: %(language)s") % {"language": language_name(each["language"])}
        yield Answer(f"translation-{each['language']}", label, list(each["texts"].values()), each["language"])


def picture_line(picture):
    return " · ".join(part for part in (picture["description"], picture["caption"], picture["credit"]) if part)


def document_line(document):
    language = language_name(document["language"]) if document["language"] else ""
    return " · ".join(part for part in (document["title"], document["publisher"], language) if part)


def names_of(section):
    return [CONTENT_NAME.get(name, name) for name in (*section.rows, *section.fields) if name not in NOT_CONTENT]


def answer_to(name, content, words):
    language = content["text_language"] if name in IN_TEXT_LANGUAGE else ""
    if name == "original_title":
        language = content["original_title_language"]
    return Answer(name, label_of(name), [line for line in lines_of(name, content, words) if line], language)


def label_of(name):
    if name == "contact_role":
        return _("Role of the contact")
    known = {field.name for field in Submission._meta.get_fields()}
    label = str(Submission._meta.get_field(name).verbose_name) if name in known else name
    return label[:1].upper() + label[1:]


def lines_of(name, content, words):
    """The lines of one answer, as plain text."""
    value = content.get(name)
    if name in TERM:
        return [words.get((SCHEMES[name], value), value)]
    if name in TERMS:
        return [words.get((SCHEMES[name], code), code) for code in value]
    if name in ROW_LINES:
        return [ROW_LINES[name](row) for row in value]
    if name == "city":
        return [f"{value['name']}, {country_name(value['country'])}"] if value else []
    if name in ("start", "end"):
        return [PartialDate(value).words] if value else []
    if name in ("text_language", "original_title_language"):
        return [language_name(value)] if value else []
    if isinstance(value, bool):
        return [_("Yes")] if value else []
    return [value]


def result_line(row):
    where = ", ".join(str(part) for part in (row.get("source"), row.get("year")) if part)
    return f"{row.get('figure', '')} {row.get('counts', '')}" + (f" ({where})" if where else "")


def condition_line(row):
    return f"{dict(CONDITION_KINDS).get(row.get('kind'), '')}: {row.get('text', '')}"


def link_line(row):
    return f"{row.get('label', '')} {row.get('address', '')}".strip()


ROW_LINES = {"results": result_line, "conditions": condition_line, "links": link_line}


def term_words(content):
    """``{(scheme, code): label}`` of all terms a text names."""
    codes = {content[name] for name in TERM} | {code for name in TERMS for code in content[name]}
    return {(term.scheme, term.code): term.label for term in Term.objects.filter(code__in=codes - {""})}
