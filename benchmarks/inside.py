"""What HTTP does not show: reading the list into memory, how much it takes there, following what was published.

Runs in a process of its own, so that its memory is that of the list alone: ``python -m benchmarks.inside``.
"""

import gc
import json
import re
import statistics
import time
from pathlib import Path

import django

PUBLISHED = 1000


def main():
    django.setup()
    from showcase.indexing import initiatives
    from showcase.models import Initiative

    keys = list(Initiative.objects.public().order_by("pk").values_list("pk", flat=True))
    gc.collect()
    before = resident()
    built = milliseconds(initiatives.get)
    grown = resident() - before
    one = statistics.median(followed(initiatives, keys[place :: len(keys)]) for place in range(7))
    many = followed(initiatives, keys[:: max(1, len(keys) // PUBLISHED)][:PUBLISHED])
    size = index_size(initiatives.get())
    print(json.dumps({"build": built, "size": size, "grown": grown, "one": one, "many": many}))


def followed(current, keys):
    """Milliseconds until the list shows what was just said to have changed."""
    from catalogue.models import touch
    from showcase.models import Initiative

    touch(*Initiative.objects.filter(pk__in=keys).only("pk"))
    return milliseconds(current.get)


def milliseconds(act):
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def index_size(snapshot):
    """MB of the sets and orders themselves, without what Python adds around each."""
    sets = [snapshot.public, *(each for values in snapshot.values.values() for each in values.values())]
    chunks = [chunk for ranking in snapshot.rankings.values() for chunk in ranking.chunks]
    sets += [chunk.members for chunk in chunks]
    return (sum(len(each.serialize()) for each in sets) + sum(len(chunk.order) * 4 for chunk in chunks)) / 1e6


def resident():
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


if __name__ == "__main__":
    main()
