"""The history of what editors change directly: who changed what, and when. It is read, never put back by a button."""

from simple_history.admin import SimpleHistoryAdmin

from accounts.scoped_admin import ScopedAdmin


class ScopedHistoryAdmin(ScopedAdmin, SimpleHistoryAdmin):
    """A page with a history, of own rows only."""

    object_history_list_template = "admin/_history_list.html"

    def get_urls(self):
        """Without the page of an old state: saving it would also put back what its reader may not change."""
        return [url for url in super().get_urls() if not (url.name or "").endswith("_simple_history")]

    def revert_disabled(self, request, obj=None):
        return True
