"""Reads the JSON-LD of a page as programs do."""

import json
from html.parser import HTMLParser


class Blocks(HTMLParser):
    """The texts of all data blocks."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], False

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script" and dict(attributes).get("type") == "application/ld+json"
        if self.inside:
            self.found.append("")

    def handle_data(self, text):
        if self.inside:
            self.found[-1] += text

    def handle_endtag(self, tag):
        self.inside = False


def nodes(response):
    """``{type: node}`` of the one block of a page; each type is there once."""
    reader = Blocks()
    reader.feed(response.content.decode())
    [text] = reader.found
    block = json.loads(text)
    assert block["@context"] == "https://schema.org"
    found = {node["@type"]: node for node in block["@graph"]}
    assert len(found) == len(block["@graph"])
    return found
