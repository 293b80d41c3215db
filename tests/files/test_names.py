"""Names of files: what is shown, what stands in addresses, what is sent."""

import pytest

from files.names import cleaned, disposition, in_ascii

NAMES = [
    ("../../x.pdf", "x.pdf", "x.pdf"),
    ("..\\..\\x.pdf", "x.pdf", "x.pdf"),
    ("C:\\plans\\x.pdf", "x.pdf", "x.pdf"),
    ("a" * 251 + ".pdf", "a" * 251 + ".pdf", "a" * 80 + ".pdf"),
    ("a" * 400 + ".pdf", "a" * 251 + ".pdf", "a" * 80 + ".pdf"),
    ("CON.pdf", "CON.pdf", "file-CON.pdf"),
    ("lpt1.x.pdf", "lpt1.x.pdf", "file-lpt1.x.pdf"),
    (".plan.pdf", "plan.pdf", "plan.pdf"),
    ("-rf.pdf", "rf.pdf", "rf.pdf"),
    ("rep\u202efdp.exe", "repfdp.exe", "repfdp.exe"),
    ("تقرير.pdf", "تقرير.pdf", "document.pdf"),
    ("Σχέδιο.pdf", "Σχέδιο.pdf", "document.pdf"),
    ("🌳.pdf", "🌳.pdf", "document.pdf"),
    ("cafe\u0301.pdf", "café.pdf", "cafe.pdf"),
    ('say "no".pdf', 'say "no".pdf', "say-no.pdf"),
    ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie: b=c.pdf", "a-Set-Cookie-b-c.pdf"),
    ("<img onerror>.pdf", "<img onerror>.pdf", "img-onerror.pdf"),
    ("   ", "document", "document"),
    ("", "document", "document"),
    ("\x00\x07.pdf", "pdf", "pdf"),
    ("a\ud800b.pdf", "ab.pdf", "ab.pdf"),
    ("x.pdf.exe", "x.pdf.exe", "x.pdf.exe"),
]


@pytest.mark.parametrize(("given", "shown", "in_address"), NAMES, ids=[ascii(name)[:20] for name, *_ in NAMES])
def test_name_is_shown_as_it_was_without_what_cannot_be_seen(given, shown, in_address):
    assert (cleaned(given), in_ascii(cleaned(given))) == (shown, in_address)
    assert cleaned(cleaned(given)) == cleaned(given)
    assert len(cleaned(given)) <= 255


def test_header_carries_the_name_and_one_for_who_cannot_read_it():
    assert disposition('Σχέδιο "1".pdf') == (
        "attachment; filename=\"1.pdf\"; filename*=UTF-8''%CE%A3%CF%87%CE%AD%CE%B4%CE%B9%CE%BF%20%221%22.pdf"
    )
