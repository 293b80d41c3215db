"""A mail server that takes its time, and counts who comes."""

import socketserver
import time
from contextlib import contextmanager
from threading import Thread

ANSWERS = {"EHLO": "250 slow", "DATA": "354 go on", "QUIT": "221 bye"}


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, pause):
        super().__init__(("127.0.0.1", 0), Talk)
        self.pause, self.visits = pause, 0


class Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail takes."""

    def handle(self):
        self.server.visits += 1
        time.sleep(self.server.pause)
        self.say("220 slow")
        while line := self.rfile.readline().decode():
            command = line[:4].strip().upper()
            self.say(ANSWERS.get(command, "250 fine"))
            if command == "DATA":
                while self.rfile.readline() != b".\r\n":
                    pass
                self.say("250 taken")
            if command == "QUIT":
                return

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def slow_mail_server(settings, pause):
    """While it lasts, mail goes to a server of this machine that waits ``pause`` seconds before it greets."""
    with Server(pause) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()
