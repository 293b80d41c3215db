"""What all the rows on the form of a session have in common."""

from accounts.scoped_admin import ScopedInline
from networks.models import Network
from webinars.models import Appearance


class OfSessionInline(ScopedInline):
    """Rows of a session: whoever changes it, changes them. Speakers are those of this very stage."""

    editors_may = frozenset({"view", "add", "change", "delete"})
    extra = 1

    def get_formset(self, request, obj=None, **kwargs):
        self.session = obj
        return super().get_formset(request, obj, **kwargs)

    def offered(self, db_field, request):
        if db_field.name == "speaker":
            return Appearance.objects.filter(webinar=self.session).select_related("person")
        return super().offered(db_field, request)

    def choices_for(self, name, request):
        return Network.objects.all() if name == "network" else None
