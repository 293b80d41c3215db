"""Every address of the resolver: those with a name, and those of the back office without one."""

from uuid import UUID

from django.urls import get_resolver

from tests.test_access import NO_SUCH_ROW, SENT_ON, address_of, walk

NO_SUCH_UUID = UUID(int=0)
NOTHING_HERE = (
    302,
    302,
    302,
    302,
    302,
    404,
    404,
    404,
    404,
)  # for those in the back office; others are asked who they are
ROWS = (
    *("account/emailaddress", "accounts/user", "catalogue/term", "cities/affiliation", "cities/city"),
    *("files/storedfile", "networks/membership", "networks/network", "networks/servicepoint", "outbox/mail"),
    *("record/count", "record/entry", "showcase/initiative"),
    "reports/report",
    *("webinars/person", "webinars/series", "webinars/webinar"),
)
UNNAMED = {
    **{f"unnamed: admin/{row}/<path:object_id>/": SENT_ON for row in ROWS},  # whether there is such a row or not
    "unnamed: admin/showcase/submission/<int:pk>/": SENT_ON,
    "unnamed: admin/(?P<url>.*)$": NOTHING_HERE,
}


def unnamed(patterns, prefix=""):
    """The addresses without a name, by their patterns."""
    for each in patterns:
        text = f"{prefix}{each.pattern}"
        if hasattr(each, "url_patterns"):
            yield from unnamed(each.url_patterns, text)
        elif not each.name:
            yield f"unnamed: {text}"


def all_routes():
    patterns = get_resolver().url_patterns
    return {*walk(patterns), *unnamed(patterns)}


def addresses(world):
    """``{name of a route: an address of it, of the host's row where it leads to one}``"""
    return {name: address(name, world) for name in sorted(all_routes())}


def address(name, world):
    if not name.startswith("unnamed: "):
        return address_of(name, world)
    pattern = name.removeprefix("unnamed: ").replace("(?P<url>.*)$", "no/such/page/")
    row = "_".join(pattern.split("/")[1:3])
    return "/" + pattern.replace("<path:object_id>", str(world["rows"].get(row, NO_SUCH_ROW))).replace("<int:pk>", "1")


def without_rows(world):
    """The same world after everything in it has gone: each address leads to a row that is not there."""
    rows = {name: args for name, args in world.items() if name not in ("rows", "admin:app_list")}
    gone = {name: [nothing_like(args[0]), *args[1:]] for name, args in rows.items()}
    return {**world, **gone, "rows": {}}


def nothing_like(key):
    return {int: NO_SUCH_ROW, UUID: NO_SUCH_UUID}.get(type(key), "no-such-thing")
