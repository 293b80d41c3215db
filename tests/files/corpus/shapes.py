"""Documents that are not what they seem, damaged, endless, or larger inside than outside."""

import io
import random
import zipfile
import zlib

from pypdf import PdfWriter

from tests.files.corpus.active import catalog, written
from tests.files.corpus.case import Case
from tests.files.paper import Paper, with_text

LARGEST = 25 * 1024 * 1024
PAGE = b"<html><body><script>alert(1)</script></body></html>"
NOTHING_BUT_ZEROS = 60_000_000


def plain(pages=1):
    return with_text([f"Page {number} of a plan" for number in range(1, pages + 1)]).bytes()


def archive(before=b""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as inside:
        inside.writestr("a.txt", "a")
    return before + file.getvalue()


def locked(user, algorithm="AES-256"):
    writer = PdfWriter(io.BytesIO(plain()))
    writer.encrypt(user, "owner", algorithm=algorithm)
    return written(writer)


def padded(size):
    """A document of exactly so many bytes, most of them a stream that no page shows."""
    for bytes_of_stream in (size - 3000, size - 3000 - (len(with_ballast(size - 3000)) - size)):
        data = with_ballast(bytes_of_stream)
    return data


def noise(size=20_000_000):
    """Pictures are noise to who looks for names, and any three bytes stand in it somewhere."""
    paper = with_text(["A plan"])
    paper.add_stream(random.Random(5).randbytes(size), packed=False)  # noqa: S311 -- the same each time
    return paper.bytes()


def with_ballast(size):
    paper = with_text(["A plan"])
    paper.add_stream(b"\x55" * size, packed=False)
    return paper.bytes()


def many_pages(count, said=None):
    paper = Paper()
    paper.add_page()
    paper.pages += [paper.add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>") for _ in range(count - 1)]
    data = paper.bytes()
    return data if said is None else data.replace(b"/Count %d" % count, b"/Count %0*d" % (len(str(count)), said))


def tree(*nodes):
    """A document whose tree of pages begins with the eighth object."""
    return catalog(b"", *nodes).replace(b"/Pages 2 0 R", b"/Pages 8 0 R", 1)


def doubling(levels=40):
    """Each node has the next twice: a thousand billion pages in two kilobytes."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] >>" % (8 + level, 8 + level) for level in range(1, levels)]
    return tree(*nodes, b"<< /Type /Page >>")


def deep(levels=3_000):
    return tree(*(b"<< /Type /Pages /Kids [%d 0 R] >>" % (9 + level) for level in range(levels)), b"<< /Type /Page >>")


def bomb(layers=1, filters=b"/FlateDecode", start=b"90 0 << /JS "):
    data = start + b"\0" * NOTHING_BUT_ZEROS
    for _ in range(layers):
        data = zlib.compress(data, 9)
    names = b" ".join([filters] * layers)
    head = b"<< /Type /ObjStm /N 1 /First 5 /Filter [%s] /Length %d >>\nstream\n" % (names, len(data))
    return catalog(b"", head + data + b"\nendstream")


def bomb_on_a_page():
    paper = with_text(["A plan"])
    paper.add_page(b" " * NOTHING_BUT_ZEROS, resources=b"/Font << /F1 5 0 R >>")
    return paper.bytes()


def circle():
    """Its table of contents says that the one before it is itself."""
    data = plain()
    start = data.rindex(b"startxref") + 10
    at = data[start:].split()[0]
    changed = data.replace(b"trailer\n<<", b"trailer\n<< /Prev %s" % at)
    return changed


def entries_without_end():
    """A table in a stream that promises a billion rows."""
    paper = with_text(["A plan"])
    data = paper.bytes()
    body = b"99 0 obj\n<< /Type /XRef /Size 1000000000 /Index [0 1000000000] /W [1 2 1] /Root 1 0 R /Length 0 >>\n"
    kept = data[: data.rindex(b"startxref")]
    return kept + body + b"stream\n\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(kept)


def nested(depth=100_000):
    return catalog(b"/OpenAction " + b"[" * depth + b"/JS" + b"]" * depth)


def many_links(size=LARGEST - 100_000):
    body = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (http://a) >> >>"
    paper = with_text(["A plan"])
    for _ in range(size // 110):
        paper.add(body)
    return paper.bytes()


def tagged():
    marks = b"/Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 8 0 R"
    return catalog(marks, b"<< /Type /StructTreeRoot /K [] >>")


OTHER_KINDS = [
    Case("nothing", lambda: b"", "empty"),
    Case("one byte", lambda: b"%", "type"),
    Case("text", lambda: b"A plan for the harbour", "type"),
    Case("page", lambda: PAGE, "type"),
    Case("archive", archive, "type"),
    Case("program", lambda: b"MZ\x90\x00" + b"\0" * 500, "type"),
    Case("something before it", lambda: b"\n" + plain(), "type"),
    Case("named as a page", plain, "type", called="plan.html"),
    Case("named as a program", plain, "type", called="plan.pdf.exe"),
    Case("without an ending", plain, "type", called="plan"),
    Case("with an archive behind it", lambda: archive(plain()), "mixed"),
    Case("with a page before it", lambda: plain().replace(b"\n", b"\n%" + PAGE + b"\n", 1), "mixed"),
    Case("with a page behind it", lambda: plain() + PAGE, "mixed"),
    Case("with something behind it", lambda: plain() + b"\x01\x02" * 40, "broken"),
]
DAMAGED = [
    Case("half of it", lambda: plain(20)[: len(plain(20)) // 2], "broken"),
    Case("nearly all of it", lambda: plain(20)[: -len(plain(20)) // 100], "broken"),
    Case("first line alone", lambda: b"%PDF-1.7\n%%EOF\n", "broken"),
    Case("tables in a circle", circle, "broken"),
    Case("no pages", lambda: Paper().bytes(), "broken"),
    Case("pages in a circle", lambda: tree(b"<< /Type /Pages /Kids [8 0 R] >>"), "broken"),
    Case("pages that double", doubling, "broken"),
    Case("pages too deep", deep, "broken"),
    Case("an object that is itself", lambda: catalog(b"/OpenAction 8 0 R", b"8 0 R"), "broken"),
    Case("a table without end, mended", entries_without_end),
    Case("nested without end", nested, "broken"),
]
LOCKED = [
    Case("password", lambda: locked("secret"), "password"),
    Case("password for changes", lambda: locked(""), "password"),
    Case("old password", lambda: locked("secret", "RC4-128"), "password"),
]
LARGE = [
    Case("2,000 pages", lambda: many_pages(2_000), has_text=False, costly=True),
    Case("2,001 pages", lambda: many_pages(2_001), "pages"),
    Case("10,000 pages", lambda: many_pages(10_000), "pages"),
    Case("10,000 pages said to be one", lambda: many_pages(10_000, said=1), "pages"),
    Case("25 MB", lambda: padded(LARGEST), costly=True),
    Case("25 MB and a byte", lambda: padded(LARGEST + 1), "size", costly=True),
    Case("noise", noise, costly=True),
    Case("bomb", bomb, "heavy", costly=True),
    Case("bomb on a page, for who reads it", bomb_on_a_page, costly=True),
    Case("bomb in a bomb", lambda: bomb(layers=2), "heavy", costly=True),
    Case("bomb in a hundred", lambda: bomb(layers=100), "heavy", costly=True),
    Case("links without end", many_links, "slow", costly=True),
]
KEPT = [
    Case("plain", plain),
    Case("tagged", tagged, tagged=True),
    Case("500 pages", lambda: plain(500), costly=True),
]
CASES = OTHER_KINDS + DAMAGED + LOCKED + LARGE + KEPT
