"""The picture that others show for a link to a page: its address, and the answer there.

The address holds a mark of everything that is drawn, so the picture at an address never changes. Caches may keep it for
a minute only, because what is taken down must be gone from everywhere by then; after that they ask, and hear 304.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response

from accounts.attempts import client_address, household
from accounts.limits import within
from catalogue import drawing
from catalogue.lettering import Undrawable

MOST, WINDOW = 30, timedelta(minutes=1)  # that one client may have drawn; what is kept is not counted
# Some 40 MB at most, each for a month; all processes of a machine share them.
KEPT = FileBasedCache(settings.VAR_DIR / "social", {"TIMEOUT": 30 * 24 * 3600, "OPTIONS": {"MAX_ENTRIES": 2000}})
MINUTE = {"Cache-Control": "public, max-age=60"}


@dataclass(frozen=True)
class Picture:
    """``name`` is that of the address, ``key`` what stands in it. ``spare`` is drawn where we have no letters for the
    heading."""

    name: str
    key: str
    heading: str
    line: str
    spare: str = ""

    @property
    def mark(self):
        drawn = "\n".join((str(drawing.DESIGN), settings.SITE_NAME, self.heading, self.line, self.spare))
        return sha256(drawn.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def path(self):
        return reverse(self.name, args=[self.key, self.mark])

    @property
    def alt(self):
        """The words in it."""
        return ". ".join(filter(None, (self.line, self.heading)))


def answer(request, picture, mark):
    """The picture; from an older address the way to today's, and the picture of the site where none can be drawn."""
    if mark != picture.mark:
        return redirect(picture.path)
    etag = f'"{mark}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    found = kept(picture) or drawn(request, picture)
    if not found:
        return redirect(static("img/social.png"))
    return HttpResponse(found, content_type="image/png", headers=MINUTE | {"ETag": etag})


def kept(picture):
    with suppress(OSError):  # a full or lost disk makes it slower, nothing else
        return KEPT.get(picture.mark)


def drawn(request, picture):
    """Drawn now, unless this client had many drawn. Two statements."""
    if not within("social-picture", household(client_address(request)), most=MOST, window=WINDOW):
        return None
    for heading in filter(None, (picture.heading, picture.spare)):
        with suppress(Undrawable):
            found = drawing.png(heading, picture.line)
            with suppress(OSError):
                KEPT.set(picture.mark, found)
            return found
    return None
