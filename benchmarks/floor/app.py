"""The floor: sets, hand-written SQL and f-strings behind bare WSGI. No framework, language, check or header."""

import json
from functools import cache, lru_cache
from html import escape
from urllib.parse import parse_qs

from pyroaring import BitMap

from benchmarks.floor.database import ask, is_sqlite, marks
from benchmarks.floor.sets import Sets
from catalogue.folding import words_of
from catalogue.search import POSTGRESQL, SQLITE, all_of, fts5, tsquery

held = cache(Sets)  # read at the first request
SHOWN = 7


def application(environ, start_response):
    path = environ["PATH_INFO"].removeprefix("/initiatives/")
    page = article(path.rstrip("/")) if path else listed(parse_qs(environ["QUERY_STRING"]))
    body = page.encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def masks_of(asked):
    masks = {}
    for facet, values in asked.items():
        if facet in held().facets:
            masks[facet] = BitMap.union(*(held().facets[facet].get(value, BitMap()) for value in values))
    if "q" in asked:
        masks["q"] = BitMap(hits(asked["q"][0]))
    return masks


@lru_cache(maxsize=256)
def hits(text):
    """Places of what a search finds, the best first: the statement of our own search."""
    words = words_of(text)
    statement, query = (SQLITE, fts5) if is_sqlite() else (POSTGRESQL, tsquery)
    asked = {"exact": query(words, all_of, False), "beginning": query(words, all_of, True)}
    statement = statement.format(table="showcase_initiativetext")
    for name in ("exact", "beginning"):
        statement = statement.replace(f"%({name})s", "'{}'".format(asked[name].replace("'", "''")))
    owners = dict.fromkeys(key // 256 for key, _exact in ask(statement))
    return [held().place[owner] for owner in owners if owner in held().place]


def together(masks, but=None):
    chosen = [mask for facet, mask in masks.items() if facet != but]
    return BitMap.intersection(*chosen) if chosen else held().everything


def listed(asked):
    masks, start = masks_of(asked), (int(asked.get("page", ["1"])[0]) - 1) * 20
    mask = together(masks)
    if "q" in asked:
        places = [place for place in hits(asked["q"][0]) if place in mask][start : start + 20]
    else:
        places = mask[start : start + 20]
    facets = "".join(facet(name, asked, together(masks, name) if name in masks else mask) for name in names(asked))
    cities = sum(members.intersect(mask) for members in held().cities) if masks else len(held().cities)
    rows = "".join(map(card, cards([held().order[place] for place in places])))
    pages = -(-len(mask) // 20)
    count = f"<p><b>{len(mask)} initiatives</b> in {cities} cities</p>"
    return frame("Initiatives", f"<form>{facets}</form>{count}{rows}<p>{start // 20 + 1} of {pages}</p>")


def names(asked):
    return [name for name in held().facets if name != "topic" or "theme" in asked or "topic" in asked]


def facet(name, asked, mask):
    counts = [(members.intersection_cardinality(mask), value) for value, members in held().facets[name].items()]
    counts = sorted((count, value) for count, value in counts if count)[::-1]
    shown = counts if name in asked.get("all", ()) else counts[:SHOWN]
    chosen = asked.get(name, ())
    values = "".join(
        f'<li><label><input type="checkbox" name="{name}" value="{value}"{" checked" if value in chosen else ""}>'
        f'<span>{escape(held().label.get(value, value))}</span></label> <span class="count">{count}</span></li>'
        for count, value in shown
    )
    more = f'<a href="?all={name}">Show {len(counts) - SHOWN} more</a>' if len(counts) > len(shown) else ""
    return f"<details><summary>{name}</summary><ul>{values}</ul>{more}</details>"


def cards(keys):
    """Two queries."""
    if not keys:
        return []
    rows = ask(f"{CARD} WHERE i.id IN ({marks(keys)})", *keys)
    themes = {}
    for key, theme in ask(f"{THEMES} WHERE l.initiative_id IN ({marks(keys)})", *keys):
        themes.setdefault(key, {})[theme] = True
    found = {key: (*row, themes.get(key, ())) for key, *row in rows}
    return [found[key] for key in keys]


CARD = (
    "SELECT i.id, i.slug, i.title, i.summary, i.start, c.name, c.country "
    "FROM showcase_initiative i LEFT JOIN cities_city c ON c.id = i.city_id"
)
THEMES = (
    "SELECT l.initiative_id, p.label_en FROM showcase_initiative_topics l "
    "JOIN catalogue_term t ON t.id = l.term_id JOIN catalogue_term p ON p.id = t.parent_id"
)


def card(row):
    slug, title, summary, start, city, country, themes = row
    return (
        f'<article><h2><a href="/initiatives/{slug}/">{escape(title)}</a></h2>'
        f"<p>{escape(city)}, {held().label[country]}, {start[:4]}</p><p>{escape(summary[:200])}</p>"
        f"<p>{', '.join(map(escape, themes))}</p></article>"
    )


def article(slug):
    """Three queries and one for its neighbours."""
    key, content, number, at = ask(ARTICLE, slug)[0]
    content = json.loads(content) if isinstance(content, str) else content
    behind = [held().networks[network][1] for (network,) in ask(BEHIND, key, key)]
    codes = [*content["topics"], *content["target_groups"], *content["hazards"], *content["sdgs"], content["phase"]]
    tags = "".join(f"<li>{escape(each)}</li>" for each in [*(held().label[code] for code in codes if code), *behind])
    texts = "".join(f"<p>{escape(content[name])}</p>" for name in ("summary", "challenge", "solution"))
    near = BitMap.union(*(held().facets["topic"].get(code, BitMap()) for code in content["topics"]))
    close = [held().order[place] for place in near[:4] if held().order[place] != key][:3]
    return frame(content["title"], f"{texts}<ul>{tags}</ul><p>{number}, {at}</p>{''.join(map(card, cards(close)))}")


ARTICLE = (
    "SELECT i.id, v.content, v.number, v.at FROM showcase_slughistory s "
    "JOIN showcase_initiative i ON i.id = s.initiative_id JOIN showcase_version v ON v.id = i.current_version_id "
    "WHERE s.slug = ?"
)
BEHIND = (
    "SELECT network_id FROM showcase_endorsement WHERE initiative_id = ? "
    "UNION ALL SELECT network_id FROM showcase_initiative_shared_through WHERE initiative_id = ?"
)


def frame(title, content):
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{content}</body></html>"
    )
