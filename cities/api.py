"""``/api/v1/cities/``"""

from catalogue.api import ListView
from catalogue.api_words import listing
from cities.api_words import CitySerializer
from cities.exports import EXPORT

EXAMPLES = {"country": "KE", "network": "c40"}


class Cities(ListView):
    """Five queries with the one that counts the question; one more for a name, one for networks after a change."""

    export = EXPORT

    @listing("Cities", CitySerializer, EXPORT.filterset, EXAMPLES)
    def get(self, request):
        return super().get(request)
