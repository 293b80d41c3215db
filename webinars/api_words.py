"""Sessions and series in the API's document: a field for each part of a record (webinars/described.py)."""

from rest_framework import serializers as s

from catalogue.api_words import TermSerializer, texts
from networks.api import DescriptionSerializer
from webinars.described import SERIES_TEXTS, TEXTS

EXAMPLES = {
    **{"series": "live-learning-experience", "topic": "housing", "city": "bilbao-es", "network": "c40"},
    **{"language": "en", "year": "2020"},
}


class RecordingSerializer(texts("language")):
    address = s.CharField()


class OnStageSerializer(s.Serializer):
    code = s.CharField(help_text="The record of the initiative.")
    second = s.IntegerField(allow_null=True, help_text="Of the recording, at which it is explained.")


class SessionSerializer(texts(*TEXTS)):
    id = s.CharField(help_text="Never changes; also the UID in calendar files.")
    address = s.CharField(help_text="Of its page.")
    series = TermSerializer(help_text="As the parameter series takes it.")
    slug = s.CharField()
    number = s.IntegerField(allow_null=True, help_text="In the series.")
    state = s.CharField(help_text="announced, live, held, documented, cancelled or postponed.")
    text_language = s.CharField(allow_blank=True, help_text="ISO 639-1; the language of all its texts.")
    date = s.CharField(allow_blank=True, help_text="Where the host is; empty where nobody knows the day.")
    local_time = s.CharField(allow_blank=True, help_text="On the wall where the host is, by the clock of time_zone.")
    time_zone = s.CharField(allow_blank=True, help_text="IANA name.")
    starts = s.CharField(allow_blank=True, help_text="In UTC.")
    ends = s.CharField(allow_blank=True, help_text="In UTC; empty where nobody said how long it takes.")
    duration = s.IntegerField(allow_null=True, help_text="Minutes.")
    languages = s.ListField(child=s.CharField(), help_text="Spoken ones.")
    interpretation = s.ListField(child=s.CharField(), help_text="Languages into which it is interpreted.")
    captions = s.ListField(child=s.CharField(), help_text="Languages of captions.")
    topics = TermSerializer(many=True)
    cities = TermSerializer(many=True, help_text="On stage, as the parameter city takes them.")
    networks = TermSerializer(many=True, help_text="Who leads or supports the series or the session.")
    recordings = RecordingSerializer(many=True)
    takeaways = s.ListField(child=s.CharField(), help_text="What was learned, without names of persons.")
    initiatives = OnStageSerializer(many=True)
    updated = s.CharField(help_text="When text, time or state changed last, in UTC.")


class SeriesSerializer(texts(*SERIES_TEXTS)):
    slug = s.CharField(help_text="As the parameter series takes it.")
    address = s.CharField(help_text="Of its page.")
    calendar = s.CharField(help_text="Of its calendar file, to subscribe to.")
    description = DescriptionSerializer()
    lead = TermSerializer(help_text="The network that answers for it.")
    supporters = TermSerializer(many=True)
    sessions_known = s.IntegerField(help_text="How many are listed here.")
    sessions_total = s.IntegerField(allow_null=True, help_text="As the source says.")
