"""Public addresses of cities."""

from cities.chooser_urls import chooser_patterns

urlpatterns = [*chooser_patterns]
