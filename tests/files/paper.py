"""Writes PDFs by hand, byte by byte, so that each of their parts can be wrong in the way a test wants."""

import zlib

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Paper:
    """Objects in the order they are added, the first of which is the catalog and the second the tree of pages."""

    def __init__(self, *, catalog=b"", head=HEAD, trailer=b""):
        self.catalog, self.head, self.trailer = catalog, head, trailer
        self.objects = [b"", b""]
        self.pages = []

    def add(self, body):
        """The number of an object with this body."""
        self.objects.append(body)
        return len(self.objects)

    def add_stream(self, content, entries=b"", packed=True):
        data = zlib.compress(content) if packed else content
        how = b"/Filter /FlateDecode " if packed else b""
        return self.add(b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (how, entries, len(data), data))

    def add_page(self, content=b"", entries=b"", resources=b""):
        drawn = self.add_stream(content)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> %s >>"
        self.pages.append(self.add(page % (drawn, resources, entries)))
        return self.pages[-1]

    def bytes(self):
        """The file, with a table of where each object is."""
        kids = b" ".join(b"%d 0 R" % number for number in self.pages)
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalog
        self.objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids)
        parts, places = [self.head], []
        at = len(self.head)
        for number, body in enumerate(self.objects, 1):
            places.append(at)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(parts[-1])
        return b"".join(parts) + table(places, at, self.trailer)


def table(places, at, trailer=b""):
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    start = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, rows, size, trailer)
    return start + b"startxref\n%d\n%%%%EOF\n" % at


def with_text(pages, **about):
    """A document with one page for each text, written with a font of its own characters that says which they are."""
    paper = Paper(**about)
    characters = sorted(set("".join(pages)))
    codes = {character: number for number, character in enumerate(characters, 1)}
    font = add_font(paper, codes)
    for text in pages:
        lines = b"".join(b"<%s> Tj 0 -14 Td " % coded(line, codes) for line in text.split("\n"))
        content = b"BT /F1 11 Tf 40 800 Td " + lines + b"ET"
        paper.add_page(content, resources=b"/Font << /F1 %d 0 R >>" % font)
    return paper


def coded(line, codes):
    """As programs write it: letters that run from right to left stand in the order in which the eye meets them."""
    seen = line[::-1] if any("\u0590" <= character <= "\u08ff" for character in line) else line
    return b"".join(b"%04X" % codes[character] for character in seen)


def add_font(paper, codes):
    rows = b"".join(b"<%04X> <%s>\n" % (code, hexadecimal(character)) for character, code in codes.items())
    meaning = paper.add_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(codes), rows)
    )
    drawing = paper.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /DW 600 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    entries = b"/BaseFont /Ours /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R"
    return paper.add(b"<< /Type /Font /Subtype /Type0 %s >>" % (entries % (drawing, meaning)))


def hexadecimal(character):
    return character.encode("utf-16-be").hex().upper().encode()


def scanned(pages=1):
    """Pictures of pages, as a scanner makes them."""
    paper = Paper()
    picture = paper.add_stream(
        b"\xaa" * 200 * 280,
        b"/Type /XObject /Subtype /Image /Width 200 /Height 280 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    for _ in range(pages):
        paper.add_page(b"595 0 0 842 0 0 cm /I1 Do", resources=b"/XObject << /I1 %d 0 R >>" % picture)
    return paper
