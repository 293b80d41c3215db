"""What the worker does beside sending mails. Higher floors add theirs in ``AppConfig.ready``."""

import logging

log = logging.getLogger(__name__)

# Functions without arguments, called about once a minute; each is safe when several workers call it at once.
chores = []


def do_all():
    """One that fails stands in nobody's way: neither the others' nor the mails'. It is called again."""
    for chore in chores:
        try:
            chore()
        except Exception:
            log.exception("chore failed", extra={"chore": chore.__name__})
