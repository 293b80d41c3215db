import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(("language", "shown"), [("en", "34,016"), ("de", "34.016"), ("es", "34\u00a0016")])
def test_numbers_are_grouped_as_the_reader_does(language, shown):
    with override(language):
        assert Template("{% load texts %}{{ n|grouped }}").render(Context({"n": 34_016})) == shown
