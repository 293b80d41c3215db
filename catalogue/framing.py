"""The line that puts one of our lists into somebody else's page."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _


def line(path):
    """A frame that may do nothing but let its links lead away. Its title is read to people who cannot see it."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="600" loading="lazy" '
        'sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"></iframe>',
        settings.BASE_URL + path,
        _("Initiatives on %(site)s") % {"site": settings.SITE_NAME},
    )
