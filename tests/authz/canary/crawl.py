"""One login's way through the site: every link, every form that asks, every address somebody could guess."""

import re
from collections import deque
from dataclasses import dataclass, field

from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.authz.canary.audience import foreign_to
from tests.authz.canary.links import leads_to, sameness
from tests.authz.canary.words import NOBODYS, keys_in, without

HEAD_EACH = 20
FRESH = re.compile(
    r"""csrfmiddlewaretoken" value="[^"]*|name="once" value="[^"]*|csrftoken=[^;]*|expires=[^;]*|[0-9a-f]{32}"""
)
QUIET_HEADERS = {"X-Request-ID", "Content-Length", "Expires", "ETag"}  # the last one is made of the address


@dataclass
class Crawl:
    """What one login asked and what it got."""

    login: str
    browser: Client
    known: dict  # word -> its key
    answers: int = 0
    met: set = field(default_factory=set)
    findings: list = field(default_factory=list)
    seen: set = field(default_factory=set)
    guessed: dict = field(default_factory=dict)

    def walk(self, starts, most):
        """Follow what the pages name, breadth first; returns the lists of the back office that opened."""
        waiting = deque(starts)
        while waiting and self.answers < most:
            address = waiting.popleft()
            if (same := sameness(address)) not in self.seen:
                self.seen.add(same)
                waiting.extend(self.ask(address))

    def ask_all(self, guesses, most):
        """Addresses that stand on no page, each exactly as it is."""
        for address in guesses:
            if self.answers >= most:
                return
            if (address,) not in self.seen:
                self.seen |= {(address,), sameness(address)}
                self.ask(address)

    def ask(self, address):
        """Get one answer and judge it; returns where it leads."""
        answer, body = self.get(address)
        asked = keys_in(address, self.known)
        foreign = foreign_to(self.login, address)
        met = keys_in(whole(answer, body), self.known) - asked
        self.met |= met
        self.findings += [(self.login, address, key) for key in sorted(met & foreign | strange(met, self.known))]
        if asked & foreign and self.knows_it(address, asked & foreign, normal(answer, body, self.known, foreign)):
            self.findings.append((self.login, address, "is another answer than to a word that nobody wrote"))
        if self.answers % HEAD_EACH == 0:
            self.head(address, foreign | asked)
        return leads_to(address, answer, body)

    def get(self, address):
        answer = self.browser.get(address)
        self.answers += 1
        if answer.status_code >= 500:
            self.findings.append((self.login, address, f"answers {answer.status_code}"))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer, content.decode(errors="replace")

    def head(self, address, foreign):
        answer = self.browser.head(address)
        self.answers += 1
        body = answer.content.decode(errors="replace") if not answer.streaming else ""
        met = keys_in(whole(answer, body), self.known) & foreign - keys_in(address, self.known)
        self.findings += [(self.login, f"HEAD {address}", key) for key in sorted(met)]

    def knows_it(self, address, foreign, answer):
        """Whether the answer differs from the one to the same question about nothing.

        Both are asked once more before it counts: a message from the page before is shown once.
        """
        guess = without(address, self.known, foreign)
        if guess not in self.guessed:
            self.guessed[guess] = normal(*self.get(guess), self.known, foreign)
        if answer == self.guessed[guess]:
            return False
        self.guessed[guess] = normal(*self.get(guess), self.known, foreign)
        return normal(*self.get(address), self.known, foreign) != self.guessed[guess]

    def open_lists(self):
        """The models whose lists in the back office this login may open."""
        for model in admin.site._registry:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            if self.get(address)[0].status_code == 200:
                yield model


def whole(answer, body):
    """Everything that reaches the browser: status line, headers, cookies, body."""
    text = "\n".join((answer.reason_phrase, str(answer.headers), answer.cookies.output(), body))
    return FRESH.sub("", text)


def normal(answer, body, known, foreign):
    """The answer without what differs each time, and without the word that was asked."""
    kept = {name: value for name, value in answer.headers.items() if name not in QUIET_HEADERS}
    text = f"{answer.status_code} {kept} {answer.cookies.output()} {body}".lower()
    return FRESH.sub("", without(text, known, foreign))


def strange(met, known):
    """What begins as our words do and is none."""
    return {key for key in met if key not in known.values() and NOBODYS not in key}
