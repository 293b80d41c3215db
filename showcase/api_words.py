"""The words for initiatives in the API's document: a field for each part of a record (showcase/described.py)."""

from rest_framework import serializers as s

from catalogue.api_words import DateSerializer, TermSerializer, having, texts
from cities.api_words import PlaceSerializer
from showcase.described import TEXTS
from showcase.exports import LISTS, ONES

EXAMPLES = {
    **{"theme": "health", "topic": "housing", "country": "KE", "hazard": "flood", "network": "c40", "member": "c40"},
    **{"language": "en", "year": "2020", "status": "completed", "phase": "recovery", "target": "older-people"},
    **{"kind": "service", "sdg": "11", "cost": "low", "level": "reported", "city": "bilbao-es", "like": "lima-pe"},
}


class ResultSerializer(texts("figure", "counts", "source", "year")):
    pass


class ConditionSerializer(texts("kind", "text")):
    pass


class LinkSerializer(texts("label", "address")):
    pass


class DocumentSerializer(texts("title", "publisher", "language")):
    pass


class TranslationSerializer(texts("language", "state")):
    pass


class SourceSerializer(texts("address", "kind", "platform")):
    pass


class VersionSerializer(s.Serializer):
    number = s.IntegerField()
    date = s.CharField()


class NetworksOfSerializer(s.Serializer):
    checked_by = TermSerializer(many=True, help_text="Networks whose editors read it and answer for it.")
    shared_through = TermSerializer(many=True, help_text="Networks on whose platform it stood; no endorsement.")


OWN_TEXTS = (
    "title",
    "summary",
    "original_title",
    "original_title_language",
    "lead_organisation",
    "cost",
    "adapted_from",
)
MANY_TERMS = having({name: TermSerializer(many=True) for name in LISTS})
ONE_TERM = having({name: TermSerializer(allow_null=True) for name in ONES})


class InitiativeSerializer(texts(*OWN_TEXTS, *TEXTS), MANY_TERMS, ONE_TERM):
    code = s.CharField(help_text="The record; citable, never changes.")
    address = s.CharField(help_text="Of its page.")
    text_language = s.CharField(allow_blank=True, help_text="ISO 639-1; the language of all its texts.")
    city = PlaceSerializer(allow_null=True)
    evidence = s.ListField(child=s.CharField(), help_text="results, documents, adapted.")
    start = DateSerializer(allow_null=True)
    end = DateSerializer(allow_null=True)
    nothing_measured = s.BooleanField(help_text="The city says that nothing was measured yet.")
    results = ResultSerializer(many=True, help_text="Figures as reported, with what they count and their source.")
    conditions = ConditionSerializer(many=True)
    links = LinkSerializer(many=True)
    documents = DocumentSerializer(many=True)
    translations = TranslationSerializer(many=True)
    networks = NetworksOfSerializer()
    licence = s.CharField(allow_blank=True, help_text="Empty where none was granted.")
    origin = s.CharField(help_text="submitted, collected or harvested.")
    source = SourceSerializer()
    published = s.CharField(help_text="Time in UTC.")
    last_confirmed = s.CharField(allow_blank=True)
    version = VersionSerializer(help_text="Which published version this is, and of when.")
