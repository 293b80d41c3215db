"""Numbers as the figures strip shows them."""

from django.utils.formats import number_format


def grouped(number):
    """With the separators of the reader's language."""
    return number_format(number, force_grouping=True)


def figure(number, label):
    return {"value": grouped(number), "label": label}
