"""A way to send mails that writes each down as it leaves, and takes a moment: in it a worker may be killed."""

import json
import os
import time
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend

PAUSE = 0.02


class Mailbox(BaseEmailBackend):
    def send_messages(self, messages):
        for each in messages:
            line = {"to": each.to[0], "id": each.extra_headers["Message-ID"], "text": each.body}
            with Path(os.environ["MAILBOX"]).open("a") as file:  # one write, so lines of two workers never mix
                file.write(json.dumps(line) + "\n")
            time.sleep(PAUSE)
        return len(messages)
