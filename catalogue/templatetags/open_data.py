"""Links to the same list in other forms."""

from django import template

from catalogue.facets import parameters, query

register = template.Library()


@register.simple_tag
def kept_by(filterset, *dropped):
    """The query of this list without the page and what is dropped besides: "" for the whole list."""
    shown = (name for name in filterset.values if name != "sort" and not filterset.narrows(name))
    return query(parameters(filterset, skip=(*shown, *dropped))).removesuffix("?")
