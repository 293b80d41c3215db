"""The files in the order in which they need each other, loaded all or not at all."""

from django.db import transaction
from django.db.models import Q

from catalogue.models import Term, touch
from cities.models import City
from config.reference.initiatives import RESULTS, Initiatives
from config.reference.known import NAMING_FILES, Known
from config.reference.memberships import Memberships
from config.reference.networks import Networks
from config.reference.places import Places
from config.reference.service_points import ServicePoints
from config.reference.tables import UPDATED
from config.reference.vocabulary import Vocabulary
from networks.models import Network
from showcase.models import Initiative
from showcase.search import index

TABLES = (Vocabulary, Places, Networks, Memberships, ServicePoints, Initiatives)


def missing_files(directory):
    needed = dict.fromkeys([*(table.file for table in TABLES), RESULTS, *NAMING_FILES])
    return [name for name in needed if not (directory / name).is_file()]


@transaction.atomic
def load(directory):
    """Load every file, then say once what changed in public. Returns the tables with their counts.

    Raises BadLine, and then nothing is changed. Holds the write lock of the database meanwhile.
    """
    known = Known(directory)
    tables = [table(directory, known) for table in TABLES]
    for table in tables:
        table.load()
    index(initiatives_naming([item for table in tables if table.counts[UPDATED] for item in table.touched]))
    if any(table.has_changed for table in tables):
        touch(*dict.fromkeys(item for table in tables for item in table.touched))
    return tables


def initiatives_naming(items):
    """Initiatives whose search words hold the names of these terms, networks and cities."""
    terms = [item for item in items if isinstance(item, Term)]
    networks = [item for item in items if isinstance(item, Network)]
    cities = {item.pk for item in items if isinstance(item, City)}
    named = Q(shared_through__in=networks) | Q(endorsements__network__in=networks)
    for name in ("topics", "target_groups", "hazards", "sdgs"):
        named |= Q(**{f"{name}__in": terms})
    found = set(Initiative.objects.filter(named).values_list("pk", flat=True)) if terms or networks else set()
    found.update(pk for pk, city in Initiative.objects.values_list("pk", "city_id") if city in cities)
    return list(Initiative.objects.filter(pk__in=found))
