"""Opens the pages of the table in a browser and says what is wrong with each: what axe finds, and our own measures."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.browser.stage import FOREIGN
from tests.proofs import IS_PROOF, tell

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
AXE = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# preload: axe's own look at style sheets would write a style into the page, which the policy refuses.
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# In forced colours the reader's palette decides, and every text gets a ground of its own in it.
IN_FORCED_COLOURS = {**OPTIONS, "rules": {**OPTIONS["rules"], "color-contrast": {"enabled": False}}}
RUN_AXE = """async options => (await axe.run(document, options)).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.any[0]?.message || ""}`))"""


@dataclass(frozen=True)
class Look:
    """A window's width with the system's colours; 320 pixels are 1280 at 400 % too."""

    width: int
    theme: str = "light"
    forced: bool = False

    def __str__(self):
        return f"{self.width} {'forced colours' if self.forced else self.theme}"


LOOKS = [*(Look(width, theme) for width in (1280, 320) for theme in ("light", "dark")), Look(1280, forced=True)]


class Looking:
    """``windows``: who looks -> their window. Counts what it checked and keeps what it found."""

    def __init__(self, windows, stage=None):
        self.windows, self.stage = windows, stage
        self.faults, self.counts, self.opened = {}, Counter(), set()

    def open(self, page, looks):
        """Everything about one page in these looks; it is loaded once."""
        window = self.windows(page.who)
        self.look(window, looks[0])
        answer = window.open(page.address(self.stage))
        self.opened.add(page.name.partition(":")[0])
        if answer.status != page.status:
            self.say(page, None, [f"answered {answer.status}, not {page.status}"])
        if page.act:
            try:
                page.act(window, self.stage)
            except Error as error:
                self.say(page, None, [f"not reached: {error.message.splitlines()[0]}"])
        window.page.evaluate(MEASURES)
        window.page.evaluate("measures.space(false)")
        window.page.evaluate(AXE)
        self.counts["states"] += 1
        self.measure(page, None, window, "summary", "outline")
        self.say(page, None, window.page.evaluate("foreign => measures.languages(foreign)", FOREIGN), "languages")
        for look in looks:
            self.in_look(page, look, window)

    def in_look(self, page, look, window):
        self.look(window, look)
        options = IN_FORCED_COLOURS if look.forced else OPTIONS
        found = window.page.evaluate(RUN_AXE, options)
        self.say(page, look, [each for each in found if not each.startswith(page.allowed)], "axe")
        self.measure(page, look, window, "reflow", "targets")
        if look.forced or look.theme == "dark":
            return  # neither changes where anything stands
        window.page.evaluate("measures.space(true)")
        self.measure(page, look, window, "reflow", "overlaps")
        window.page.evaluate("measures.space(false)")

    def look(self, window, look):
        window.page.set_viewport_size({"width": look.width, "height": 900})
        window.page.emulate_media(color_scheme=look.theme, forced_colors="active" if look.forced else "none")

    def measure(self, page, look, window, *names):
        for name in set(names) - set(page.allowed):
            self.say(page, look, window.page.evaluate(f"measures.{name}()"), name)

    def say(self, page, look, found, kind="answers"):
        self.counts[kind] += 1
        if found:
            self.faults.setdefault(f"{page.name} ({look})" if look else page.name, []).extend(found)

    def list(self):
        return [f"{where}: {fault}" for where, found in self.faults.items() for fault in found]

    def line(self):
        """What was done, as one line of figures."""
        checks = sum(count for kind, count in self.counts.items() if kind != "states")
        each = ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()) if kind != "states")
        violations = sum(map(len, self.faults.values()))
        pages = f"{len(self.opened)} pages in {self.counts['states']} states"
        return f"{pages}, {checks} checks ({each}): {violations} violations"


def prove(line, faults=()):
    """Add a line to what ``make prove-access`` prints, and each fault to a file beside it."""
    tell(line)
    if IS_PROOF:
        with Path(f"{os.environ['PROOF']}.faults").open("a") as file:
            file.writelines(f"{fault}\n" for fault in faults)
