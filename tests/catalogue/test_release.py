"""A page changes its tag with everything that may change the page."""

import pytest

from catalogue.release import release, sources


@pytest.fixture(autouse=True)
def _read_anew():
    release.cache_clear()
    yield
    release.cache_clear()


@pytest.mark.parametrize(
    ("name", "value"), [("CONTACT_EMAIL", "new@showcase.example"), ("DEMO", True), ("RELEASE", "9.9.9")]
)
def test_setting_that_pages_show_makes_another_release(settings, name, value):
    before = release()
    release.cache_clear()

    setattr(settings, name, value)

    assert release() != before


@pytest.mark.parametrize("name", ["templates/base.html", "config/pages.py", "requirements.lock"])
def test_changed_source_makes_another_release(settings, tmp_path, name):
    settings.BASE_DIR = tmp_path
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    tags = []
    for content in ("one", "two", "one"):
        file.write_text(content)
        release.cache_clear()
        tags.append(release())

    assert (tags[0] != tags[1], tags[0] == tags[2]) == (True, True)


def test_sources_are_those_of_the_house(settings):
    found = {path.relative_to(settings.BASE_DIR).parts[0] for path in sources()}

    assert found >= {"templates", "config", "showcase", "catalogue", "requirements.lock"}
    assert found.isdisjoint({"tests", "var", "benchmarks", ".venv", "data"})
