"""Where a page leads: links, addresses its scripts use, forms that ask, and where an answer sends people."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

ADDRESS = re.compile(r"""\b(?:(?:href|action|src)=["']|data-[a-z-]+=["'](?=[/?]))([^"'#]+)""")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>(.*?(?=</select>))?", re.S)
ATTRIBUTE = re.compile(r"""\b(name|value|type|method|action)=["']([^"']*)""")
OPTION = re.compile(r"""<option\b[^>]*value=["']([^"']+)""")
NEVER_TYPED = {"submit", "button", "reset", "image", "file"}
IDLE = {"next", "_changelist_filters", "csrfmiddlewaretoken"}  # change where one goes afterwards, not what one reads
LANGUAGE = re.compile(r"^/(es|fr|de)(?=/)")


def leads_to(address, answer, body):
    """All addresses of this site that an answer names."""
    found = [unescape(each) for each in ADDRESS.findall(body)]
    found += [f"?{urlencode(typed)}" if not action else f"{action}?{urlencode(typed)}" for action, typed in forms(body)]
    found += [answer.headers["Location"]] if "Location" in answer.headers else []
    return [local for each in found if (local := of_this_site(urljoin(address, each.strip())))]


def of_this_site(address):
    parts = urlsplit(address)
    if parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver"):
        return None
    if parts.path.startswith("/static/") or not parts.path.startswith("/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def forms(body):
    """``[(action, fields), ...]`` of the forms that only ask: as they stand there, and filled in."""
    for head, inside in FORM.findall(body):
        said = dict(ATTRIBUTE.findall(head))
        if said.get("method", "get").lower() == "get":
            blank, plain = {}, {}
            for kind, attributes, options in CONTROL.findall(inside):
                fill(kind, dict(ATTRIBUTE.findall(attributes)), OPTION.findall(options), blank, plain)
            yield unescape(said.get("action", "")), blank
            yield unescape(said.get("action", "")), plain


def fill(kind, said, options, blank, plain):
    if "name" not in said or said.get("type") in NEVER_TYPED:
        return
    name, value = said["name"], unescape(said.get("value", ""))
    if said.get("type") == "hidden":
        blank[name] = plain[name] = value
    elif kind == "select":
        plain[name] = unescape(options[0]) if options else ""
    else:
        plain.setdefault(name, value or "a")


def sameness(address):
    """What two addresses have in common whose pages say the same: of several filters at once the last one counts."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in IDLE]
    if len(asked) > 1:
        asked = ["several", asked[-1][0]]
    return LANGUAGE.sub("", parts.path), tuple(asked)
