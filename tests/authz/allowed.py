"""What an ordinary editor may write on each change page of the back office, with a value nobody has yet.

What stands here changes when it is posted; every other field of the model does not, whatever is posted for it.
"""

ANOTHER = object()  # another row than the one it points at

NETWORK = {
    "name": "Forgers",
    "acronym": "Forge",
    "kind": ANOTHER,
    "website": "https://forge.example/",
    "description_en": "Words.",  # in the column texts
    "languages": "fr, de",
    "acceptance_criteria": "Anything goes.",
    "founded": 1999,
    "headquarters": "Nowhere",
    "members_listed": "complete",
    "members_total": 12,
    "members_total_qualifier": "about",
    "source": "https://source.example/",
}
MEMBERSHIP = {"role": "Chair", "joined": "2001", "left": "2002", "source": "https://source.example/"}
SERVICE_POINT = {
    "title": "Forge",
    "kind": "external",
    "host": "Somebody",
    "status": "closed",
    "opened": "2001",
    "closed": "2002",
    "address": "https://forge.example/",
    "description": "Written here.",
    "description_en": "Words.",
    "hours": '[[1, "09:00", "10:00"]]',
    "time_zone": "Europe/Madrid",
    "contact": "forge@point.example",
    "guidance": "Short.",
    "filter": "region=africa",
    "embed_sites": '["https://forge.example"]',
    "partners": ANOTHER,
    "cooperates_with": ANOTHER,
    "source": "https://source.example/",
}
CITY = {
    "native_name": "Bilbo",
    "alternate_names": "Bilbau\nBilbo",
    "website": "https://bilbao.example/",
    "description": "A city.",
}
SERIES = {
    "title": "Forge",
    "supporters": ANOTHER,
    "description_en": "Words.",
    "sessions_total": 12,
    "source": "https://source.example/",
}
PERSON = {
    "name": "Forger",
    "consent_scope": "none",
    "consent_until": "2099-01-02",
    "gender": "woman",
    "region": "africa",
}
SESSION = {
    "number": 12,
    "title": "Forge",
    "summary": "Words.",
    "text_language": "es",
    "theme": "Fire",
    "topics": ANOTHER,
    "date": "2047-05-05",
    "local_time": "15:00",
    "time_zone": "Europe/Madrid",
    "duration": 60,
    "programme": "Fire",
    "languages": "fr, de",
    "interpretation": "es",
    "captions": "ar",
    "sign_language": "LSE",
    "capacity": 12,
    "lead": ANOTHER,
    "partners": ANOTHER,
    "page_address": "https://forge.example/",
    "state": "announced",
    "notice": "Soon.",
    "join_link": "https://meet.example/",
    "source": "https://source.example/",
    "cities": "bilbao-es",
}
REPORT = {
    "title": "Forge",
    "kind": ANOTHER,
    "text_language": "es",
    "date": "2020-04",
    "abstract": "Words.",
    "key_messages": "Fire",
    "topics": ANOTHER,
    "co_publishers": ANOTHER,
    "other_publishers": "Forgers",
    "source": "https://source.example/",
    "series": ANOTHER,
    "series_label": "Notes",
    "sessions": ANOTHER,
    "cities": "bilbao-es",
    "initiatives": "CS-2020-00777",
}
PAGES = {
    "networks_network": NETWORK,
    "networks_membership": MEMBERSHIP,
    "networks_servicepoint": SERVICE_POINT,
    "cities_city": CITY,
    "reports_report": REPORT,
    "webinars_series": SERIES,
    "webinars_webinar": SESSION,
    "webinars_person": PERSON,
}
READ_ONLY = ("catalogue_term", "cities_affiliation", "showcase_initiative")  # pages an editor opens and does not save

# What city staff may write into a draft, at either depth; desk and city as far as their lists go.
DRAFT = {
    *("title", "summary", "text_language", "original_title", "original_title_language", "city", "lead_organisation"),
    *("main_topic", "topics", "target_groups", "phase", "kind", "hazards", "sdgs", "scale", "status", "start", "end"),
    *("challenge", "solution", "nothing_measured", "results_text", "website", "video_address", "desk", "consent"),
    *("lessons", "what_did_not_work", "cost_level", "cost", "currency", "funding", "needs_from_others"),
    *("partners", "awards"),
}
