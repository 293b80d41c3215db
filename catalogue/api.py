"""What every address of the read-only API does alike: no sign-in, JSON alone, open to other sites, limited.

Nothing here reads a session, a cookie or a person. What is wrong with a question is said in JSON, each mistake with
the parameter it is about.
"""

from datetime import timedelta
from hashlib import blake2b

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from rest_framework.exceptions import APIException, Throttled
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from accounts.attempts import client_address, household
from accounts.limits import beginning, within
from catalogue.current import version_now
from catalogue.facets import parameters, query
from catalogue.filters import CodesFilter
from catalogue.open_data import absolute, dumped, encoded, mistakes
from catalogue.release import release

ANSWERED = ("GET", "HEAD", "OPTIONS")
PAGE = 50
MINUTE = timedelta(minutes=1)
MOST = 120  # questions a minute; one that is answered by 304 costs nothing and is not counted
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(ANSWERED),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Wrong(APIException):
    """Parameters that make no sense: ``[{parameter, message}]``."""

    status_code = 400

    def __init__(self, errors):
        super().__init__()
        self.errors = errors


class Gone(APIException):
    status_code = 410


class ByClient(BaseThrottle):
    """So many a minute from one address, counted exactly. Two or three statements."""

    def allow_request(self, request, view):
        return within("api", household(client_address(request)), most=MOST, window=MINUTE)

    def wait(self):
        return (beginning(MINUTE) + MINUTE - timezone.now()).total_seconds()


class AlwaysJSON(BaseContentNegotiation):
    """Whatever somebody would rather have."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type

    def select_parser(self, request, parsers):
        return None


class JSON(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else encoded(dumped(data))


class ReadOnlyView(APIView):
    """One query where nothing changed since the client asked last; see the subclasses for the others."""

    authentication_classes = permission_classes = parser_classes = ()
    renderer_classes = (JSON,)
    throttle_classes = (ByClient,)
    content_negotiation_class = AlwaysJSON
    http_method_names = [each.lower() for each in ANSWERED]

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.answered = ANSWERED  # read by config.middleware.MethodsMiddleware
        return view

    def dispatch(self, request, *args, **kwargs):
        self.etag = etag_of(request) if request.method != "OPTIONS" else ""
        if self.etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponseNotModified(headers=OPEN | self.kept())
        return super().dispatch(request, *args, **kwargs)

    def kept(self):
        return {"ETag": self.etag, "Cache-Control": "public, max-age=0, must-revalidate"}

    def options(self, request, *args, **kwargs):
        return Response(status=204, headers=PREFLIGHT)

    def get_throttles(self):
        return [] if self.request.method == "OPTIONS" else super().get_throttles()

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        kept = self.kept() if response.status_code == 200 else {"Cache-Control": "no-store"}
        for name, value in {**OPEN, **kept}.items():
            response[name] = value
        return response

    def get_exception_handler(self):
        return refusal


def etag_of(request):
    """Of the state of the catalogue, the release and the address. One query."""
    said = "|".join((version_now()[1], release(), request.get_full_path()))
    return f'W/"{blake2b(said.encode(errors="replace"), digest_size=12).hexdigest()}"'


def refusal(error, context):
    """The answer to a mistake; None for errors of ours, which end as any other page's do."""
    if isinstance(error, Wrong):
        return Response({"status": 400, "errors": error.errors}, status=400)
    if isinstance(error, Throttled):
        answer = refused(429, f"There were more than {MOST} questions in this minute.")
        answer["Retry-After"] = str(max(1, round(error.wait or 1)))
        return answer
    if isinstance(error, SuspiciousOperation | BadRequest):
        return refused(400, "These are more parameters than are read, or they are not well formed.")
    if isinstance(error, Gone):
        return refused(410, "This was taken down.")
    return refused(404, "There is nothing here.") if isinstance(error, Http404) else None


def refused(status, message):
    return Response({"status": status, "errors": [{"parameter": None, "message": message}]}, status=status)


class ListView(ReadOnlyView):
    """A page of a list by the FilterSet of its page. ``export`` says which, or a subclass says what differs."""

    export = None

    def get(self, request):
        filterset = self.filterset(request.query_params)
        wants_facets, wrong = facets_asked(request.query_params)
        if errors := [*mistakes(filterset), *wrong]:
            raise Wrong(errors)
        page = Paginator(self.found(filterset), PAGE).get_page(filterset.chosen("page") or 1)
        answer = {
            "count": page.paginator.count,
            "next": self.link(filterset, wants_facets, page.number + 1) if page.has_next() else None,
            "previous": self.link(filterset, wants_facets, page.number - 1) if page.has_previous() else None,
            "results": self.records(filterset, page.object_list),
        }
        return Response(answer | ({"facets": self.facets(filterset)} if wants_facets else {}))

    def filterset(self, data):
        return self.export.filterset(data)

    def found(self, filterset):
        return filterset.keys

    def records(self, filterset, keys):
        return self.export.records(filterset, keys)

    def facets(self, filterset):
        return {name: filterset.counts(name) for name, each in filterset.filters.items() if is_facet(each)}

    def link(self, filterset, wants_facets, number):
        facets = [("facets", 1)] if wants_facets else []
        return absolute(self.request.path + query([*parameters(filterset), *facets, ("page", number)]))


def is_facet(each):
    """Cities are chosen, not counted: there may be thousands."""
    return isinstance(each, CodesFilter) and each.counted


def facets_asked(data):
    """Whether numbers are wanted, and what is wrong with how that was asked."""
    asked = ([value for value in data.getlist("facets") if value] or ["0"])[-1]
    wrong = [{"parameter": "facets", "message": "Write 1 for numbers, or leave it out."}]
    return asked == "1", wrong if asked not in ("0", "1") else []


class Missing(ReadOnlyView):
    """Every other address beneath the API."""

    schema = None

    def get(self, request, rest):
        raise Http404
