"""Reads the frozen content of a Version into what the page of an initiative shows. Readers of old formats are kept."""

from dataclasses import dataclass, field

from catalogue.dates import PartialDate
from cities.countries import country_name
from showcase.content import ROWS, TERM, TERMS, TEXTS
from showcase.models.practice import CONDITION_KINDS, SCHEMES


@dataclass
class Place:
    slug: str
    name: str
    country: str

    @property
    def country_name(self):
        return country_name(self.country)


@dataclass
class Article:
    """Names are those of the content; terms are Terms of today, dates PartialDates or empty."""

    texts: dict
    rows: dict
    terms: dict
    city: Place | None = None
    cost: str = ""
    nothing_measured: bool = False
    contact_role: str = ""
    adapted_from: str = ""
    pictures: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    translations: list = field(default_factory=list)

    def __getattr__(self, name):
        """``article.title``, ``article.results``, ``article.phase``: whichever group holds it."""
        for group in ("texts", "rows", "terms"):
            if name in self.__dict__.get(group, ()):
                return self.__dict__[group][name]
        raise AttributeError(name)

    @property
    def conditions_named(self):
        """``[(kind in words, text)]``"""
        kinds = dict(CONDITION_KINDS)
        return [(kinds.get(row.get("kind"), ""), row.get("text", "")) for row in self.conditions]

    @property
    def themes(self):
        """The topics, the main one first."""
        first = [self.main_topic] if self.main_topic else []
        return first + [term for term in self.topics if term not in first]


def article_of(version, vocabulary):
    """The article of a Version. Reads nothing from the database."""
    return READERS[version.content["format"]](version.content, vocabulary)


def read_format_1(content, vocabulary):
    texts = {name: content.get(name, "") for name in TEXTS}
    texts |= {name: PartialDate(texts[name]) if texts[name] else "" for name in ("start", "end")}
    terms = {name: vocabulary.named(SCHEMES[name], content.get(name, "")) for name in TERM}
    terms |= {name: terms_named(vocabulary, SCHEMES[name], content.get(name, ())) for name in TERMS}
    return Article(
        texts,
        {name: content.get(name, []) for name in ROWS},
        terms,
        city=Place(**content["city"]) if content.get("city") else None,
        cost=content.get("cost", ""),
        nothing_measured=content.get("nothing_measured", False),
        contact_role=content.get("contact_role", ""),
        adapted_from=content.get("adapted_from", ""),
        pictures=content.get("pictures", []),
        documents=content.get("documents", []),
        translations=content.get("translations", []),
    )


def terms_named(vocabulary, scheme, codes):
    """Today's terms for these codes, each once: two of them may have been merged since."""
    found = (vocabulary.named(scheme, code) for code in codes)
    return list({term.pk: term for term in found if term}.values())


READERS = {1: read_format_1}
