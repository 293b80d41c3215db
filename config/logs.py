"""Log lines as JSON: one object a line, whatever people type into an address or a form."""

import json
import logging
import math
import re
import traceback
from datetime import UTC, datetime

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from record.middleware import request_id

LONGEST = 20_000
DEEPEST = 4
# Addresses in mails that let their reader in: new passwords, confirmed addresses, filters that somebody follows,
# registrations for sessions.
KEYS = re.compile(r"(/reset/key/|/confirm-email/|/follow/mine/|/registrations/mine/)[^/\s]+")
PART = r"[^\s@%<>\"'`(){}\[\],;:=?&/|\\]"  # of a mail address, on either side of its sign
# It begins where such letters begin, and nowhere inside them, or a long word would take a square of its length.
MAIL_ADDRESSES = re.compile(f"(?<!{PART}){PART}+(?:@|%40){PART}+", re.IGNORECASE)
QUERIES = re.compile(r"(?<=[\w/])\?[^\s?'\"<>]+=[^\s'\"<>]*")
# These speak of the program or its surroundings; the words of any other exception may quote what somebody wrote.
SPEAK_OF_NOBODY = (
    *(AttributeError, ImportError, MemoryError, NameError, RecursionError, TypeError),
    *(ImproperlyConfigured, OperationalError, ProgrammingError),
    *(TemplateDoesNotExist, TemplateSyntaxError),
)
OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "time"}


class JSONFormatter(logging.Formatter):
    """Time (UTC), level, logger, message, request id, then the extras. Never raises, never writes a second line.

    A request among the extras becomes its method and its route. Left out, because they name people or let them in:
    mail addresses, query strings, keys in addresses, and the words of exceptions that may quote what was typed.
    """

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "request_id": request_id.get(),
        }
        line |= {name: value for name, value in extras_of(record).items() if name not in line}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = record.stack_info
        # Pure ASCII: every control character and line separator leaves as a JSON escape.
        return json.dumps(plain(line), ensure_ascii=True, allow_nan=False)

    def formatException(self, exc_info):
        """Where it happened, and of what kind: frames and lines of code, from the first cause to the last."""
        return "\n".join(lines_of(exc_info[1])) if exc_info[1] else ""


def lines_of(error):
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from lines_of(earlier)
        yield "which led to:"
    yield from "".join(traceback.format_tb(error.__traceback__)).splitlines()
    yield kind_of(error)


def kind_of(error):
    """Of its words the first line: a database quotes the statement, values and all, in the second."""
    words = f": {text_of(error).partition(chr(10))[0]}" if isinstance(error, SPEAK_OF_NOBODY) else ""
    return f"{type(error).__qualname__}{words}"


def message_of(record):
    try:
        return record.getMessage()
    except Exception as error:  # a wrong placeholder, or an argument that cannot be written, must not lose the line
        return f"{text_of(record.msg)} [{type(error).__name__} in its arguments]"


def extras_of(record):
    """What the caller passed as ``extra``; of a request only what is safe to keep."""
    extras = {name: value for name, value in vars(record).items() if name not in OWN_FIELDS}
    request = getattr(record, "request", None)
    if request is not None:
        extras["method"] = getattr(request, "method", None)
        extras["route"] = getattr(getattr(request, "resolver_match", None), "route", None)
    return extras


def plain(value, depth=0):
    """The value as JSON can hold it: text made whole and cut, unknown objects as text, nesting ended."""
    if value is None or (isinstance(value, int) and abs(value) < 2**63):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict) and depth < DEEPEST:
        return {text_of(name): plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset) and depth < DEEPEST:
        return [plain(item, depth + 1) for item in value]
    return text_of(value)


def text_of(value):
    try:
        text = str(value)
    except Exception as error:  # an object's own __str__ may fail in any way; the line goes out without it
        text = f"[{type(error).__name__} while writing a {type(value).__name__}]"
    whole = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is not JSON for everybody
    return MAIL_ADDRESSES.sub("[address]", QUERIES.sub("?[query]", KEYS.sub(r"\1[key]", whole)))
