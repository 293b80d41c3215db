"""What every answer carries, and which language a page speaks."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control

UNUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
STYLE_SHEETS = f"{settings.STATIC_URL}css/"  # a sandboxed frame loads them as a stranger
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)


class HeadersMiddleware:
    """Adds the safety headers Django and the CSP do not set. Stands outside WhiteNoise, so static files carry them too.

    A view that has to be read from other origins sets its own ``Cross-Origin-Resource-Policy``, which stays.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 304:  # which renews a page that has its own
            response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
            reach = "cross-origin" if request.path_info.startswith(STYLE_SHEETS) else "same-origin"
            response.headers.setdefault("Cross-Origin-Resource-Policy", reach)
        if was_read_for_somebody(request):
            patch_cache_control(response, private=True, no_store=True)
        return response


def was_read_for_somebody(request):
    """True when the answer may depend on who asks: the session was opened, or credentials came along."""
    session = getattr(request, "session", None)
    return bool(session is not None and session.accessed) or "HTTP_AUTHORIZATION" in request.META


class PolicyMiddleware(CSPMiddleware):
    """The Content-Security-Policy, put together once: it is the same on all pages but those whose view says otherwise.

    Building it anew for each answer takes a fifth of the time of a page that is kept in memory.
    """

    def __init__(self, get_response):
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request, response):
        if getattr(response, "_csp_exempt", False) and getattr(response, "_csp_exempt_ro", False):
            return response
        if any(name.startswith("_csp_") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


class MethodsMiddleware:
    """Pages are read and forms are posted; nothing else is asked of any address that does not say what it answers.

    Stock views would answer OPTIONS where they show nothing, and take PUT, PATCH or DELETE for one of the two.
    """

    ANSWERED = ("GET", "HEAD", "POST")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        answered = getattr(view, "answered", self.ANSWERED)
        return None if request.method in answered else HttpResponseNotAllowed(answered)


class PathLocaleMiddleware(LocaleMiddleware):
    """The path alone decides the language; without a prefix it is English.

    Neither a cookie nor Accept-Language is read, so one address has one set of bytes and shared caches keep one copy.
    """

    def process_request(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
