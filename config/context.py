"""What every template may use."""

from django.conf import settings

from record.middleware import request_id


def site(request):
    """The names of this site. Touches neither session nor user, so that public pages set no cookie."""
    return {
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "base_url": settings.BASE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "request_id": request_id.get(),
    }
