"""Links to the same list in other forms."""

from django import template

from catalogue.facets import parameters, query

register = template.Library()
OF_THE_PAGE = ("view",)  # says how a page shows the rows, not which


@register.simple_tag
def kept_by(filterset, *dropped):
    """The query of this list without the page and what is dropped besides: "" for the whole list."""
    return query(parameters(filterset, skip=(*OF_THE_PAGE, *dropped))).removesuffix("?")
