import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A folder for the files of this test alone."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media").mkdir()
    return tmp_path / "media"
