"""Sends one request and says what it answered and what it changed."""

import re
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse

from tests.authz.logins import TOKEN

METHODS = ("GET", "HEAD", "POST", "POST without a token", "OPTIONS", "PUT", "PATCH", "DELETE")
WRITING = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
# What only keeps the books: who is signed in, what was done or refused, how often, and what was answered already.
BOOKS = {
    *("django_session", "usersessions_usersession", "record_entry", "record_count", "record_oncekey"),
    *("django_admin_log", "cities_historicalcity", "networks_historicalnetwork", "networks_historicalservicepoint"),
}


class Watch:
    """Collects the tables in which a row came, went or was written."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = WRITING.match(sql)
        # What an INSERT brought is counted only once its RETURNING is read, so each counts.
        if found and (sql.lstrip()[:6].upper() == "INSERT" or context["cursor"].rowcount):
            self.tables.add(found[1].lower())
        return result


@dataclass(frozen=True)
class Answer:
    response: HttpResponse
    body: bytes
    written: set

    @property
    def status(self):
        return self.response.status_code

    @property
    def allow(self):
        return self.response.headers.get("Allow", "")

    @property
    def tables(self):
        return self.written - BOOKS

    @property
    def books(self):
        return self.written & BOOKS


def ask(login, method, address, data=None):
    """One request, with an empty form where it posts, undone afterwards: each finds the world as it was."""
    cache.clear()  # how often somebody asked is not the question here
    verb, _blank, without = method.partition(" ")
    headers = {} if without or verb in ("GET", "HEAD", "OPTIONS") else {"X-CSRFToken": TOKEN}
    watch = Watch()
    with transaction.atomic():
        with connection.execute_wrapper(watch):
            response = login.browser().generic(verb, address + login.query, headers=headers)
            body = response.getvalue()
        transaction.set_rollback(True)
    return Answer(response, body, watch.tables)
