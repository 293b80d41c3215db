import pytest
from django.utils import translation

from catalogue.languages import direction, is_language, language_name
from catalogue.templatetags.texts import host_of, in_language, is_address, named_language


@pytest.mark.parametrize(
    ("code", "way"), [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("es", "ltr"), ("zz", "ltr"), ("", "ltr")]
)
def test_direction_follows_the_script_of_the_language(code, way):
    assert direction(code) == way


@pytest.mark.parametrize(
    ("reader", "name"), [("en", "Catalan"), ("es", "Catalán"), ("fr", "Catalan"), ("de", "Katalanisch")]
)
def test_language_is_named_in_the_readers_language(reader, name):
    with translation.override(reader):
        assert language_name("ca") == name


def test_unknown_language_is_its_code():
    assert [language_name("xx"), is_language("xx"), is_language("ca"), named_language("")] == ["Xx", False, True, ""]


def test_text_in_another_language_than_the_page_says_so():
    with translation.override("es"):
        assert [in_language(code) for code in ("ar", "es", "")] == [' lang="ar" dir="rtl"', "", ""]


def test_language_of_a_text_cannot_leave_its_attribute():
    assert in_language('"><script>') == ' lang="&quot;&gt;&lt;script&gt;" dir="ltr"'


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.lima.example/a?b", "lima.example"),
        ("http://lima.example", "lima.example"),
        ("Council paper", "Council paper"),
    ],
)
def test_link_is_called_by_its_host(address, host):
    assert host_of(address) == host


def test_only_web_addresses_become_links():
    tried = ("https://a.example", "http://a.example", "javascript:alert(1)", "//a.example", "", "data:text/html,x")
    assert [is_address(each) for each in tried] == [True, True, False, False, False, False]
