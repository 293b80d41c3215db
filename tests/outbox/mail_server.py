"""A mail server in trouble: it refuses, dawdles, answers with errors, or hangs up in the middle of a mail."""

import socketserver
from contextlib import contextmanager
from threading import Event, Thread

FINE, SLOW, LATER, NEVER, HANGS_UP, TAKES_AND_HANGS_UP = (
    *("fine", "slow", "answers 4xx", "answers 5xx"),
    *("hangs up in a mail", "hangs up after a mail"),
)
PAUSE = 30  # seconds of a slow one
ANSWERS = {"EHLO": "250 here", "DATA": "354 go on", "QUIT": "221 bye"}
REFUSALS = {LATER: "451 try again later", NEVER: "554 never"}


class Server(socketserver.ThreadingTCPServer):
    """``trouble`` may change at any time; ``taken`` has the recipient and the Message-ID of each mail it read whole."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.trouble, self.unknown, self.taken, self.visits, self.over = FINE, set(), [], 0, Event()

    def handle_error(self, request, client_address):
        """Whoever does not wait for a slow answer is gone when it comes."""


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.visits += 1
        if self.server.trouble == SLOW:
            self.server.over.wait(PAUSE)
        self.say("220 here")
        recipient = ""
        while line := self.rfile.readline().decode():
            command = line[:4].strip().upper()
            if command == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
            if command == "RCPT" and recipient in self.server.unknown:
                self.say("550 unknown")
            elif command == "MAIL" and self.server.trouble in REFUSALS:
                self.say(REFUSALS[self.server.trouble])
            elif command == "DATA" and self.server.trouble == HANGS_UP:
                return
            else:
                self.say(ANSWERS.get(command, "250 fine"))
            if command == "DATA" and not self.take(recipient):
                return
            if command == "QUIT":
                return

    def take(self, recipient):
        """Read the mail; False where the server hangs up instead of saying that it has it."""
        name = ""
        while (line := self.rfile.readline()) != b".\r\n":
            if line.lower().startswith(b"message-id:"):
                name = line.decode().partition(":")[2].strip()
        self.server.taken.append((recipient, name))
        if self.server.trouble == TAKES_AND_HANGS_UP:
            return False
        self.say("250 taken")
        return True

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(settings):
    """While it lasts, mail goes there."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.over.set()
        server.shutdown()
