"""The background worker: sends the outbox, does the chores of other floors, forgets old one-time keys."""

import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from outbox.chores import do_all
from outbox.delivery import deliver_due
from record.once import sweep

MINUTE, HOUR = 60, 3600


class Command(BaseCommand):
    help = "Send queued mails until SIGTERM or SIGINT."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Send what is due now, then stop.")
        parser.add_argument("--pause", type=float, default=2.0, help="Seconds between two looks (default 2).")

    def handle(self, *args, once, pause, **options):
        if once:
            do_all()
            self.stdout.write(f"{deliver_due()} mails sent")
            return
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        done = swept = -HOUR
        while not stopped.wait(pause):
            close_old_connections()
            try:
                if time.monotonic() - done > MINUTE:
                    do_all()
                    done = time.monotonic()
                deliver_due()
                if time.monotonic() - swept > HOUR:
                    sweep()
                    swept = time.monotonic()
            except OperationalError as error:
                self.stderr.write(f"The database did not answer ({error}); trying again.")
