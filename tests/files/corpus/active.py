"""Documents that would do something: scripts, programs, attachments, media, ways into somebody's computer."""

import io
import zlib

from pypdf import PdfReader, PdfWriter

from tests.files.corpus.case import Case
from tests.files.paper import HEAD, with_text

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def catalog(entries, *objects):
    """A page, a catalog with these entries, and more objects, which begin with number 8."""
    paper = with_text(["A plan"], catalog=entries)
    for body in objects:
        paper.add(body)
    return paper.bytes()


def link(action):
    """A page with something to click on."""
    paper = with_text(["A plan"])
    mark = paper.add(b"<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A %s >>" % action)
    paper.add_page(entries=b"/Annots [%d 0 R]" % mark)
    return paper.bytes()


def annotation(entries):
    paper = with_text(["A plan"])
    mark = paper.add(b"<< /Type /Annot /Rect [0 0 99 99] %s >>" % entries)
    paper.add_page(entries=b"/Annots [%d 0 R]" % mark)
    return paper.bytes()


def packed(body, shift=0):
    """The object in an object stream of its own, which no table lists."""
    content = b"90 %d %s%s" % (shift, b" " * shift, body)
    stream = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return catalog(b"", head + stream + b"\nendstream")


def attached_program():
    writer = PdfWriter(io.BytesIO(with_text(["A plan"]).bytes()))
    writer.add_attachment("setup.exe", b"MZ\x90\x00" + b"\0" * 500)
    return written(writer)


def written(writer):
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def unlisted():
    """A script that no table of contents names; a program that repairs the file would find it."""
    return with_text(["A plan"], head=HEAD + b"77 0 obj\n%s\nendobj\n" % SCRIPT).bytes()


def replaced():
    """A catalog with a script, then a second edition of the catalog without one."""
    return edition_after(catalog(b"/OpenAction " + SCRIPT), b"<< /Type /Catalog /Pages 2 0 R >>")


def added_later():
    body = b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % SCRIPT
    return edition_after(with_text(["A plan"]).bytes(), body)


def edition_after(data, body):
    """The same file with another first object, appended as programs do that save quickly."""
    before = data.rindex(b"startxref") + 10
    previous = int(data[before:].split()[0])
    place = len(data)
    first = b"1 0 obj\n%s\nendobj\n" % body
    rows = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \n" % place
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    size = len(PdfReader(io.BytesIO(data)).xref[0]) + 1
    return data + first + rows + tail % (size, previous, place + len(first))


def in_a_text():
    """An object that begins inside the text of another, to lead astray whoever looks for beginnings."""
    return catalog(b"/A 8 0 R", b"<< /X (9 0 obj << /Z 1 %) /S /JavaScript /JS (app.alert\\(1\\))\n>>")


SCRIPTS = [
    Case("script when opened", lambda: catalog(b"/OpenAction " + SCRIPT), "script"),
    Case("script when opened, elsewhere", lambda: catalog(b"/OpenAction 8 0 R", SCRIPT), "script"),
    Case(
        "script on a page that opens",
        lambda: catalog(b"/AA << /O 8 0 R >>", b"<< /S /URI /URI (http://a) >>"),
        "script",
    ),
    Case("script by name", lambda: catalog(b"/Names << /JavaScript << /Names [(a) 8 0 R] >> >>", SCRIPT), "script"),
    Case("script behind a link", lambda: link(SCRIPT), "script"),
    Case("script as an address", lambda: link(b"<< /S /URI /URI (java\\nscript:alert\\(1\\)) >>"), "link"),
    Case("script in other letters", lambda: catalog(b"/OpenAction << /S /J#61vaScript /J#53 (a) >>"), "script"),
    Case("script in a stream", lambda: catalog(b"/OpenAction << /S /Rendition /JS 6 0 R >>"), "script"),
    Case("script in an object stream", lambda: packed(SCRIPT), "script"),
    Case("script in an object stream, shifted", lambda: packed(SCRIPT, shift=30), "script"),
    Case("script nobody lists", unlisted, "script"),
    Case("script in an earlier edition", replaced, "script"),
    Case("script in a later edition", added_later, "script"),
    Case("script around a false beginning", in_a_text, "script"),
    Case("address opened by itself", lambda: catalog(b"/OpenAction << /S /URI /URI (http://a.example) >>"), "script"),
]
REACHING_OUT = [
    Case("program", lambda: link(b"<< /S /Launch /F (cmd.exe) >>"), "program"),
    Case("program in a name of its own", lambda: catalog(b"/A << /S 8 0 R >>", b"/Launch"), "program"),
    Case("other document", lambda: link(b"<< /S /GoToR /F (\\\\\\\\host\\\\share\\\\a.pdf) /D [0 /Fit] >>"), "program"),
    Case("form that is sent", lambda: link(b"<< /S /SubmitForm /F (http://a.example) >>"), "program"),
    Case("data brought in", lambda: link(b"<< /S /ImportData /F (a.fdf) >>"), "program"),
    Case("address of a file", lambda: link(b"<< /S /URI /URI (file:///etc/passwd) >>"), "link"),
    Case("address of a file, elsewhere", lambda: catalog(b"/A << /S /URI /URI 8 0 R >>", b"(FILE:///C:/a)"), "link"),
    Case("address of a drive", lambda: link(b"<< /S /URI /URI (C:\\\\plans\\\\a.doc) >>"), "link"),
    Case("address of a machine", lambda: link(b"<< /S /URI /URI (\\\\\\\\host\\\\share) >>"), "link"),
    Case("all addresses of a file", lambda: catalog(b"/URI << /Base (file:///) >>"), "link"),
    Case("all addresses of a file, elsewhere", lambda: catalog(b"/URI << /Base 8 0 R >>", b"(file:///)"), "link"),
    Case("attached program", attached_program, "attachment"),
    Case("attached to a page", lambda: annotation(b"/Subtype /FileAttachment /FS << /F (a) >>"), "attachment"),
    Case("form that is a program", lambda: catalog(b"/AcroForm << /Fields [] /XFA [(a) (b)] >>"), "form"),
    Case("film", lambda: annotation(b"/Subtype /Movie /Movie << /F (a.avi) >>"), "media"),
    Case("player", lambda: annotation(b"/Subtype /RichMedia"), "media"),
    Case("model", lambda: annotation(b"/Subtype /3D"), "media"),
]
HARMLESS = [
    Case("address of a page", lambda: link(b"<< /S /URI /URI (https://cities.example/a?b=c) >>")),
    Case("address of a person", lambda: link(b"<< /S /URI /URI (mailto:desk@cities.example) >>")),
    Case("address without a scheme", lambda: link(b"<< /S /URI /URI (www.cities.example) >>")),
    Case("opened at a page", lambda: catalog(b"/OpenAction [3 0 R /Fit]")),
    Case("opened at a page by an act", lambda: catalog(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>")),
    Case("form to fill in", lambda: catalog(b"/AcroForm << /Fields [] >>")),
    Case("later edition", lambda: edition_after(with_text(["A"]).bytes(), b"<< /Type /Catalog /Pages 2 0 R >>")),
    Case("words of danger", lambda: with_text(["/JavaScript /Launch (/JS)"]).bytes()),
    Case("words of danger as they are", lambda: catalog(b"/Note (/JS, /AA and /S /Launch)")),
]
CASES = SCRIPTS + REACHING_OUT + HARMLESS
