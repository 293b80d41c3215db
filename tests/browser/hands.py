"""Two ways to use a page: ``Keyboard`` looks at every stop on its way, ``Mouse`` needs no script."""

from pathlib import Path

from django.test import Client

STOPS = (Path(__file__).parent / "stops.js").read_text(encoding="utf-8")
MOST_STOPS = 250


class Hands:
    def __init__(self, page, base):
        self.page, self.base = page, base

    def go(self, address):
        self.page.goto(self.base + address)

    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def sign_in(self, user):
        client = Client()
        client.force_login(user)
        value = client.session.session_key
        self.page.context.add_cookies([{"name": "sessionid", "value": value, "url": self.base}])


class Mouse(Hands):
    has_script = is_narrow = False

    def write(self, control, text):
        self.page.locator(control).first.fill(text)

    def tick(self, control):
        self.page.locator(control).first.check()

    def choose(self, control, index):
        self.page.locator(control).select_option(index=index)

    def pick(self, controls, value):
        self.page.locator(f"{controls}[value='{value}']").check()

    def send(self, control):
        with self.page.expect_navigation():
            self.page.locator(control).last.click()

    def follow(self, link):
        with self.page.expect_navigation():
            self.page.locator(link).first.click()


class Keyboard(Hands):
    has_script = True

    def __init__(self, window, width):
        super().__init__(window.page, window.base)
        self.page.set_viewport_size({"width": width, "height": 700})
        self.stops, self.faults, self.is_narrow = 0, [], width < 500

    def reach(self, control):
        """Tab to it; every stop on the way must be in view, marked, uncovered and in order."""
        self.page.evaluate(STOPS)
        for _step in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            reached, faults = self.page.evaluate("control => stops.next(control)", control)
            self.stops += 1
            self.faults += [f"{self.page.url.removeprefix(self.base)}: {fault}" for fault in faults]
            if reached:
                return
        raise AssertionError(f"no stop at {control}")

    def write(self, control, text):
        self.reach(control)
        self.page.keyboard.type(text)

    def tick(self, control):
        self.reach(control)
        self.page.keyboard.press("Space")

    def choose(self, control, index):
        self.reach(control)
        for _each in range(index):
            self.page.keyboard.press("ArrowDown")

    def pick(self, controls, value):
        self.reach(controls)
        self.page.keyboard.press("Space")
        for _each in range(10):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no choice {value}")

    def send(self, control):
        self.reach(control)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, link):
        self.reach(link)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
