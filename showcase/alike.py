"""Which city the initiatives of a list are to be like: asked on a page of its own, answered by the list."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import link_with, parameters
from catalogue.public import public_page
from cities.fields import CityChoiceField
from showcase.filters import InitiativeFilter


class WhichCity(forms.Form):
    use_required_attribute = False  # the page says what is missing, in its own language

    place = CityChoiceField(label=_("City"), help_text=_("Your own, or any other whose situation you know."))


@public_page
@require_safe
def like(request):
    """Leads to the list with its other filters kept, once the city is clear. At most four queries."""
    filterset = InitiativeFilter(request.GET)
    form = WhichCity(request.GET if "place" in request.GET else None, auto_id="like-%s")
    if form.is_valid():
        return redirect(reverse("initiatives") + link_with(filterset, "like", form.cleaned_data["place"].slug))
    kept = list(parameters(filterset, skip=("like", "sort")))
    block = linked.block(linked.page("WebPage", _("Cities like yours"), request.path))
    context = {"form": form, "kept": kept, "section": "initiatives", "linked_data": block}
    return render(request, "showcase/like.html", context)
