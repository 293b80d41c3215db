import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from catalogue.facets import chips, ways_out
from catalogue.indexed import in_order
from showcase.facets import facets_of
from showcase.filters import InitiativeFilter
from showcase.models import Endorsement, Initiative, InitiativeDocument
from tests.factories import (
    CityFactory,
    InitiativeFactory,
    MembershipFactory,
    NetworkFactory,
    StoredFileFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def filtered(query):
    return InitiativeFilter(QueryDict(query))


def listed(query):
    return in_order(Initiative.objects.all(), list(filtered(query).keys))


def options(query, name):
    """``{value: (count, chosen)}`` of one facet."""
    facets = {facet.name: facet for facet in facets_of(filtered(query))}
    return {option.value: (option.count, option.chosen) for option in facets[name].options if option.name == name}


# One case for each filter: the query, what stays, and something that must go -----------------------------------------


def of_term_list(field, scheme):
    code = f"one-{scheme}"
    stays = InitiativeFactory(**{field: [TermFactory(scheme=scheme, code=code)]})
    InitiativeFactory(**{field: [TermFactory(scheme=scheme, code="another")]})
    return code, stays


def of_term(field, scheme):
    code = f"one-{scheme}"
    stays = InitiativeFactory(**{field: TermFactory(scheme=scheme, code=code)})
    InitiativeFactory(**{field: TermFactory(scheme=scheme, code="another")})
    InitiativeFactory()
    return code, stays


def of_city(value, **fields):
    stays = InitiativeFactory(city=CityFactory(**fields))
    InitiativeFactory()
    return value, stays


def by_words():
    stays = InitiativeFactory(title="Streets for people")
    InitiativeFactory(title="Housing for people")
    return "streets people", stays


def by_theme():
    theme = TermFactory(scheme="theme", code="health")
    stays = InitiativeFactory(topics=[TermFactory(parent=theme), TermFactory(parent=theme)])
    InitiativeFactory(topics=[TermFactory(parent=TermFactory(scheme="theme", code="food"))])
    return "health", stays


def by_results():
    stays = InitiativeFactory(results=[{"figure": "9", "counts": "streets", "source": "", "year": "2020"}])
    InitiativeFactory()
    return "results", stays


def by_network():
    network = NetworkFactory(slug="c40")
    stays = InitiativeFactory(shared_through=[network])
    InitiativeFactory(shared_through=[NetworkFactory()], city=MembershipFactory(network=network).city)
    return "c40", stays


def by_membership():
    network = NetworkFactory(slug="c40")
    stays = InitiativeFactory(city=MembershipFactory(network=network).city)
    InitiativeFactory(shared_through=[network])
    InitiativeFactory(city=MembershipFactory(network=network, left="2019").city)
    return "c40", stays


def by_language():
    stays = InitiativeFactory(text_language="ar")
    InitiativeFactory(text_language="es")
    return "ar", stays


def by_year():
    stays = InitiativeFactory(start="2020-03-27")
    InitiativeFactory(start="2019")
    InitiativeFactory()
    return "2020", stays


def but_of_city():
    goes = InitiativeFactory()
    return goes.city.slug, InitiativeFactory()


CASES = {
    "q": by_words,
    "theme": by_theme,
    "topic": lambda: of_term_list("topics", "topic"),
    "region": lambda: of_city("africa", country="KE"),
    "country": lambda: of_city("KE", country="KE"),
    "evidence": by_results,
    "hazard": lambda: of_term_list("hazards", "hazard"),
    "network": by_network,
    "member": by_membership,
    "language": by_language,
    "year": by_year,
    "status": lambda: of_term("status", "status"),
    "size": lambda: of_city("over-5m", population=9_000_000),
    "phase": lambda: of_term("phase", "phase"),
    "target": lambda: of_term_list("target_groups", "target-group"),
    "kind": lambda: of_term("kind", "kind"),
    "sdg": lambda: of_term_list("sdgs", "sdg"),
    "cost": lambda: of_term("cost_level", "cost-level"),
    "level": lambda: of_term("evidence_level", "evidence"),
    "city": lambda: of_city("lima-pe", slug="lima-pe"),
    "like": but_of_city,
}


@pytest.mark.parametrize("name", CASES)
def test_filter_keeps_what_fits_and_drops_the_rest(name):
    value, stays = CASES[name]()

    assert listed(f"{name}={value}") == [stays]


def test_every_filter_has_a_test():
    assert set(InitiativeFilter.base_filters) == {*CASES, "sort", "page", "view", "extent"}


WRONG = {
    **dict.fromkeys(set(CASES) - {"q"}, "no-such-value"),
    "q": "a%00b",
    "year": "99999",
    "language": "xx",
    "city": "O'Higgins",
    "page": "first",
    "sort": "-pk",
    "view": "globe",
    "extent": "atlantis",
}


@pytest.mark.parametrize("name", InitiativeFilter.base_filters)
def test_wrong_value_of_a_filter_is_named_and_shows_no_rows(name):
    InitiativeFactory()

    filterset = filtered(f"{name}={WRONG[name]}")

    assert list(filterset.keys) == []
    assert [label for label, _sentence in filterset.problems] == [InitiativeFilter.base_filters[name].label]


# How filters go together ---------------------------------------------------------------------------------------------


def test_values_of_one_filter_widen_and_filters_narrow_each_other():
    topics = [TermFactory(code=code) for code in ("housing", "food", "digital")]
    kenyan, peruvian = CityFactory(country="KE"), CityFactory(country="PE")
    first = InitiativeFactory(topics=topics[:2], city=kenyan)
    second = InitiativeFactory(topics=topics[1:2], city=kenyan)
    InitiativeFactory(topics=topics[2:], city=kenyan)
    InitiativeFactory(topics=topics[:1], city=peruvian)

    assert listed("topic=housing&topic=food&country=KE") == [second, first]


def test_unknown_names_and_empty_values_change_nothing():
    initiative = InitiativeFactory()

    assert listed("colour=red&theme=&sort=&page=&topics__id=3&q=") == [initiative]


def test_old_code_finds_what_its_term_was_merged_into_and_what_still_carries_it():
    today = TermFactory(code="digital")
    old = TermFactory(code="internet", merged_into=today)
    renamed, untouched = InitiativeFactory(topics=[today]), InitiativeFactory(topics=[old])
    InitiativeFactory(topics=[TermFactory(code="food")])

    assert listed("topic=internet") == [untouched, renamed]
    assert listed("topic=digital") == [untouched, renamed]


def test_retired_term_still_finds_what_it_was_given_to():
    initiative = InitiativeFactory(topics=[TermFactory(code="fax", retired=True)])

    assert listed("topic=fax") == [initiative]


def test_network_filter_finds_what_a_network_endorsed():
    network = NetworkFactory(slug="c40")
    initiative = InitiativeFactory()
    Endorsement.objects.create(initiative=initiative, network=network)

    assert listed("network=c40") == [initiative]


def test_evidence_filter_finds_documents_and_adapted_initiatives():
    documented, adapted = InitiativeFactory(), InitiativeFactory()
    InitiativeDocument.objects.create(initiative=documented, file=StoredFileFactory(), title="Plan")
    InitiativeFactory(adapted_from=adapted)

    assert listed("evidence=documents") == [documented]
    assert listed("evidence=adapted") == [adapted]
    assert listed("evidence=documents&evidence=adapted") == [adapted, documented]


def test_long_query_is_cut_and_says_so():
    initiative = InitiativeFactory(title="Streets")
    filterset = filtered("q=streets" + "+" * 193 + "nowhere")

    assert list(filterset.keys) == [initiative.pk]
    assert filterset.query_was_cut is True


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("sort=newest", "CBA"),
        ("", "CBA"),
        ("sort=started", "ACB"),
        ("sort=city", "BAC"),
        ("q=trees", "BCA"),
        ("q=trees&sort=match", "BCA"),
        ("q=trees&sort=newest", "CBA"),
    ],
)
def test_sort_puts_rows_in_the_order_that_was_asked_for(query, order):
    lodz, arles = CityFactory(name="Łódź", slug="lodz-pl"), CityFactory(name="Arles", slug="arles-fr")
    made = {
        "A": InitiativeFactory(city=lodz, start="2021-05", summary="With trees"),
        "B": InitiativeFactory(city=arles, title="Trees", start="2019"),
        "C": InitiativeFactory(city=CityFactory(name="Zagreb"), start="2020-12-31", summary="Trees again"),
    }

    assert listed(query) == [made[letter] for letter in order]


