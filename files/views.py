"""Files on their way out. Each request is asked anew who may read; what may not be read is missing."""

import os

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from files import readers, storage
from files.models import FileState, StoredFile
from files.names import disposition
from files.ranges import Unsatisfiable, pieces, range_of

UNKNOWN = "application/octet-stream"


@require_safe
def download(request, public_id, name):
    """One query and those of the readers. For a public file neither session nor person is looked at."""
    stored = get_object_or_404(StoredFile, public_id=public_id, state=FileState.READY)
    is_public = readers.is_public(stored)
    if not is_public and not readers.may_read(stored, request.user):
        raise Http404
    if request.path != stored.get_absolute_url():
        return redirect(stored)
    headers = headers_of(stored, is_public)
    kept = get_conditional_response(request, etag=headers["ETag"], response=HttpResponse(headers=headers))
    return kept if kept.status_code != 200 else answer(request, stored, headers)


def headers_of(stored, is_public):
    return {
        "Content-Type": stored.content_type if stored.content_type in storage.ENDINGS else UNKNOWN,
        "Content-Disposition": disposition(stored.original_name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        # The bytes of a file never change, so its address is its mark. Their hash would tell who has the same file.
        "ETag": f'"{stored.public_id}"',
        "Cache-Control": "no-cache" if is_public else "private, no-store",
    }


def answer(request, stored, headers):
    """All of it, the part that was asked for, or its headers alone."""
    try:
        file = storage.path_of(stored).open("rb")
    except OSError:  # a row whose bytes were lost; the doctor tells of it
        raise Http404 from None
    size = os.fstat(file.fileno()).st_size  # of what is open: its name may be swept away by now
    if settings.ACCEL_REDIRECT or request.method == "HEAD":
        file.close()
        return without_bytes(stored, headers, size)
    try:
        asked = range_of(wanted_range(request, headers["ETag"]), size)
    except Unsatisfiable:
        file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    return part_of(file, asked, headers, size) if asked else whole(file, headers)


def without_bytes(stored, headers, size):
    """For who asks about the headers, or where the server before us sends the bytes (``ACCEL_REDIRECT``)."""
    if settings.ACCEL_REDIRECT:
        place = f"{settings.ACCEL_REDIRECT.rstrip('/')}/{storage.path_of(stored).name}"
        return HttpResponse(headers={**headers, "X-Accel-Redirect": place})
    return HttpResponse(headers={**headers, "Content-Length": str(size)})


def wanted_range(request, etag):
    """None where what the client already has is of another file."""
    return request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""


def whole(file, headers):
    response = FileResponse(file)
    for name, value in headers.items():  # over those it derives from the name on disk
        response.headers[name] = value
    return response


def part_of(file, asked, headers, size):
    first, last = asked
    told = {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last - first + 1)}
    return StreamingHttpResponse(pieces(file, first, last), status=206, headers={**headers, **told})
