"""Record numbers and addresses of initiatives: given once, never to another page."""

import re

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from catalogue.folding import fold
from showcase.models import CodeCounter, SlugHistory

REFERENCE_CODES_END = 9999  # the reference catalogue's own; an instance counts from 10000
LONGEST = 110
CODE = re.compile(r"CS-[0-9]{4}-[0-9]{5,9}")


def next_code():
    """``CS-2026-10000`` and on. Locks the year's counter until the transaction ends: no gap after a rollback."""
    year = timezone.now().year
    counter, _ = CodeCounter.objects.get_or_create(year=year, defaults={"last": REFERENCE_CODES_END})
    CodeCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return f"CS-{year}-{counter.last:05}"


def folded_words(text):
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def slug_base(initiative):
    """City and title, or city and record number where the title has no letter that folds to Latin."""
    city = folded_words(initiative.city.name) or initiative.city.slug
    words = folded_words(initiative.title) or initiative.code.lower()
    base = f"{city}-{words}"
    return base if len(base) <= LONGEST else base[:LONGEST].rpartition("-")[0] or base[:LONGEST]


def give_slug(initiative):
    """Reserve the first free address in SlugHistory and return it; one that this page already had comes back."""
    base = slug_base(initiative)
    for number in range(1, 10_000):
        slug = base if number == 1 else f"{base}-{number}"
        if reserve(slug, initiative):
            return slug
    raise RuntimeError(f"no free address for {base}")


def reserve(slug, initiative):
    """True when the address is this page's now. Safe when two publications want the same one at once."""
    taken = SlugHistory.objects.filter(slug=slug).first()
    if taken:
        return taken.initiative_id == initiative.pk
    try:
        with transaction.atomic():
            SlugHistory.objects.create(slug=slug, initiative=initiative)
    except IntegrityError:
        return False
    return True