def test_page_of_any_size_is_a_number():
    assert [filtered(f"page={page}").chosen("page") for page in ("2", "-3", "0", "1" + "0" * 30)] == [2, 1, 1, 10**9]


# What the page says about the filters --------------------------------------------------------------------------------


def test_facet_counts_leave_out_their_own_choice_but_not_the_others():
    housing, food = TermFactory(scheme="hazard", code="flood"), TermFactory(scheme="hazard", code="heat")
    kenyan = CityFactory(country="KE")
    InitiativeFactory(hazards=[housing], city=kenyan)
    InitiativeFactory(hazards=[housing, food], city=kenyan)
    InitiativeFactory(hazards=[food])

    assert options("hazard=flood&country=KE", "hazard") == {"flood": (2, True), "heat": (1, False)}
    assert options("hazard=flood&country=KE", "country") == {"KE": (2, True)}
    assert options("hazard=heat", "country") == {"KE": (1, False), "FR": (1, False)}


def test_theme_is_counted_once_for_an_initiative_with_two_of_its_topics():
    theme = TermFactory(scheme="theme", code="health")
    old = TermFactory(parent=None, merged_into=TermFactory(code="care", parent=theme))
    InitiativeFactory(topics=[old, TermFactory(parent=theme)])

    assert options("", "theme") == {"health": (1, False)}


