"""Files that machines look for at fixed addresses."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

PRIVATE = ("account/", "admin/", "share/")
SECURITY_TXT_VALID = timedelta(days=180)


@require_safe
def robots(request):
    """Crawlers read the public pages; what lies behind sign-in only wastes their time, in each language."""
    prefixes = ["/" if code == settings.LANGUAGE_CODE else f"/{code}/" for code, _name in settings.LANGUAGES]
    lines = ["User-agent: *", *(f"Disallow: {prefix}{private}" for prefix in prefixes for private in PRIVATE)]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}")
    return text("\n".join(lines) + "\n")


@require_safe
def security(request):
    """Where to report a weakness (RFC 9116). Not there until CONTACT_EMAIL names somebody who reads."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_VALID).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
    ]
    if settings.HTTPS:  # the standard knows no other canonical address
        lines.append(f"Canonical: {settings.BASE_URL}{request.path}")
    return text("\n".join(lines) + "\n")


def text(body):
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "max-age=3600"})
