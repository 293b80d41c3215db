"""Freezes a practice into the JSON of a Revision or a Version, and reads it back.

An allow-list: what is not named here is in no frozen text. No person is named here; of a contact only the role stays.
"""

FORMAT = 1
TEXTS = (
    "title",
    "summary",
    "text_language",
    "original_title",
    "original_title_language",
    "lead_organisation",
    "start",
    "end",
    "challenge",
    "solution",
    "results_text",
    "licence",
    "lessons",
    "what_did_not_work",
    "currency",
    "funding",
    "needs_from_others",
    "partners",
    "awards",
    "website",
    "video_address",
)
ROWS = ("results", "conditions", "links")
TERM = ("main_topic", "phase", "kind", "scale", "status", "cost_level")
TERMS = ("topics", "target_groups", "hazards", "sdgs")
TRANSLATED = ("title", "summary", "challenge", "solution", "results_text", "lessons", "what_did_not_work")


def freeze(practice):
    """The content of a saved submission or initiative, terms by code. About ten queries."""
    return {
        "format": FORMAT,
        **{name: str(getattr(practice, name)) for name in TEXTS},
        **{name: getattr(practice, name) for name in ROWS},
        **{name: getattr(getattr(practice, name), "code", "") for name in TERM},
        **{name: [term.code for term in getattr(practice, name).order_by("order", "code")] for name in TERMS},
        "nothing_measured": practice.nothing_measured,
        "cost": str(practice.cost) if practice.cost is not None else "",
        "city": frozen_city(practice.city),
        "contact_role": practice.contact.role if practice.contact else "",
        "adapted_from": practice.adapted_from.code if practice.adapted_from else "",
        "pictures": [frozen_picture(picture) for picture in practice.pictures.select_related("file")],
        "documents": [frozen_document(document) for document in practice.documents.select_related("file")],
        "translations": [frozen_translation(translation) for translation in practice.translations.all()],
    }


def frozen_city(city):
    return {"slug": city.slug, "name": city.name, "country": city.country} if city else None


def frozen_picture(picture):
    return {
        "file": picture.file.public_id,
        "description": picture.description,
        "caption": picture.caption,
        "credit": picture.credit,
    }


def frozen_document(document):
    return {
        "file": document.file.public_id,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
    }


def frozen_translation(translation):
    texts = {name: translation.texts[name] for name in TRANSLATED if translation.texts.get(name)}
    return {"language": translation.language, "texts": texts, "state": translation.state}


def files_of(practice):
    """The stored files a frozen text of this practice names; they must outlive it."""
    return [part.file for parts in (practice.pictures, practice.documents) for part in parts.select_related("file")]
