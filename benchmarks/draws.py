"""What each generated initiative is like, drawn by lot: a smaller catalogue is the beginning of a larger one."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.places import weights_by_size
from benchmarks.words import text
from catalogue.dates import PartialDate
from catalogue.models import Term
from cities.models import City
from networks.models import Network
from showcase.models import Initiative
from showcase.models.initiative import Origin

SEED = 2026
CHUNK = 1000
LANGUAGES, SPOKEN = ("en", "es", "fr", "de"), (50, 20, 17, 13)
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
MOST = {"topics": (1, 4), "target_groups": (1, 3), "hazards": (0, 2), "sdgs": (1, 4)}
SCHEME_OF = {"topics": "topic", "target_groups": "target-group", "hazards": "hazard", "sdgs": "sdg"}
ONE = {"phase": "phase", "kind": "kind", "status": "status", "scale": "scale", "cost_level": "cost-level"}


class Draws:
    """Knows what there is to choose from; ``chunk(n)`` draws a thousand initiatives, whatever was drawn before."""

    def __init__(self):
        self.cities = list(City.objects.order_by("pk"))
        self.sizes = weights_by_size(self.cities)
        self.networks = list(Network.objects.order_by("slug"))
        self.terms = defaultdict(list)
        for term in Term.objects.order_by("scheme", "order"):
            self.terms[term.scheme].append(term)

    def chunk(self, number):
        draw = Random(f"{SEED} {number}")
        return (self.initiative(draw, key) for key in range(number * CHUNK + 1, (number + 1) * CHUNK + 1))

    def initiative(self, draw, key):
        """The row and, beside it as ``drawn``, what goes into other tables."""
        language = draw.choices(LANGUAGES, SPOKEN)[0]
        lists = {name: self.several(draw, self.terms[SCHEME_OF[name]], *most) for name, most in MOST.items()}
        networks = self.several(draw, self.networks, 0, 3)
        endorsed = networks[:1] if draw.random() < 0.4 else []
        published = FIRST + timedelta(seconds=draw.randrange(int((LAST - FIRST).total_seconds())))
        row = Initiative(
            pk=key,
            code=f"CS-2000-{key:07}",
            slug=f"generated-{key}",
            text_language=language,
            city=draw.choices(self.cities, cum_weights=self.sizes)[0],
            main_topic=lists["topics"][0],
            evidence_level=draw.choice([None, *self.terms["evidence"]]),
            desk=(endorsed or self.networks)[0],
            origin=Origin.SUBMITTED if endorsed else Origin.COLLECTED,
            published_at=published,
            archived_at=published if draw.random() < 0.15 else None,
            archived_reason="",
            current_version_id=key,
            adapted_from_id=draw.randrange(1, key) if key > 1 and draw.random() < 0.03 else None,
            start=started(draw),
            results=[{"figure": "12", "counts": text(draw, language, 4)}] if draw.random() < 0.4 else [],
            **{name: self.several(draw, self.terms[scheme], 1, 1)[0] for name, scheme in ONE.items()},
            **texts(draw, language),
        )
        row.drawn = lists | {"shared_through": networks[len(endorsed) :], "endorsed": endorsed}
        row.drawn["documents"] = int(draw.random() < 0.1)
        row.drawn["translations"] = self.translations(draw, language)
        return row

    def several(self, draw, values, least, most):
        """Different values, the first of the list more often than the last."""
        chosen = {}
        for _ in range(draw.randint(least, most)):
            chosen[values[int(len(values) * draw.random() ** 2)]] = True
        return list(chosen)

    def translations(self, draw, language):
        """One text in four has one."""
        if draw.random() < 0.75:
            return {}
        other = draw.choice([each for each in LANGUAGES if each != language])
        return {other: texts(draw, other)}


def texts(draw, language):
    """A title, 60 words of summary and 300 of body."""
    numbers = {"title": 6, "summary": 60, "challenge": 100, "solution": 200}
    return {name: text(draw, language, number) for name, number in numbers.items()}


def started(draw):
    year = 2026 - int(20 * draw.random() ** 2)
    return PartialDate(f"{year}-{draw.randint(1, 12):02}" if draw.random() < 0.5 else str(year))
