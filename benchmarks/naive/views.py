"""Two generic views, as the documentation of Django and django-filter writes them."""

from django.urls import path
from django.views.generic import DetailView
from django_filters.views import FilterView

from benchmarks.naive.facets import PUBLIC, facets_of
from benchmarks.naive.filters import InitiativeFilter

LISTED = PUBLIC.select_related("city", "main_topic__parent").prefetch_related("topics__parent")


class InitiativeList(FilterView):
    filterset_class = InitiativeFilter
    queryset = LISTED.order_by("-published_at", "-pk")
    paginate_by = 20
    template_name = "list.html"

    def get_context_data(self, **kwargs):
        numbers = {"cities": self.object_list.order_by().values("city").distinct().count()}
        return super().get_context_data(facets=facets_of(self.request.GET), **numbers, **kwargs)


class InitiativeDetail(DetailView):
    queryset = PUBLIC.select_related("city", "main_topic", "phase", "kind", "status", "cost_level", "current_version")
    template_name = "detail.html"

    def get_context_data(self, **kwargs):
        topics = self.object.topics.all()
        close = LISTED.filter(topics__in=topics).exclude(pk=self.object.pk).distinct().order_by("-published_at", "-pk")
        return super().get_context_data(close=close[:3], **kwargs)


urlpatterns = [
    path("initiatives/", InitiativeList.as_view(), name="initiatives"),
    path("initiatives/<slug:slug>/", InitiativeDetail.as_view(), name="initiative"),
]
