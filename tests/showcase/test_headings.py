"""Headings speak the article's language where we have the words, and say which language they are in."""

import pytest
from django.utils import translation

from showcase.headings import GLOSSARY, WORDS, headings_in
from tests.factories import InitiativeFactory


@pytest.mark.parametrize(
    ("written", "page", "results"),
    [
        ("ar", "fr", ("النتائج", "ar")),
        ("zh-Hant", "en", ("成果", "zh")),
        ("de", "en", ("Ergebnisse", "de")),
        ("tr", "es", ("Resultados", "es")),
        ("", "en", ("Results", "en")),
    ],
)
def test_heading_speaks_the_language_of_the_text_or_of_the_page(written, page, results):
    with translation.override(page):
        heading = headings_in(written)["results"]

    assert (heading.text, heading.language) == results


@pytest.mark.parametrize("language", GLOSSARY)
def test_glossary_has_a_word_for_each_part(language):
    assert list(headings_in(language)) == list(WORDS)


@pytest.mark.django_db
def test_arabic_article_on_a_french_page_has_arabic_headings(client):
    initiative = InitiativeFactory(text_language="ar", title="التضامن", challenge="نص", lessons="نص")

    page = client.get("/fr" + initiative.get_absolute_url()).content.decode()

    assert '<h2 id="challenge" lang="ar" dir="rtl">التحدي</h2>' in page
    assert '<a href="#lessons" lang="ar" dir="rtl">الدروس المستفادة</a>' in page
    assert '<html lang="fr" dir="ltr">' in page
