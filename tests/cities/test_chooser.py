"""The city chooser: what the list answers, and the form with and without its script."""

import json
import re

import pytest
from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms import modelform_factory
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from cities.chooser import Meant, Typed, meant_by
from cities.fields import MOST_LISTED, CityChoiceField
from cities.models import Affiliation, City
from config.adminsite import HouseAdminSite
from tests.factories import CityFactory


@pytest.fixture
def paris(db):
    return CityFactory(
        name="Paris", slug="paris-fr", admin_area="Paris", population=2_138_551, alternate_names="Lutetia\nParigi"
    )


@pytest.fixture
def texan_paris(db):
    return CityFactory(name="Paris", slug="paris-us", country="US", admin_area="Texas", population=24_782)


@pytest.fixture
def proposed(db):
    return CityFactory(name="Parisville", slug="parisville-fr", state="proposed")


class VisitForm(forms.Form):
    city = CityChoiceField()


def filled(text, slug=""):
    return VisitForm({"city": text, "city_slug": slug})


def codes(form):
    return [error.code for error in form.errors.as_data().get("city", [])]


def controls(form):
    """(type, name, value) of every control of the form, in order."""
    tags = re.findall(r"<input[^>]*>", str(form["city"]))
    values = [dict(re.findall(r'(type|name|value)="([^"]*)"', tag)) for tag in tags]
    return [(each["type"], each["name"], each.get("value", "")) for each in values]


# What was meant ---------------------------------------------------------------------------------------------------


def meant(text, slug=""):
    found = meant_by(Typed(text, slug), City.objects.confirmed())
    return found.city and found.city.slug, [city.slug for city in found.choices], found.exact


def test_one_whole_name_is_meant(paris):
    CityFactory(name="Parisot", slug="parisot-fr")

    assert meant("paris") == ("paris-fr", [], False)


def test_another_name_of_the_place_is_as_good(paris):
    assert meant("PARIGI") == ("paris-fr", [], False)


def test_namesakes_are_offered_the_largest_first(texan_paris, paris):
    assert meant("Paris") == (None, ["paris-fr", "paris-us"], True)


def test_choice_among_namesakes_is_meant(paris, texan_paris):
    assert meant("Paris", "paris-us") == ("paris-us", [], False)


@pytest.mark.parametrize("text", ["Paris, Texas", "paris, united states", "Paris, US", "Paris , us"])
def test_words_after_a_comma_choose_among_namesakes(paris, texan_paris, text):
    assert meant(text) == ("paris-us", [], False)


def test_country_after_a_comma_may_be_in_the_readers_language(paris, texan_paris):
    with translation.override("de"):
        assert meant("Paris, Vereinigte Staaten") == ("paris-us", [], False)


def test_comma_that_fits_no_place_offers_all_and_chooses_none(paris):
    assert meant("Paris, Peru") == (None, ["paris-fr"], False)


def test_comma_may_belong_to_the_name(paris):
    CityFactory(name="Sant Pere, Santa Caterina", slug="sant-pere-es", country="ES")

    assert meant("sant pere, santa caterina") == ("sant-pere-es", [], False)


def test_beginning_of_a_name_is_offered_and_not_chosen(paris):
    assert meant("par") == (None, ["paris-fr"], False)


def test_choice_made_for_another_text_is_forgotten(paris, texan_paris):
    CityFactory(name="Lyon", slug="lyon-fr")

    assert meant("Lyon", "paris-fr") == ("lyon-fr", [], False)
    assert meant("Paris, Texas", "paris-fr") == ("paris-us", [], False)


def test_unknown_name_means_nothing(paris):
    assert meant("Atlantis") == (None, [], False)
    assert meant_by(Typed("Atlantis"), City.objects.all()) == Meant()


def test_at_most_ten_are_offered_and_more_are_announced(db):
    for number in range(12):
        CityFactory(name="Springfield", slug=f"springfield-{number}-us", country="US", population=number)

    found = meant_by(Typed("Springfield"), City.objects.all())
    assert ([city.population for city in found.choices], found.more) == (list(range(11, 1, -1)), True)


# The field --------------------------------------------------------------------------------------------------------


def test_field_cleans_to_the_city(paris):
    form = filled(" paris ")

    assert form.is_valid()
    assert form.cleaned_data == {"city": paris}


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "required", "Write the name of the city."),
        ("   ", "required", "Write the name of the city."),
        (
            "Atlantis",
            "unknown",
            "No place here is called “Atlantis”. Check the spelling, or try its name in another language.",
        ),
        ("Par", "unclear", "No place is called exactly “Par”. Choose one of these, or change the name."),
        ("Paris", "several", "Several places are called “Paris”. Choose the one you mean."),
    ],
)
def test_field_says_what_to_do(paris, texan_paris, text, code, message):
    form = filled(text)

    assert (codes(form), form.errors["city"]) == ([code], [message])


