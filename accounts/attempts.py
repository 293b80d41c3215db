"""How often somebody may try a password or a code: by the address they come from and by the account they try."""

import ipaddress
from datetime import timedelta

from django.conf import settings

from accounts.limits import give_back, take

WINDOW = timedelta(minutes=5)
MOST_FROM_ONE_ADDRESS_AT_ONE_ACCOUNT = 5
MOST_FROM_ONE_ADDRESS = 50  # a whole town hall may share one
MOST_CODES = 5  # of an app or spare ones, wherever they come from: only who knows the password gets that far
MOST_AT_ONE_ACCOUNT = 30  # of all addresses together; a stranger who uses them up locks the owner out for minutes only


def attempt(request, email):
    """Count one try before the password is looked at: keys for ``forgive``, or None when there were too many.

    The narrowest count comes first, so that whoever is refused there uses up nothing that others share.
    """
    client = household(client_address(request))
    limits = (
        ("sign-in", f"{client} {email}", MOST_FROM_ONE_ADDRESS_AT_ONE_ACCOUNT),
        ("sign-in-address", client, MOST_FROM_ONE_ADDRESS),
        ("sign-in-account", email, MOST_AT_ONE_ACCOUNT),
    )
    taken = []
    for action, subject, most in limits:
        key = take(action, subject, most=most, window=WINDOW)
        if key is None:
            return None
        taken.append(key)
    return taken


def attempt_code(user):
    """Count one try of a code for the second step before it is looked at; the same answer as ``attempt``."""
    key = take("second-step", str(user.pk), most=MOST_CODES, window=WINDOW)
    return None if key is None else [key]


def forgive(taken):
    """It was right: this one try does not count. Those before it do, whoever made them."""
    for key in taken:
        give_back(key)


def client_address(request):
    """Where the request comes from.

    Each trusted proxy appends the address it was called from to X-Forwarded-For, so the last TRUSTED_PROXIES entries
    are true and everything before them is what the client wrote. Fewer entries than that: it came past the proxies.
    """
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    hop = hops[-trusted] if 0 < trusted <= len(hops) else ""
    return address_in(hop) or address_in(request.META.get("REMOTE_ADDR", "")) or "unknown"


def address_in(hop):
    """The address in one entry, without the port that some proxies add; "" when there is none."""
    hop = hop.strip()
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        found = ipaddress.ip_address(hop)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def household(address):
    """What is counted as one: of IPv6 the network, because everybody has more addresses than can be counted."""
    if ":" not in address:
        return address
    return str(ipaddress.IPv6Network((int(ipaddress.IPv6Address(address)), 64), strict=False).network_address)
