"""Words that visitors write, on a small catalogue like the real one: spelt without accents, cut, in other languages."""

import pytest

from showcase.search import index
from tests.factories import CityFactory, InitiativeFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    """Initiatives by a short name; the best made first, because the newest come first where nothing else counts."""
    old = TermFactory(
        code="older-people",
        label_en="Older people",
        label_de="Ältere Menschen",
        label_es="Personas mayores",
        label_fr="Personnes âgées",
    )
    mobility = TermFactory(code="mobility", label_en="Mobility", label_es="Movilidad", label_de="Mobilität")
    sabadell = CityFactory(name="Sabadell", country="ES")
    return {
        "alone": InitiativeFactory(
            title="Phone calls to 4,600 older people living alone",
            summary="The city phoned residents during the state of alarm.",
            city=sabadell,
            topics=[old],
        ),
        "masks": InitiativeFactory(
            title="Masks for older people",
            summary="Volunteers sew for those who cannot go out; people living in homes alone get theirs first.",
            city=CityFactory(name="Poznań", country="PL"),
        ),
        "young": InitiativeFactory(title="Young people living in the centre", city=sabadell),
        "munich": InitiativeFactory(
            title="Radwege für alle",
            text_language="de",
            city=CityFactory(name="Munich", native_name="München", country="DE"),
            topics=[mobility],
        ),
        "sao-paulo": InitiativeFactory(
            title="Hortas urbanas", text_language="pt", city=CityFactory(name="São Paulo", country="BR")
        ),
        "lodz": InitiativeFactory(title="Backyards", city=CityFactory(name="Łódź", country="PL")),
    }


@pytest.mark.parametrize("prefix", ["", "/de"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sao paulo", ["sao-paulo"]),
        ("SÃO PAULO", ["sao-paulo"]),
        ("sao pau", ["sao-paulo"]),
        ("Lodz", ["lodz"]),
        ("łódź", ["lodz"]),
        ("munchen", ["munich"]),
        ("Munich", ["munich"]),
        ("movil", ["munich"]),
        ("mobilitat", ["munich"]),
        ("older people living alone", ["alone", "masks"]),
        ("ältere menschen", ["alone"]),
    ],
)
def test_words_find_what_fits_with_the_best_first(client, catalogue, prefix, text, shown):
    answer = client.get(f"{prefix}/initiatives/", {"q": text}).content.decode()

    addresses = {name: f'href="{prefix}/initiatives/{each.slug}/"' for name, each in catalogue.items()}
    found = sorted((answer.index(href), name) for name, href in addresses.items() if href in answer)
    assert [name for _place, name in found] == shown


def test_translation_is_found_by_its_words_and_the_language_of_the_page_does_not_matter(client, catalogue):
    alone = catalogue["alone"]
    alone.translations.create(language="de", texts={"title": "Anrufe bei Alleinlebenden"}, state="city")
    index([alone])

    for prefix in ("", "/de"):
        answer = client.get(f"{prefix}/initiatives/?q=alleinlebende").content.decode()
        assert f'href="{prefix}/initiatives/{alone.slug}/"' in answer
