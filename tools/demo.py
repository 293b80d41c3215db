"""Everything on one machine, for trying it out: prepares a SQLite database with the reference catalogue, then serves.

    python tools/demo.py 8000

Needs nothing from the environment and ignores what is set there, so that no real database becomes a demo by accident.
"""

import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VAR = BASE / "var"
SECONDS_TO_STOP = 15
SECONDS_TO_START = 60


def main(port):
    check_free(port)
    for folder in (VAR, VAR / "media", VAR / "mail"):
        folder.mkdir(exist_ok=True)
    environment = demo_environment(port)
    os.environ.clear()
    os.environ.update(environment)
    accounts = prepare()
    return serve(port, f"\nCity Showcase runs at http://localhost:{port} (stop it with Ctrl-C)\n\n{accounts}")


def check_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken or not allowed; choose another one: make run PORT={port + 1}")


def demo_environment(port):
    """The whole configuration of a demo: the variables a production server sets, with values for one machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "true",
        "SECRET_KEY": secret_key(),
        "BASE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "VAR_DIR": str(VAR),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "DEFAULT_FROM_EMAIL": "City Showcase <noreply@showcase.example>",
        "CONTACT_EMAIL": "contact@showcase.example",
        "LOG_LEVEL": "ERROR",  # a 403 or 404 of somebody trying things out is no news in a terminal
    }


def secret_key():
    """Made at the first start and kept, so that a restart signs nobody out."""
    path = VAR / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def prepare():
    """Brings database, translations, static files and content up to date; returns what to tell about the accounts."""
    sys.path[:0] = [str(BASE), str(BASE / "tools")]
    import django  # after the environment is set, which the settings read once
    from django.core.management import call_command
    from django.db import connections

    from compile_translations import compile_translations

    compile_translations()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("protect_audit", stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_reference")
    call_command("retain", stdout=io.StringIO())
    said = io.StringIO()
    call_command("demo_accounts", stdout=said)
    connections.close_all()
    return said.getvalue()


def serve(port, welcome):
    """Runs the web server and the mail worker until told to stop; both end when either does."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    children = {
        "web server": start("-m", "gunicorn", "--config", "python:config.gunicorn", f"--bind=127.0.0.1:{port}"),
        "mail worker": start("manage.py", "worker"),
    }
    try:
        if listens(port, stopped):
            print(welcome, flush=True)
        while not stopped.wait(0.5):
            for name, child in children.items():
                if child.poll() is not None:
                    print(f"The {name} ended by itself with code {child.returncode}.", file=sys.stderr)
                    return 1
    finally:
        stop(children.values())
    return 0


def start(*arguments):
    # A session of its own: Ctrl-C reaches us alone, and we stop both in order.
    return subprocess.Popen([sys.executable, *arguments], cwd=BASE, start_new_session=True)


def listens(port, stopped):
    """True once the server accepts connections; False when that takes too long or somebody stops us."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and not stopped.wait(0.2):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
    return False


def stop(children):
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def port_from(arguments):
    if len(arguments) == 1 and arguments[0].isascii() and arguments[0].isdigit() and 0 < int(arguments[0]) < 65536:
        return int(arguments[0])
    sys.exit("Give a port between 1 and 65535: make run PORT=8000")


if __name__ == "__main__":
    sys.exit(main(port_from(sys.argv[1:])))
