"""One id for each request, known to logs, audit rows and error pages."""

import re
import uuid
from contextvars import ContextVar

request_id = ContextVar("request_id", default="")
ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Takes a proxy's ``X-Request-Id`` when it is well formed, makes one otherwise, and answers with it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        offered = request.META.get("HTTP_X_REQUEST_ID", "")
        request.id = offered if ACCEPTABLE.fullmatch(offered) else uuid.uuid4().hex
        # Not reset afterwards: the server logs the finished request under the same id, and the next one sets its own.
        request_id.set(request.id)
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        return response
