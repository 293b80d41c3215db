"""A real Chromium against a live server; skipped with a reason where there is none, unless REQUIRE_BROWSER is set."""

import os
import shutil
import time
from dataclasses import dataclass

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.test import Client

from tests.accounts.ways_in import with_app, with_passkey, with_password

# Playwright's synchronous API runs an event loop of its own, which Django's safety net mistakes for ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Not every violation reaches the console by itself.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
    console.error("Content Security Policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample))
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True, scope="session")
def _chromium():
    if CHROMIUM is None:
        reason = "no Chromium found; install the package chromium to run the browser tests"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(autouse=True)
def _browsers_keep_static_files(monkeypatch):
    """As they do with the real server; most of the time went into sending the same files again."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self, request):
        answer = serve(self, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    monkeypatch.setattr(StaticFilesHandlerMixin, "serve", kept)


@dataclass
class Window:
    """One person's browser: its own cookies, and what its pages complained about."""

    page: object
    base: str
    complaints: list

    def open(self, address):
        return self.page.goto(self.base + address if address.startswith("/") else address)

    def press(self, name, exact=True):
        """Press a button and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name, exact=False):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()

    def fill(self, **fields):
        """Fill controls by the name they post under."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").first.fill(value)

    def choose(self, **fields):
        for name, label in fields.items():
            self.page.locator(f"select[name='{name}']").select_option(label=label)

    def tick(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()

    def text(self):
        return self.page.locator("main").inner_text()

    def heading(self):
        return self.page.locator("h1").first.inner_text()


@pytest.fixture
def window(browser, live_server):
    """``window()``: a new person's browser. At the end no page may have broken the policy or reached outside."""
    windows = []

    def opened():
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.set_default_timeout(15_000)
        page, complaints = context.new_page(), []
        page.add_init_script(TELL_VIOLATIONS)
        page.on("console", lambda message: complaints.append(message.text) if is_policy(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if is_outside(request) else None)
        windows.append(Window(page, live_server.url, complaints))
        return windows[-1]

    def is_policy(message):
        return "Content Security Policy" in message.text

    def is_outside(request):
        return not request.url.startswith((live_server.url, "data:", "about:"))

    yield opened
    for each in windows:
        each.page.context.close()
    assert [each.complaints for each in windows] == [[] for _ in windows]


@pytest.fixture
def equipped(settings):
    """``equipped(person)``: they have a password, a passkey, an app and spare codes."""
    settings.BASE_URL = "http://localhost"

    def made(user):
        with_password(user)
        with_passkey(user)
        return with_app(user)

    return made


@pytest.fixture
def signed_in(window, live_server):
    """``signed_in(person)``: a browser in which they have just shown both steps."""

    def opened(user):
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": method, "at": time.time(), "reauthenticated": True} for method in ("password", "mfa")
        ]
        session.save()
        opened = window()
        opened.page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
        return opened

    return opened
