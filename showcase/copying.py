"""Copies the content of a practice: from a draft to its public page, and from a page to a change of it."""

from showcase.models import Practice

COLUMNS = [field.name for field in Practice._meta.fields]
LISTS = [field.name for field in Practice._meta.many_to_many]
PARTS = ("pictures", "documents", "translations")


def copy_columns(source, target):
    """Onto an unsaved or saved row; the caller saves it."""
    for name in COLUMNS:
        setattr(target, name, getattr(source, name))


def copy_lists_and_parts(source, target):
    """Between saved rows. Pictures and documents are copied as rows that point at the same stored bytes."""
    for name in LISTS:
        getattr(target, name).set(getattr(source, name).all())
    for name in PARTS:
        getattr(target, name).all().delete()
        for part in getattr(source, name).all():
            getattr(target, name).create(**columns_of(part))


def columns_of(part):
    """What a picture, document or translation says, without whose it is."""
    abstract = type(part).__mro__[1]
    return {field.name: getattr(part, field.name) for field in abstract._meta.fields}
