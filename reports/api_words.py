"""The words for reports in the API's document: a field for each part of a record (reports/described.py)."""

from rest_framework import serializers as s

from catalogue.api_words import DateSerializer, TermSerializer, texts
from reports.described import TEXTS

EXAMPLES = {
    **{"kind": "briefing", "topic": "housing", "publisher": "uclg", "language": "en", "year": "2020"},
    **{"series": "live-learning-experience", "city": "bilbao-es"},
}


class SessionOfReportSerializer(texts("series", "slug", "title", "address")):
    pass


class EditionSerializer(texts("language", "address")):
    what = s.CharField(help_text="document, or page: one that reports it.")
    pages = s.IntegerField(allow_null=True)
    size = s.IntegerField(allow_null=True, help_text="Bytes, where the file lies here.")
    text = s.CharField(help_text="Whether the words of its pages are searched: complete, cut, waiting, none...")


class ReportSerializer(texts(*TEXTS)):
    slug = s.CharField(help_text="As in its address; never changes.")
    address = s.CharField(help_text="Of its page.")
    kind = TermSerializer()
    publishers = TermSerializer(many=True, help_text="Networks; the one that answers for it first.")
    series = TermSerializer(help_text="The code is empty where the series is only a name.")
    date = DateSerializer(allow_null=True)
    key_messages = s.ListField(child=s.CharField())
    topics = TermSerializer(many=True)
    sessions = SessionOfReportSerializer(many=True, help_text="Those it reports on.")
    cities = TermSerializer(many=True, help_text="Those it speaks of; the parameter city also finds those on stage.")
    initiatives = s.ListField(child=s.CharField(), help_text="Records.")
    editions = EditionSerializer(many=True, help_text="One for each language.")
    added = s.CharField(help_text="Time in UTC.")
    updated = s.CharField(help_text="Time in UTC.")
