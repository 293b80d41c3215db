"""``{% once_key %}`` inside a form that makes something."""

from django import template
from django.utils.html import format_html

from record.once import FIELD, new_key

register = template.Library()


@register.simple_tag
def once_key():
    """A one-time key of this form alone: two forms of a page have two."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
