"""A shared cache as it stands between a site and its visitors: it obeys what the answers say (RFC 9111), and no more.

Everything it may keep, it keeps, whoever asked: so what it holds is what the site let out for everybody.
"""

import re
from dataclasses import dataclass

STORABLE = (200, 203, 301, 308, 404, 405, 410)  # kept without being told how long


@dataclass
class Stored:
    response: object
    varied: dict  # the request's headers that the answer names in Vary
    at: int


class SharedCache:
    """``ask(browser, address, **headers)``; ``clock`` is set by the test, in seconds."""

    def __init__(self):
        self.clock, self.held, self.asked, self.revalidated = 0, {}, 0, 0

    def ask(self, browser, address, **headers):
        """What the visitor gets: a kept answer while it is fresh, one the site says is the same, or a new one."""
        headers = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        found = next((each for each in self.held.get(address, []) if matches(each.varied, headers)), None)
        if found and self.clock - found.at < lifetime(found.response):
            return found.response
        self.asked += 1
        known = {"If-None-Match": found.response["ETag"]} if found and "ETag" in found.response else {}
        response = browser.get(address, headers={**headers, **known})
        if response.status_code == 304 and known:
            self.revalidated += 1
            return self.renewed(found, response)
        self.keep(address, headers, response)
        return response

    def renewed(self, found, response):
        for name, value in response.headers.items():
            found.response.headers[name] = value
        found.at = self.clock
        return found.response

    def keep(self, address, headers, response):
        if not may_be_kept(headers, response):
            return
        names = [name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()]
        varied = {name: headers.get(name, "") for name in names}
        others = [each for each in self.held.get(address, []) if each.varied != varied]
        self.held[address] = [*others, Stored(response, varied, self.clock)]

    @property
    def everything(self):
        return [each.response for stored in self.held.values() for each in stored]


def matches(varied, headers):
    return all(headers.get(name, "") == value for name, value in varied.items())


def directives(response):
    return set(re.split(r"\s*,\s*", response.get("Cache-Control", "").lower()))


def lifetime(response):
    """Seconds; for this kind of cache ``s-maxage`` comes first."""
    said = dict(each.partition("=")[::2] for each in directives(response))
    return int(said.get("s-maxage") or said.get("max-age") or 0)


def may_be_kept(headers, response):
    said = directives(response)
    if {"no-store", "private"} & said or "*" in response.get("Vary", ""):
        return False
    if "authorization" in headers:
        return bool({"public", "must-revalidate"} & said)
    return response.status_code in STORABLE
