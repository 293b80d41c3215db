"""What in a PDF does something by itself or reaches beyond the document: scripts, programs, attachments, media.

Every object in the file is looked at, whether its table of contents names it or not: programs differ in which of two
tables they believe. A search through the bytes finds where a dangerous name stands; only what stands there is parsed.
"""

import io
import re
from bisect import bisect_right

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject, read_object

# What a dictionary must not have, and what no entry of one may be.
KEYS = {
    **dict.fromkeys(("/JS", "/JavaScript", "/AA"), "script"),
    **dict.fromkeys(("/EF", "/EmbeddedFiles"), "attachment"),
    "/XFA": "form",
}
VALUES = {
    "/JavaScript": "script",
    **dict.fromkeys(("/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"), "program"),
    **dict.fromkeys(("/EmbeddedFile", "/FileAttachment"), "attachment"),
    **dict.fromkeys(("/RichMedia", "/RichMediaExecute", "/Rendition", "/Movie", "/Sound", "/Screen", "/3D"), "media"),
}
WATCHED = {name[1:] for name in (*KEYS, *VALUES, "/OpenAction", "/URI", "/ObjStm")}

END_OF_NAME = rb"(?=[\s\0/<>\[\](){}%]|\Z)"
NAME = re.compile(b"/(?:" + "|".join(sorted(WATCHED, key=len, reverse=True)).encode() + b")" + END_OF_NAME)
ESCAPED_NAME = re.compile(rb"/([^\s\0/<>\[\](){}%#]{0,20}#[0-9A-Fa-f]{2}[^\s\0/<>\[\](){}%]{0,80})" + END_OF_NAME)
OBJECT = re.compile(rb"(?<!\d)\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj")
HEADER = re.compile(rb"[\s\0]*\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj")
BEFORE_IT = re.compile(rb"(?:[\s\0]+|%[^\r\n]*)*")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
OPEN_SCHEMES = {"http", "https", "mailto", "tel", "ftp"}
HARMLESS_WHEN_OPENED = {"/GoTo", "/Named"}
RESOURCES = {"/Font", "/XObject", "/ExtGState", "/Pattern"}
MOST_STEPS_BACK = 20


def reasons_in_file(data, reader):
    """The codes of what speaks against the file, as they are found."""
    listed = {offset for entries in reader.xref.values() for offset in entries.values()}
    starts = {match.end() for match in OBJECT.finditer(data)}
    listed = {match.end() for match in (HEADER.match(data, offset) for offset in listed if offset > 0) if match}
    for found in objects_around(data, starts | listed, listed, reader):
        yield from reasons_against(found)
        if isinstance(found, StreamObject) and "/First" in found:
            yield from reasons_in_packed(found, reader)
    for number in {number for number, _place in reader.xref_objStm.values()}:
        stream = reader.get_object(number)
        if not isinstance(stream.raw_get("/Type"), NameObject):  # what says what it is stands elsewhere
            yield from reasons_in_packed(stream, reader)


def reasons_in_packed(stream, reader):
    """An object stream is a small file in the file."""
    data, first = stream.get_data(), int(stream["/First"])
    numbers = [int(number) for number in data[:first].split()[: 2 * int(stream["/N"])]]
    starts = {first + offset for offset in numbers[1::2]}
    for found in objects_around(data, starts, starts, reader):
        yield from reasons_against(found)


def objects_around(data, starts, listed, reader):
    """Each object in which a watched name stands, parsed once. Raises ValueError for a name that stands in none.

    An object that begins inside another's text is looked at, and the other too.
    """
    starts, parsed, stream = sorted(starts), {}, data if hasattr(data, "seek") else io.BytesIO(data)
    for at in places_of_names(data):
        last = bisect_right(starts, at)
        before = starts[max(0, last - MOST_STEPS_BACK) : last]
        for start in reversed(before):
            if start not in parsed:
                found, parsed[start] = parsed_at(BEFORE_IT.match(data, start).end(), stream, reader)
                if found is not None:
                    yield found
            if parsed[start] > at and start in listed:
                break
        else:
            if not any(parsed[start] > at for start in before):
                raise ValueError("a name that matters stands outside of all objects")


def places_of_names(data):
    plain = (match.start() for match in NAME.finditer(data))
    escaped = (match.start() for match in ESCAPED_NAME.finditer(data) if unescaped(match[1]) in WATCHED)
    return sorted({*plain, *escaped})


def unescaped(name):
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name).decode("latin-1")


def parsed_at(start, stream, reader):
    """The object that begins there and where it ends; nothing where none can be read."""
    stream.seek(start)
    try:
        return read_object(stream, reader), stream.tell()
    except (MemoryError, RecursionError):
        raise
    except Exception:  # no object after all: such words stand in texts and pictures as well
        return None, start


def parts_of(found):
    """The object and everything written inside it."""
    waiting = [found]
    while waiting:
        each = waiting.pop()
        yield each
        if isinstance(each, DictionaryObject):
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list.__iter__(each)


def reasons_against(found):
    for each in parts_of(found):
        if isinstance(each, NameObject) and each in VALUES:
            yield VALUES[each]
        if isinstance(each, DictionaryObject):
            yield from reasons_in(each)


def reasons_in(entries):
    yield from (code for key, code in KEYS.items() if key in entries and not is_resource(entries[key]))
    if "/OpenAction" in entries and not only_shows_a_page(entries["/OpenAction"]):
        yield "script"
    if "/URI" in entries and not leads_to_the_web(entries["/URI"]):
        yield "link"


def entry(dictionary, key):
    """The value itself, where the dictionary may only say in which object it is."""
    value = dictionary.get(key)
    return value.get_object() if isinstance(value, IndirectObject) else value


def is_resource(value):
    """A font that somebody called ``/AA``. What else stands in it is looked at as everything is."""
    return isinstance(value, DictionaryObject) and entry(value, "/Type") in RESOURCES


def only_shows_a_page(action):
    return isinstance(action, ArrayObject) or (
        isinstance(action, DictionaryObject) and entry(action, "/S") in HARMLESS_WHEN_OPENED
    )


def leads_to_the_web(address):
    """False for files of whoever reads, machines in their office, and scripts; without a scheme it leads nowhere."""
    if isinstance(address, DictionaryObject):
        return leads_to_the_web(entry(address, "/Base"))
    text = address.decode("latin-1") if isinstance(address, bytes) else str(address)
    text = "".join(c for c in text if c > " ").lower()
    scheme = SCHEME.match(text)
    return scheme[1] in OPEN_SCHEMES if scheme else not text.startswith("\\\\")