def test_proposed_place_is_not_offered_to_everybody(proposed):
    assert codes(filled("Parisville", "parisville-fr")) == ["unknown"]


def test_optional_field_may_stay_empty(db):
    assert CityChoiceField(required=False).clean(Typed("")) is None


def test_empty_form_asks_for_a_text_and_offers_nothing(db):
    assert controls(VisitForm()) == [("text", "city", ""), ("hidden", "city_slug", "")]


def test_namesakes_come_back_as_radio_buttons_with_what_was_typed(paris, texan_paris):
    form = filled("paris")
    form.is_valid()
    html = " ".join(re.sub(r"<[^>]+>", " ", str(form["city"])).split())

    assert controls(form) == [
        ("text", "city", "paris"),
        ("hidden", "city_slug", ""),
        ("radio", "city_slug", "paris-fr"),
        ("radio", "city_slug", "paris-us"),
    ]
    assert html == (
        "Which of these places? Paris , France 2,138,551 inhabitants Paris , Texas, United States 24,782 inhabitants"
    )


def test_hidden_slug_is_not_sent_beside_the_radio_buttons(paris, texan_paris):
    hidden = re.search(r'<input type="hidden"[^>]*>', str(filled("paris")["city"])).group()

    assert hidden == '<input type="hidden" name="city_slug" value="" disabled>'


def test_choosing_a_radio_button_is_enough(paris, texan_paris):
    """What a browser without script sends after the second page."""
    form = VisitForm(QueryDict("city=paris&city_slug=paris-us"))

    assert form.is_valid()
    assert form.cleaned_data == {"city": texan_paris}


def test_unknown_text_comes_back_as_typed_and_escaped(db):
    form = filled('"><script>alert(1)</script>')

    assert codes(form) == ["unknown"]
    assert "<script>" not in str(form["city"])
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in str(form["city"])


def test_chosen_place_comes_back_chosen_when_another_field_is_wrong(paris, texan_paris):
    form = filled("Paris", "paris-us")

    assert controls(form) == [("text", "city", "Paris"), ("hidden", "city_slug", "paris-us")]
    assert '<p class="chosen">Texas, United States, 24,782 inhabitants</p>' in str(form["city"])


@pytest.mark.parametrize("initial", ["pk", "city"])
def test_initial_city_is_shown_by_name_with_its_whereabouts(texan_paris, initial):
    form = VisitForm(initial={"city": texan_paris.pk if initial == "pk" else texan_paris})

    assert controls(form) == [("text", "city", "Paris"), ("hidden", "city_slug", "paris-us")]


def test_field_has_changed_only_when_another_city_is_meant(paris, texan_paris):
    field = CityChoiceField(required=False)
    changes = [field.has_changed(paris.pk, Typed("Paris", slug)) for slug in ("paris-fr", "paris-us", "")]

    assert changes == [False, True, True]
    assert field.has_changed(None, Typed("")) is False
    assert field.has_changed(paris, Typed("")) is True


def test_disabled_field_has_never_changed(paris):
    assert CityChoiceField(disabled=True).has_changed(paris.pk, Typed("Lyon")) is False


def test_error_and_hint_are_tied_to_the_text_input(db):
    class HintedForm(forms.Form):
        city = CityChoiceField(help_text="In any language.")

    form = HintedForm({"city": ""})
    form.is_valid()
    text_input = re.search(r'<input type="text"[^>]*>', str(form["city"])).group()

    assert 'aria-invalid="true"' in text_input
    assert 'aria-describedby="id_city_helptext id_city_error"' in text_input
    assert (form["city"].id_for_label, 'id="id_city"' in text_input) == ("id_city", True)


def test_no_control_carries_style_or_script_of_its_own(paris, texan_paris):
    html = str(filled("paris")["city"]) + str(VisitForm().media)

    assert re.findall(r"\s(?:style|on[a-z]+)=", html) == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []


# Narrowed ---------------------------------------------------------------------------------------------------------


def narrowed_form(queryset):
    form = VisitForm()
    form.fields["city"].queryset = queryset
    return form


def listed(form):
    return json.loads(re.search(r'<script type="application/json">(.*)</script>', str(form["city"])).group(1))


def test_narrowed_field_knows_no_other_city(paris, texan_paris):
    form = VisitForm({"city": "Paris"})
    form.fields["city"].queryset = City.objects.filter(country="US")

    assert form.is_valid()
    assert form.cleaned_data == {"city": texan_paris}


def test_narrowing_one_form_leaves_the_next_alone(paris, texan_paris):
    narrowed_form(City.objects.none())

    assert filled("Paris, France").is_valid()


