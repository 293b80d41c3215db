"""Answers of public pages, kept in the memory of one process while the catalogue stays as it is."""

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.http import HttpResponse

AROUND = 1500  # bytes that Python and the headers take beside a body
WORTH_ZIPPING = 500  # bytes; below, the packing is larger than what it saves
SHARE_OF_NEW = 1 / 4  # of the memory, for what was asked for once
LARGEST = 1 / 16  # of the memory, for one answer
IS_TEXT = re.compile(r"text/|application/(\w+\+)?(json|xml|javascript)|image/svg")
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True)
class Answer:
    """A page as it is sent. ``policy`` is what the view told the Content-Security-Policy."""

    body: bytes
    headers: dict
    policy: dict

    @classmethod
    def of(cls, response):
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        policy = {name: value for name, value in vars(response).items() if name.startswith("_csp_")}
        return cls(response.content, headers, policy)

    @cached_property
    def zipped(self):
        """None where it would not pay. No public page has a secret that its packed length could give away."""
        if len(self.body) < WORTH_ZIPPING or not IS_TEXT.match(self.headers.get("Content-Type", "")):
            return None
        return gzip.compress(self.body, 6, mtime=0)

    @cached_property
    def weight(self):
        return len(self.body) + len(self.zipped or b"") + AROUND

    def response_to(self, request):
        """Packed for who takes that; HEAD gets the length and not the body."""
        packed = TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) and self.zipped
        body = packed or self.body
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=self.headers)
        response.headers["Content-Length"] = str(len(body))
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        vars(response).update(self.policy)
        return response


class LastUsed:
    """What was not asked for longest goes when all together weigh too much."""

    def __init__(self):
        self.items, self.weight = OrderedDict(), 0

    def put(self, key, answer, most):
        self.pop(key)
        self.items[key] = answer
        self.weight += answer.weight
        while self.weight > most:
            _key, oldest = self.items.popitem(last=False)
            self.weight -= oldest.weight

    def get(self, key):
        if key in self.items:
            self.items.move_to_end(key)
        return self.items.get(key)

    def pop(self, key):
        answer = self.items.pop(key, None)
        self.weight -= answer.weight if answer else 0
        return answer


class KeptPages:
    """Answers by key, of one version of the catalogue; the first of another one empties it.

    What was asked for once and what was asked for again have room of their own, so that whoever walks through all
    pages, or makes addresses up, drives out nothing that visitors come back for.
    """

    def __init__(self):
        self.lock = Lock()
        self.forget()

    def forget(self, version=None):
        self.version, self.new, self.known = version, LastUsed(), LastUsed()

    def get(self, version, key, most):
        with self.lock:
            if version != self.version:
                return None
            answer = self.known.get(key)
            if answer is None and (answer := self.new.pop(key)):
                self.known.put(key, answer, most * (1 - SHARE_OF_NEW))
            return answer

    def put(self, version, key, answer, most):
        with self.lock:
            if version != self.version:
                self.forget(version)
            if answer.weight > most * LARGEST:
                return
            if key in self.known.items:  # two made it at the same time
                self.known.put(key, answer, most * (1 - SHARE_OF_NEW))
            else:
                self.new.put(key, answer, most * SHARE_OF_NEW)

    @property
    def weight(self):
        return self.new.weight + self.known.weight


pages = KeptPages()
