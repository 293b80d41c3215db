"""The words for cities in the API's document."""

from rest_framework import serializers as s

from catalogue.api_words import TermSerializer, texts
from cities.described import TEXTS


class WhereSerializer(s.Serializer):
    """Country and region of something, and its position."""

    country = TermSerializer(help_text="ISO 3166-1 alpha-2.")
    region = TermSerializer(help_text="UN M49 macro region.")
    latitude = s.FloatField(allow_null=True)
    longitude = s.FloatField(allow_null=True)


class CitySerializer(WhereSerializer, texts(*TEXTS)):
    slug = s.CharField(help_text="As the parameters city and like take it.")
    address = s.CharField(help_text="Of its page.")
    population = s.IntegerField(allow_null=True)
    geonames_id = s.IntegerField(allow_null=True)
    initiatives = s.IntegerField(help_text="How many public ones there are.")
    networks = TermSerializer(many=True, help_text="Of which it is a member today, as far as known.")


class PlaceSerializer(WhereSerializer):
    """The city of an initiative."""

    slug = s.CharField()
    name = s.CharField()
    address = s.CharField()
