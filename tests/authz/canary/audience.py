"""Who may ever read which word. Written by hand from the table of docs and never computed from the program.

``dual`` is somebody who works for Bilbao and edits for the host: in the back office they are ``dual_desk``, who may
not read there what only city staff may.
"""

from tests.authz.canary.people import CAST, OTHERS

ADMIN = {"platform_admin"}
BILBAO = {"author", "lead", "dual", *ADMIN}  # confirmed staff
LIMA = {"stranger", *ADMIN}
HOST = {"editor", "second_editor", "dual", "dual_desk", *ADMIN}  # read what is at the host's desk
DECIDE_ON_BILBAO = {"editor", "second_editor", *ADMIN}  # not the dual: nobody decides about the own city
RIVAL = {"rival_editor", *ADMIN}
NOBODY = set()
HOST_DESK_ONLY = HOST - {"dual"}  # in the back office alone
WITHOUT_A_CITY = {"editor", "second_editor", "rival_editor", "platform_admin", "staff", "recluse"}
EVERYBODY = {"visitor", *CAST, "dual_desk", "deactivated", "staff"}


def said_about(name, city, desk, decide):
    """A note goes to the city, one among editors to those who decide."""
    return {f"{name}: note": city | desk, f"{name}: note among editors": decide}


def of_person(name, named_to, written_to):
    """Who reads the name; who reads the address and the role in a city."""
    own = {name, "dual_desk"} if name == "dual" else {name}
    if name == "deactivated":
        own = NOBODY
    return {
        f"{name}: name": named_to | own | ADMIN,
        f"{name}: address": written_to | own | ADMIN,
        **({} if name in WITHOUT_A_CITY else {f"{name}: role": written_to | own | ADMIN}),
        f"{name}: other address": own | ADMIN,
        f"{name}: pseudonym": ADMIN,
    }


def of_place(key, readers):
    """What stands in a history is read by those who may change the row."""
    return {f"{key}: earlier": readers, f"{key}: reason of a change": readers}


