"""A recording that lies here: sent in the form of its session, loaded by nobody before the press, played after it."""

import base64
import re

import pytest

from files.recordings import check_captions, check_recording
from tests.factories import InitiativeFactory, SeriesFactory, WebinarFactory
from tests.files.films import captions, film

# What browsers themselves record: a second and a half of a canvas.
RECORD = """async () => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  for (let frame = 0; frame < 30; frame++) {
    context.fillStyle = `hsl(${frame * 12} 80% 50%)`;
    context.fillRect(0, 0, 300, 150);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
STATE = """() => { const film = document.querySelector(".poster video"); return film && {
  plays: film.currentTime > 0 && !film.error,
  captions: [...film.textTracks].map((each) => each.cues && each.cues.length),
  focused: document.activeElement === film, pictures: document.querySelectorAll(".poster > svg").length } }"""


@pytest.fixture
def session(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    held = WebinarFactory(series=SeriesFactory(lead=cast.host), state="held")
    held.moments.create(initiative=InitiativeFactory(), second=1)
    return held


def asked_by(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/files/" in request.url else None)
    return asked


def test_film_is_played_by_the_press_and_by_a_link_to_its_second(window, session):
    reader = window()
    reader.open("/")
    recorded = base64.b64decode(reader.page.evaluate(RECORD))
    files = {
        "file": check_recording(film("heat.webm", recorded)).keep(),
        "captions_file": check_captions(captions()).keep(),
    }
    row = session.recordings.create(language="en", captions="en", **files)
    asked = asked_by(reader.page)

    reader.open(session.get_absolute_url())
    assert asked == []

    reader.page.get_by_role("link", name="Play the recording").click()
    reader.page.wait_for_function(f"() => (({STATE})() || {{}}).plays && ({STATE})().captions[0] === 1")
    assert reader.page.evaluate(STATE) == {"plays": True, "captions": [1], "focused": True, "pictures": 0}

    reader.page.get_by_role("link", name=re.compile("Play from there")).click()
    reader.page.wait_for_function("() => document.querySelector('.poster video').currentSrc.endsWith('#t=1')")
    assert reader.page.locator(".poster video").count() == 1
    assert {address.partition("#")[0] for address in asked} == {
        reader.base + each.get_absolute_url() for each in (row.file, row.captions_file)
    }
    assert reader.complaints == []
