"""Which session a page of the back office is about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class SessionPages:
    """For an admin of sessions with pages of its own beside the form."""

    def session_at(self, request, pk):
        """The session, for who may change it; of another network it is missing."""
        if not self.may("change", request):
            raise PermissionDenied
        session = self.get_object(request, str(pk))
        if session is None:
            raise Http404
        return session
