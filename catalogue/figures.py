"""Numbers as the figures strip shows them."""

from django.utils.formats import number_format


def figure(number, label):
    """Grouped as the reader's language does."""
    return {"value": number_format(number, force_grouping=True), "label": label}