@pytest.mark.parametrize("name", set(CASES) - {"q", "city", "like", "topic"})
def test_facet_offers_the_value_with_the_number_of_its_rows(name):
    value, _stays = CASES[name]()

    assert options("", name)[value] == (1, False)


def test_values_without_rows_stay_and_chosen_ones_come_first():
    InitiativeFactory(city=CityFactory(country="FR"))

    regions = list(options("region=africa", "region").items())

    assert regions[:2] == [("africa", (0, True)), ("europe", (1, False))]
    assert regions[2] == ("asia", (0, False))
    assert len(regions) == 6


def test_topics_open_beneath_their_chosen_theme():
    theme = TermFactory(scheme="theme", code="health", symbol="cross")
    InitiativeFactory(topics=[TermFactory(code="care", parent=theme)])
    TermFactory(code="food-aid", parent=TermFactory(scheme="theme", code="food"))

    opened = facets_of(filtered("theme=health"))[0].options
    closed = facets_of(filtered(""))[0].options

    assert [(option.name, option.value, option.under) for option in opened] == [
        ("theme", "health", False),
        ("topic", "care", True),
        ("theme", "food", False),
    ]
    assert [option.value for option in closed] == ["health", "food"]


def test_long_facet_shows_seven_values_and_a_link_to_all():
    for country in ("KE", "PE", "FR", "DE", "ES", "IT", "PT", "JP", "KR"):
        InitiativeFactory(city=CityFactory(country=country))

    short, whole = (
        next(facet for facet in facets_of(filtered(query)) if facet.name == "country")
        for query in ("country=KR", "all=country")
    )

    assert short.options[0].value == "KR"
    assert (len(short.options), short.more) == (7, {"url": "?country=KR&all=country", "count": 2})
    assert (len(whole.options), whole.more) == (9, {})


def test_chips_name_each_value_and_link_to_the_list_without_it():
    CityFactory(name="Lima", slug="lima-pe", country="PE")
    TermFactory(scheme="theme", code="health", label_en="Health and care")

    shown = [(chip.name, chip.value, chip.href) for chip in chips(filtered("theme=health&q=a+b&city=lima-pe&page=3"))]

    assert shown == [
        ("Search", "a b", "?theme=health&city=lima-pe"),
        ("Topic", "Health and care", "?q=a+b&city=lima-pe"),
        ("City", "Lima", "?q=a+b&theme=health"),
    ]


def test_empty_list_offers_what_taking_away_one_filter_would_show():
    for country in ("KE", "KE", "FR"):
        InitiativeFactory(city=CityFactory(country=country), text_language="es")
    InitiativeFactory(text_language="ar", city=CityFactory(country="PE"))

    offered = ways_out(filtered("country=KE&country=FR&language=ar"))

    assert [(way.name, way.value, way.count, way.href) for way in offered] == [
        ("Language of the text", "Arabic", 3, "?country=KE&country=FR"),
        ("Country", "Kenya, France", 1, "?language=ar"),
    ]


def test_labels_follow_the_readers_language():
    with translation.override("es"):
        TermFactory(scheme="theme", code="health", label_es="Salud")
        assert [chip.value for chip in chips(filtered("theme=health&language=ca&country=DE"))] == [
            "Salud",
            "Alemania",
            "Catalán",
        ]


def test_nothing_but_public_initiatives_is_listed_or_counted():
    InitiativeFactory(archived_at=timezone.now())
    InitiativeFactory(taken_down_at=timezone.now())

    assert listed("") == []
    assert options("", "region")["europe"] == (0, False)
