"""The committed pictures are those that the pages name, in the sizes they name."""

import struct

import pytest
from django.conf import settings

PICTURES = settings.BASE_DIR / "static" / "img"


@pytest.mark.parametrize(
    ("name", "size"),
    [("favicon-32.png", (32, 32)), ("apple-touch-icon.png", (180, 180)), ("social.png", (1200, 630))],
)
def test_picture_has_the_size_that_pages_name(name, size):
    head = (PICTURES / name).read_bytes()[:24]

    assert (head[:8], struct.unpack(">II", head[16:])) == (b"\x89PNG\r\n\x1a\n", size)
