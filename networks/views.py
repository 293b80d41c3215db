"""The public pages of networks. Their initiatives are asked through the relations of the floor above."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import linked
from catalogue.facets import chips, facet_of, ways_out
from catalogue.figures import figure
from catalogue.languages import language_name, with_languages
from catalogue.paging import page_of
from catalogue.public import public_page
from catalogue.sections import sections_of
from networks.filters import NetworkListFilter
from networks.linked import page_of as linked_page
from networks.maps import map_of
from networks.models import Network
from networks.opening import hours_of, opening_of
from networks.social import picture_of

NEWEST = 6
MOST_ACTIVE = 12


@public_page
@require_safe
def networks(request):
    """The list: six queries, and one for each way out of an empty one."""
    filterset = NetworkListFilter(request.GET, Network.objects.order_by("name"))
    found = filterset.rows
    page = page_of(with_initiatives(found.for_list()), filterset.chosen("page") or 1, found.count())
    paths = (row.get_absolute_url() for row in page)
    context = {
        "filterset": filterset,
        "page_obj": page,
        "linked_data": linked.listing(_("Networks"), request.get_full_path(), paths, page),
        "facets": [facet_of(filterset, name) for name in ("kind", "region")],
        "chips": list(chips(filterset)),
        "ways_out": ways_out(filterset) if not page.paginator.count and not filterset.problems else [],
    }
    return render(request, "networks/networks.html", context)


@public_page(by_the_minute=True)
@require_safe
def network(request, slug):
    """One network: what it is, its members, what it checked or shared. Fourteen queries, two more with editors."""
    found = get_object_or_404(Network.objects.select_related("kind"), slug=slug)
    members = list(members_of(found))
    public = initiatives().public()
    of_network, of_members = public.of_network(found), public.of_members_of(found)
    points = list(found.service_points.all())
    known = {"of_network": of_network.count(), "of_members": of_members.count()}
    rows = saying_why(of_network.for_cards().newest()[:NEWEST], found)
    context = {
        "network": found,
        "members": members,
        "map": map_of(found, members),
        "most_active": [each for each in members if each.initiatives_known][:MOST_ACTIVE],
        "by_name": sorted(members, key=lambda each: each.city.names_folded),
        "known": known,
        "figures": figures_of(members, known),
        "rows": rows,
        "linked_data": linked_page(found, rows),
        "picture": picture_of(found),
        "rows_of_members": with_languages(of_members.for_cards().newest()[:NEWEST]),
        "service_points": [point for point in points if not point.is_own],
        "panels": [(point, opening_of(point), hours_of(point)) for point in points if point.is_own],
        "checks": checks_of(found),
        "sections": sections_of("network", found),
    }
    return render(request, "networks/network.html", context)


def figures_of(members, known):
    publishing = sum(bool(each.initiatives_known) for each in members)
    figures = [figure(len(members), _("members known here")), figure(publishing, _("of them publish here"))]
    return [
        *(figures if members else ()),
        figure(known["of_network"], _("initiatives checked or shared")),
        *([figure(known["of_members"], _("initiatives of its member cities"))] if members else ()),
    ]


def checks_of(network):
    """How many people check, in which languages, and what they did last year; None where nobody does. Two queries."""
    editors = network.editors.filter(user__is_active=True).count()
    if not editors:
        return None
    last_year = timezone.now().year - 1
    steps = Network.submissions.rel.related_model.reviews.rel.related_model.objects
    taken = steps.filter(submission__desk=network, at__year=last_year).aggregate(
        **{step: Count("pk", filter=Q(step=step)) for step in ("submit", "publish", "request_changes", "decline")}
    )
    return {"editors": editors, "languages": sorted(map(language_name, network.languages)), "year": last_year} | taken


def initiatives():
    """The floor above, through its relation to this one."""
    return Network.shared_initiatives.rel.related_model.objects


def with_initiatives(networks):
    """Each network with the number of public initiatives it checked or shared, in the same query."""
    of_network = {"initiative": OuterRef("pk"), "network": OuterRef(OuterRef("pk"))}
    links = (Network.endorsements.rel.related_model, Network.shared_initiatives.through)
    checked, shared = (Exists(each.objects.filter(**of_network)) for each in links)
    return networks.annotate(initiatives_known=number(initiatives().public().filter(Q(checked) | Q(shared))))


def members_of(network):
    """Today's members, those with most public initiatives first. One query."""
    public = initiatives().public().filter(city=OuterRef("city"))
    members = network.memberships.current().select_related("city").annotate(initiatives_known=number(public))
    return members.order_by("-initiatives_known", "city__names_folded", "pk")


def number(rows):
    """How many rows a subquery finds, 0 included."""
    one_group = rows.order_by().annotate(group=Value(1)).values("group").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one_group, output_field=IntegerField()), 0)


def saying_why(rows, network):
    """The rows with what this network has to do with each: it checked it, or shared it. One query."""
    rows = with_languages(rows)
    checked = set(network.endorsements.filter(initiative__in=rows).values_list("initiative", flat=True))
    for row in rows:
        words = _("Checked by %(network)s") if row.pk in checked else _("Shared through %(network)s")
        row.notes = [words % {"network": network}]
    return rows