BOTH_DESKS = HOST_DESK_ONLY | RIVAL  # editors of Bilbao's networks may confirm its staff
PEOPLE = {
    # an author is named beside the text: to colleagues and at the desk
    **of_person("author", BILBAO | BOTH_DESKS | {"dual"}, BOTH_DESKS | {"lead"}),
    **of_person("lead", BOTH_DESKS | {"dual"}, BOTH_DESKS),
    **of_person("colleague", BILBAO | BOTH_DESKS, BOTH_DESKS | {"lead"}),
    **of_person("former", BILBAO | BOTH_DESKS, BOTH_DESKS),
    **of_person("dual", BOTH_DESKS | {"lead"}, BOTH_DESKS | {"lead"}),
    **of_person("deactivated", BOTH_DESKS | {"lead"}, BOTH_DESKS | {"lead"}),
    **of_person("stranger", HOST, HOST_DESK_ONLY),
    **of_person("turinese", HOST_DESK_ONLY | RIVAL, HOST_DESK_ONLY | RIVAL),
    **of_person("proposer", HOST_DESK_ONLY, HOST_DESK_ONLY),
    # colleagues of a desk know each other; the second editor passed a text on to the rival
    **of_person("editor", HOST | LIMA, HOST_DESK_ONLY),
    **of_person("second_editor", HOST_DESK_ONLY | RIVAL, HOST_DESK_ONLY),
    **of_person("rival_editor", BILBAO, NOBODY),
    **of_person("platform_admin", HOST_DESK_ONLY | RIVAL, NOBODY),
    **of_person("staff", NOBODY, NOBODY),
    **of_person("recluse", NOBODY, NOBODY),
    "former: role": BOTH_DESKS | {"former", "lead"} | ADMIN,  # all affiliations of the city are its lead's to decide
    "author: device": {"author"},
    "recluse: device": NOBODY,
    "secret": NOBODY,
}
TEXTS = {
    "draft": BILBAO,
    "taken back": BILBAO,
    "taken back: note": BILBAO,
    "taken back: note among editors": ADMIN,
    "submitted": BILBAO | HOST,
    "in review": BILBAO | HOST,
    **said_about("in review", BILBAO, HOST, DECIDE_ON_BILBAO),
    "in review: entry": BILBAO | HOST,
    "asked": LIMA | HOST,
    **said_about("asked", LIMA, HOST, HOST_DESK_ONLY),
    "asked: question": LIMA | HOST,
    "asked: answer": LIMA | HOST,
    "asked: word among editors": HOST_DESK_ONLY,
    "recommended": BILBAO | HOST,
    **said_about("recommended", BILBAO, HOST, DECIDE_ON_BILBAO),
    "published": EVERYBODY,
    **said_about("published", BILBAO, HOST, DECIDE_ON_BILBAO),
    "declined": BILBAO | HOST,
    **said_about("declined", BILBAO, HOST, DECIDE_ON_BILBAO),
    "discarded": BILBAO,
    "claimed draft": BILBAO | {"colleague"},
    "claimed, sent": BILBAO | HOST,  # what is sent is read by confirmed staff
    "nowhere": LIMA,
    "proposed place's": ADMIN,
    "on behalf": LIMA | HOST,
    "prepared": LIMA | HOST,  # the desk reads it until the city takes it over
    "prepared, taken over": LIMA,
    "rival's draft": ADMIN,
    "rival's": RIVAL,
    **said_about("rival's", ADMIN, RIVAL, RIVAL),
    "rival's: entry": RIVAL,
    "rival asked": BILBAO | RIVAL,
    **said_about("rival asked", BILBAO, RIVAL, RIVAL),
    "rival asked: question": BILBAO | RIVAL,
    "rival asked: answer": BILBAO | RIVAL,
    "rival asked: word among editors": RIVAL,
    "rival on behalf": BILBAO | RIVAL,
    "passed on": BILBAO | RIVAL,
    **said_about("passed on", BILBAO, RIVAL, RIVAL),
    "change": BILBAO,
    "change, sent": RIVAL,
    "collected": EVERYBODY,
    "archived": EVERYBODY,
    "archived: reason": EVERYBODY,
    "taken down": RIVAL,
    "taken down: reason": RIVAL,
    "taken down too": HOST_DESK_ONLY,
    "taken down too: reason": HOST_DESK_ONLY,
}
# Name and address of a contact are read by who writes the text: its city, or the desk that writes on its behalf.
CONTACTS = {
    **{
        f"{name}: contact": BILBAO
        for name in (
            *("draft", "taken back", "submitted", "in review", "recommended", "published", "declined", "discarded"),
            *("claimed, sent", "rival asked", "passed on", "change"),
        )
    },
    "claimed draft: contact": BILBAO | {"colleague"},
    "asked: contact": LIMA,
    "on behalf: contact": LIMA | HOST,
    **dict.fromkeys(("prepared: contact", "prepared, taken over: contact"), LIMA),
    "rival on behalf: contact": BILBAO | RIVAL,
    **{f"{name}: contact": ADMIN for name in ("proposed place's", "rival's draft", "rival's", "change, sent")},
    **{f"{name}: contact": ADMIN for name in ("collected", "archived", "taken down", "taken down too")},
}
PLACES = {
    **dict.fromkeys(("Bilbao", "Lima", "Turin"), EVERYBODY),
    "proposed place": HOST_DESK_ONLY,
    **of_place("Bilbao", BOTH_DESKS),
    **of_place("Turin", BOTH_DESKS),
    **of_place("Lima", HOST_DESK_ONLY),
    **of_place("proposed place", HOST_DESK_ONLY),
    **dict.fromkeys(("network host", "network rival", "network deserted"), EVERYBODY),
    **of_place("network host", HOST_DESK_ONLY),
    **of_place("network rival", RIVAL),
    **of_place("network deserted", ADMIN),
    **{f"service point {name}": EVERYBODY for name in ("host", "rival", "nobody", "elsewhere")},
    **{
        key: readers
        for name, readers in {
            "host": HOST_DESK_ONLY,
            "elsewhere": HOST_DESK_ONLY,
            "rival": RIVAL,
            "nobody": ADMIN,
        }.items()
        for key, readers in {
            f"service point {name}: embed site": readers,
            **of_place(f"service point {name}", readers),
        }.items()
    },
    **{f"member {slug}": EVERYBODY for slug in ("bilbao-es", "turin-it")},
}
SESSIONS = {
    key: readers
    for name, desk in {"host": HOST_DESK_ONLY, "rival": RIVAL}.items()
    for key, readers in {
        f"series {name}": EVERYBODY,
        **of_place(f"series {name}", desk),
        **{
            key: readers
            for standing, all_of_it in {"public": EVERYBODY, "planned": desk}.items()
            for key, readers in {
                f"session {standing} {name}": all_of_it,
                **of_place(f"session {standing} {name}", desk),
                f"session {standing} {name}: link to join": desk,
                f"session {standing} {name}: named": all_of_it,
                f"session {standing} {name}: unnamed": desk,
                f"session {standing} {name}: registered": desk,
            }.items()
        },
    }.items()
}
REPORTS = {
    key: readers
    for name, desk in {"host": HOST_DESK_ONLY, "rival": RIVAL}.items()
    for key, readers in {f"report {name}": EVERYBODY, **of_place(f"report {name}", desk)}.items()
}
MACHINERY = {
    "mail": ADMIN,
    "mail: text": NOBODY,
    "follow": NOBODY,
    "entry": ADMIN,
    "once": NOBODY,
    "count": ADMIN,
    "loaded": NOBODY,
    "term": EVERYBODY,
    "pin": EVERYBODY,
    "pin of what is gone": HOST_DESK_ONLY,
    "file": ADMIN,
    "other file": ADMIN,
    "hash of a file": NOBODY,
    **{f"{name}: file": ADMIN for name in ("collected", "archived", "taken down", "taken down too")},
    **{f"{name}: endorsement": NOBODY for name in ("collected", "archived", "taken down", "taken down too")},
}
AUDIENCE = PEOPLE | TEXTS | CONTACTS | PLACES | SESSIONS | REPORTS | MACHINERY
# Each login is some person; the rest of the people only have names that others could read.
assert set(CAST) | set(OTHERS) == {key.split(":")[0] for key in PEOPLE if key.endswith(": name")}


def as_whom(login, path):
    return "dual_desk" if login == "dual" and "/admin/" in path else login


def foreign_to(login, path):
    """The keys of all words that this login may not read there."""
    whom = as_whom(login, path)
    return {key for key, readers in AUDIENCE.items() if whom not in readers}


# No page shows them to anybody, whoever might read them: texts that were sent are shown with the role of a contact
# alone, reasons and notes of some rows are kept for later, and some tables have no page at all.
NEVER_SHOWN = {
    *(key for key in PLACES | SESSIONS if key.endswith(": reason of a change")),
    *(f"{name}: contact" for name in ("submitted", "in review", "recommended", "published", "declined", "discarded")),
    *(f"{name}: contact" for name in ("claimed, sent", "passed on", "rival's", "change, sent")),
    *(f"{name}: contact" for name in ("collected", "archived", "taken down", "taken down too")),
    *(f"{name}: endorsement" for name in ("collected", "archived", "taken down", "taken down too")),
    *("secret", "recluse: device", "hash of a file", "loaded", "mail: text", "once", "follow"),
}
