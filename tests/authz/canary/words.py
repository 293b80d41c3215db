"""Words that stand nowhere else, one for each text, and how they are found again in an answer."""

import hashlib
import re

START = "zqxj"  # begins no word of any language, and no key of ours
LENGTH = 12
NOBODYS = START + "nobodywr"  # as long as a word, and written nowhere
NOBODYS_UUID = "00000000-0000-4000-8000-000000000000"
A_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
FOUND = re.compile(f"{START}[a-z]*|{A_UUID}")


def word(key):
    """Twelve small letters that always belong to this key."""
    digest = hashlib.sha256(key.encode()).digest()
    return START + "".join(chr(ord("a") + byte % 26) for byte in digest[: LENGTH - len(START)])


def keys_in(text, known):
    """The keys of the words of a text, whatever their case; one that was cut counts as the one it began as."""
    met = set()
    for found in set(FOUND.findall(text.lower())) - {NOBODYS}:
        if found.startswith(START):
            met.add(known.get(found[:LENGTH]) or begun(found, known))
        elif found in known:
            met.add(known[found])
    return met


def begun(found, known):
    """The key of the word of which only the beginning is left."""
    return next((key for whole, key in known.items() if len(found) > len(START) and whole.startswith(found)), found)


def without(text, known, foreign):
    """The text with a word nobody wrote in place of each of these: what somebody would ask who only guesses."""
    for found in sorted(set(FOUND.findall(text)), key=len, reverse=True):
        if known.get(found[:LENGTH] if found.startswith(START) else found) in foreign:
            text = text.replace(found, NOBODYS if found.startswith(START) else NOBODYS_UUID)
    return text
