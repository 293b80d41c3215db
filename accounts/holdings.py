"""What the house holds about a person: to be shown, handed out and blanked. Each app adds its own in ``ready``."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models.functions import Lower
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Holding:
    export: Callable  # user -> rows that JSON can hold
    erase: Callable  # user -> blanks names and addresses, keeps what is the city's
    label: str
    count: Callable


# In the order of the floors, highest first: the account itself is blanked last.
holdings = {}


def nothing(user):
    """For what names nobody once the account is blank."""


def hold(name, export, erase=nothing, label="", count=None):
    """Say what an app holds. ``name`` is its key in the file people download, ``label`` its words on the page.

    ``count`` is for rows that cost more than counting them.
    """
    holdings[name] = Holding(export, erase, label or name, count or (lambda user: len(list(export(user)))))


def held_about(user):
    """``{name: rows}`` of everything: some twenty queries, and ten more for each text they wrote."""
    return {name: list(holding.export(user)) for name, holding in holdings.items()}


def counts_of(user):
    """``[(label, how many), ...]`` of what there is, for the page: the same queries however much it is."""
    counted = ((holding.label, holding.count(user)) for holding in holdings.values())
    return [(label, count) for label, count in counted if count]


def addresses_of(user):
    """The addresses that are proven to be the person's. One they only typed may be somebody else's."""
    confirmed = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return {address.lower() for address in (user.email, *confirmed) if address}


def with_address(rows, column, addresses):
    """The rows whose column is one of the addresses, in large letters or small."""
    return rows.alias(small=Lower(column)).filter(small__in=addresses)


def words_for(user):
    """What names the person: the name and the addresses, the longest first."""
    return sorted({word for word in (user.name, *addresses_of(user)) if word}, key=len, reverse=True)


def without(text, words):
    """The text with each of the words, whole and in any case, replaced. A list of words as JSON writes them counts."""
    forms = [form for word in words for form in {word, json.dumps(word)[1:-1]}]
    if not forms:
        return text
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)"
    return re.sub(pattern, lambda _found: _("A former colleague"), text, flags=re.IGNORECASE)
