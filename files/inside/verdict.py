"""Whether a PDF may be kept: refused for the first reason found, or how many pages it has and of what kind."""

import mmap
import re

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject, StreamObject

from files.inside.active import entry, reasons_in_file

MOST_PAGES = 2_000
DEEPEST_TREE = 50
MOST_DECODED = 40 * 1024 * 1024
PREVIOUS = re.compile(rb"/Prev\s+(\d{1,12})")
LAST_TABLE = re.compile(rb"startxref\s+(\d{1,12})")


class Refused(Exception):
    """Carries the code of the reason; ``files.refusals`` has its sentence."""


def verdict_on(file):
    """``{"refused": code}``, or ``{"pages", "tagged", "text"}``. Never raises for what is in the file."""
    bound_decoding()
    try:
        return accepted(file)
    except Refused as refusal:
        return {"refused": refusal.args[0]}
    except (MemoryError, LimitReachedError):
        return {"refused": "heavy"}
    except Exception:  # a parser can fail over what it reads in any way; whatever it was, the file is not kept
        return {"refused": "broken"}


def bound_decoding():
    """Each stream by itself; all of them together are bound by the memory and the time of the process."""
    overwrite_configuration(
        maximum_declared_stream_length=MOST_DECODED,
        array_based_stream_maximum_output_length=MOST_DECODED,
        zlib_maximum_output_length=MOST_DECODED,
        lzw_maximum_output_length=MOST_DECODED,
        run_length_maximum_output_length=MOST_DECODED,
        brotli_maximum_output_length=MOST_DECODED,
        jbig2dec_binary=None,
    )


def accepted(file):
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if tables_lead_in_a_circle(data):
            raise Refused("broken")
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise Refused("password")
        pages = pages_in(reader.root_object)
        for reason in reasons_in_file(data, reader):
            raise Refused(reason)
    return {"pages": len(pages), "tagged": is_tagged(reader.root_object), "text": any(map(has_fonts, pages))}


def tables_lead_in_a_circle(data):
    """True when the chain of tables of contents comes back to one of its own: no program writes that."""
    starts = LAST_TABLE.findall(data[-2048:])
    at, seen = int(starts[-1]) if starts else None, set()
    while at is not None and at < len(data):
        if at in seen:
            return True
        seen.add(at)
        ends = [end for end in (data.find(b"startxref", at), data.find(b"stream", at)) if end >= 0]
        before = PREVIOUS.search(data, at, min(ends, default=len(data)))
        at = int(before[1]) if before else None
    return False


def pages_in(root):
    """Every page, counted instead of believed. Refuses a tree that is too large, too deep, or none."""
    tree = [(root["/Pages"].get_object(), {}, 0)]
    pages, seen = [], set()
    while tree:
        node, inherited, depth = tree.pop()
        if not isinstance(node, DictionaryObject) or depth > DEEPEST_TREE:
            raise Refused("broken")
        resources = entry(node, "/Resources") or inherited
        if "/Kids" not in node:
            pages.append(resources)
        elif is_new(node, seen):
            kids = node["/Kids"].get_object()
            if len(kids) + len(pages) + len(tree) > 2 * MOST_PAGES:
                raise Refused("pages")
            tree += [(kid.get_object(), resources, depth + 1) for kid in kids]
        if len(pages) > MOST_PAGES:
            raise Refused("pages")
    if not pages:
        raise Refused("broken")
    return pages


def is_new(node, seen):
    if id(node) in seen:
        raise Refused("broken")
    seen.add(id(node))
    return True


def is_tagged(root):
    marks = entry(root, "/MarkInfo") or {}
    return bool(entry(marks, "/Marked")) and isinstance(entry(root, "/StructTreeRoot"), DictionaryObject)


def has_fonts(resources, deeper=True):
    """A page without fonts is a picture: nothing in it can be read aloud or found."""
    if entry(resources, "/Font"):
        return True
    drawn = entry(resources, "/XObject") or {}
    forms = (entry(drawn, name) for name in drawn) if deeper else ()
    return any(has_fonts(entry(form, "/Resources") or {}, deeper=False) for form in forms if is_form(form))


def is_form(drawn):
    return isinstance(drawn, StreamObject) and entry(drawn, "/Subtype") == "/Form"
