"""Draws the pictures that browsers and networks show for the site: small icons and the card of a shared link.

    python tools/build_pictures.py

For maintainers, after the mark or the name changed; the files are committed. Needs Playwright and Chromium.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
MARK = (STATIC / "img" / "favicon.svg").read_text(encoding="utf-8")
ICONS = {"favicon-32.png": 32, "apple-touch-icon.png": 180}
CARD = "social.png", (1200, 630)
ICON_PAGE = "<style>body{margin:0} svg{display:block;width:100vw;height:100vh}</style>" + MARK
CARD_PAGE = f"""
<style>
  @font-face {{ font-family: House; src: url({(STATIC / "fonts" / "serif-latin.woff2").as_uri()}); font-weight: 600 }}
  body {{ margin: 0; background: #fbfbf8; color: #15171c; font: 600 112px/1.04 House; letter-spacing: -.026em }}
  main {{ box-sizing: border-box; height: 630px; padding: 72px 80px; border-bottom: 28px solid #ffd21f;
    box-shadow: inset 0 -6px #15171c }}
  header {{ display: flex; align-items: center; gap: 24px; margin-bottom: 84px; font-size: 56px }}
  svg {{ width: 84px; height: 84px }}
</style>
<main><header>{MARK}City Showcase</header>What cities did,<br>and what came of it</main>
"""


def main():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Drawing needs Chromium: install the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        for name, size in ICONS.items():
            draw(browser, ICON_PAGE, name, size, size)
        draw(browser, CARD_PAGE, CARD[0], *CARD[1])
        browser.close()


def draw(browser, html, name, width, height):
    """A picture of the page; opened as a file, because only a file may load the font beside it."""
    source = STATIC / "img" / f"{name}.html"
    source.write_text(f"<!doctype html>{html}", encoding="utf-8")
    try:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=STATIC / "img" / name)
    finally:
        source.unlink()


if __name__ == "__main__":
    main()
