"""Public pages that cost nothing: 304 to who has the page already, else the answer kept from before.

Stands before session, person and messages, so none of them can enter what is kept.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from time import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags

from catalogue.current import asked, in_transaction, version_now
from catalogue.release import release
from config.kept_pages import Answer, pages

LONGEST_QUERY = 2000  # characters; a longer one is answered and not kept
MINUTE = 60
FOR_FEW = re.compile(r"\b(private|no-store)\b")


class PageCacheMiddleware:
    """One query for a page that is kept, or that the visitor has; the view's own for any other.

    A view says that it is public (catalogue/public.py); what it answers is kept only if it certainly is.
    """

    def __init__(self, get_response):
        if settings.DEBUG:
            raise MiddlewareNotUsed("templates change while one writes them")
        self.get_response = get_response

    def __call__(self, request):
        public = public_page_at(request)
        if public is None:
            return self.get_response(request)
        request.get_host()  # refuses hosts that are not served, as every other page does
        version, minute = version_now(), int(time()) // MINUTE if public.by_the_minute else 0
        key = key_of(request.path_info, request.META.get("QUERY_STRING", ""), version, minute)
        headers = headers_for(public, version, minute, key)
        if key in known_to(request):
            return not_modified(headers)
        kept = pages.get(version, key, settings.PAGE_CACHE_BYTES)
        if kept is not None:
            return kept.response_to(request)
        response = self.made_for_anybody(request, version)
        if not is_public(request, response):
            return response
        label(response, headers)
        # What is sent in pieces, as it is made, is not kept; who has it is told so all the same.
        return response if response.streaming else self.keep(request, response, version, key)

    def keep(self, request, response, version, key):
        kept, most = Answer.of(response), settings.PAGE_CACHE_BYTES
        if most and request.method == "GET" and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY:
            pages.put(version, key, kept, most)
        return kept.response_to(request)

    def made_for_anybody(self, request, version):
        """By the view, which finds no cookie it could depend on and reads lists as they were when we asked."""
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        vars(request).pop("headers", None)  # made from META once more when somebody asks
        before = asked.set(version)
        try:
            return self.get_response(request)
        finally:
            asked.reset(before)


def public_page_at(request):
    """What the view at this address says; None where it says nothing, or where the answer may depend on who asks."""
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META or in_transaction():
        return None
    return mark_at(request.path_info, settings.ROOT_URLCONF)


@lru_cache(maxsize=2048)
def mark_at(path, _addresses):
    """Looked up once for each path, which alone decides about the language as well."""
    try:
        return getattr(resolve(path).func, "public_page", None)
    except Resolver404:
        return None


def key_of(path, query, version, minute):
    """Of the address and of everything its page may depend on. Whoever does not know the token cannot make one."""
    _number, token, _changed_at = version
    said = "\0".join((release(), path, in_order(query), str(minute)))
    return blake2b(said.encode("utf-8", "surrogateescape"), key=token.encode(), digest_size=16).hexdigest()


def in_order(query):
    """The parameters as they came, sorted by name: those of one name keep their order, which lists may show."""
    if "&" not in query:
        return query
    return "&".join(sorted(query.split("&"), key=lambda pair: pair.partition("=")[0]))


def headers_for(public, version, minute, key):
    """What a 304 and the page itself carry alike."""
    shared = settings.SHARED_MAX_AGE if not public.by_the_minute else 0
    lifetime = f"max-age={public.max_age}" + (f", s-maxage={shared}" if shared else "")
    modified = {"Last-Modified": last_modified(version[2], minute)} if version[2] else {}
    return {"ETag": f'W/"{key}"', "Cache-Control": f"public, {lifetime}, must-revalidate", **modified}


@lru_cache(maxsize=16)
def last_modified(changed_at, minute):
    """SQLite gives a moment without its zone, PostgreSQL a text; both are UTC."""
    moment = datetime.fromisoformat(str(changed_at))
    seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    return http_date(max(seconds, minute * MINUTE))


def known_to(request):
    """The keys of the pages a visitor, or a cache on the way, has. A date is no proof: a second has many versions."""
    etags = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return {etag.removeprefix("W/").strip('"') for etag in etags}


def not_modified(headers):
    """Nothing but what renews the page that is kept there: its own policy and types go on holding."""
    response = HttpResponseNotModified(headers={**headers, "Vary": "Accept-Encoding"})
    response._csp_exempt = response._csp_exempt_ro = True
    return response


def label(response, headers):
    for name, value in headers.items():
        response.headers[name] = value
    patch_vary_headers(response, ["Accept-Encoding"])


def is_public(request, response):
    """Whether this is certainly the same answer for everybody."""
    return (
        response.status_code == 200
        and not response.cookies
        and not FOR_FEW.search(response.get("Cache-Control", ""))
        and set(response.get("Vary", "Accept-Encoding").split(", ")) == {"Accept-Encoding"}
        and not response.has_header("Content-Encoding")
        and is_untouched(request)
    )


def is_untouched(request):
    """Whether session, person, messages and the token of forms were left alone."""
    session, messages = getattr(request, "session", None), getattr(request, "_messages", None)
    return not (
        (session is not None and (session.accessed or session.modified))
        or hasattr(request, "_cached_user")
        or (messages is not None and (messages.used or messages.added_new or hasattr(messages, "_loaded_data")))
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    )