def test_narrowed_field_carries_its_cities_for_the_script(paris, texan_paris):
    places = listed(narrowed_form(City.objects.filter(country="US")))

    assert places == [
        {
            "slug": "paris-us",
            "name": "Paris",
            "whereabouts": "Texas, United States",
            "population": 24_782,
            "inhabitants": "24,782 inhabitants",
            "names": "|paris|paris|",
        }
    ]


def test_field_narrowed_to_nothing_offers_the_script_nothing(paris):
    assert listed(narrowed_form(City.objects.none())) == []


def test_field_narrowed_to_many_leaves_it_to_the_public_list(db):
    City.objects.bulk_create(
        City(name=f"City {n}", slug=f"city-{n}", country="FR", names_folded=f"|city {n}|")
        for n in range(MOST_LISTED + 1)
    )

    assert "application/json" not in str(narrowed_form(City.objects.all())["city"])
    assert len(listed(narrowed_form(City.objects.exclude(slug="city-0")))) == MOST_LISTED


def test_open_field_asks_the_public_list(paris):
    html = str(VisitForm()["city"])

    assert "application/json" not in html
    assert f'data-url="{reverse("city-suggestions")}"' in html


# In a ModelForm and in the back office ----------------------------------------------------------------------------


def test_model_form_saves_the_city(paris):
    user = User.objects.create(email="one@city.example", name="One")
    form_class = modelform_factory(Affiliation, fields=["city", "role_title"], field_classes={"city": CityChoiceField})
    form = form_class({"city": "Paris", "role_title": "Officer"}, instance=Affiliation(user=user))

    assert form.is_valid()
    assert form.save().city == paris
    assert controls(form_class(instance=Affiliation.objects.get())) == [
        ("text", "city", "Paris"),
        ("hidden", "city_slug", "paris-fr"),
    ]


def test_chooser_works_inside_the_back_offices_wrapper(paris, texan_paris):
    class WrappedForm(forms.Form):
        city = CityChoiceField(queryset=City.objects.filter(country="US"))

    field = WrappedForm.base_fields["city"]
    field.widget = RelatedFieldWidgetWrapper(field.widget, Affiliation.city.field.remote_field, HouseAdminSite())
    form = WrappedForm({"city": "Paris"})

    assert form.is_valid()
    assert form.cleaned_data == {"city": texan_paris}
    assert controls(form) == [("text", "city", "Paris"), ("hidden", "city_slug", "paris-us")]


# The public list --------------------------------------------------------------------------------------------------


def suggested(client, text):
    return client.get(reverse("city-suggestions"), {"q": text}).json()["results"]


def test_suggestions_tell_namesakes_apart(client, paris, texan_paris):
    assert suggested(client, "paris") == [
        {
            "slug": "paris-fr",
            "name": "Paris",
            "whereabouts": "France",
            "population": 2_138_551,
            "inhabitants": "2,138,551 inhabitants",
        },
        {
            "slug": "paris-us",
            "name": "Paris",
            "whereabouts": "Texas, United States",
            "population": 24_782,
            "inhabitants": "24,782 inhabitants",
        },
    ]


def test_suggestions_narrow_by_words_after_a_comma(client, paris, texan_paris):
    assert [place["slug"] for place in suggested(client, "paris, tex")] == ["paris-us"]


def test_suggestions_speak_the_language_of_their_address(client, texan_paris):
    with translation.override("de"):
        place = suggested(client, "paris")[0]

    assert place["whereabouts"] == "Texas, Vereinigte Staaten"


def test_suggestions_leave_out_proposed_places(client, proposed):
    assert suggested(client, "paris") == []


@pytest.mark.parametrize("text", ["", " ", "p", "%%", "x" * 5000, "|||", "\x00\x00"])
def test_suggestions_answer_short_and_strange_texts_with_nothing(client, paris, text):
    assert suggested(client, text) == []


def test_suggestions_are_at_most_ten(client, db):
    for number in range(12):
        CityFactory(name="Springfield", slug=f"springfield-{number}-us", country="US", population=number)

    assert [place["population"] for place in suggested(client, "spring")] == list(range(11, 1, -1))


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_ask_two_queries_for_any_number(client, db, django_assert_num_queries, count):
    for number in range(count):
        CityFactory(name="Springfield", slug=f"springfield-{number}-us", country="US")

    with django_assert_num_queries(2):
        assert len(suggested(client, "spring")) == count


def test_suggestions_may_be_kept_by_everybody_and_set_no_cookie(client, paris):
    answer = client.get(reverse("city-suggestions"), {"q": "paris"})

    assert answer.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert (dict(answer.cookies), answer.headers["Vary"]) == ({}, "Accept-Encoding")


def test_suggestions_are_only_read(client, db):
    assert client.post(reverse("city-suggestions"), {"q": "paris"}).status_code == 405
