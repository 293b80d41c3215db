"""Addresses for machines, outside the language prefixes."""

from django.urls import path

from cities import social as cities
from config import health, sitemap, wellknown
from files.views import download
from networks import social as networks
from reports import social as reports
from showcase import social as initiatives

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path("social/initiatives/<slug:code>/<slug:mark>.png", initiatives.picture, name="social-initiative"),
    path("social/cities/<slug:slug>/<slug:mark>.png", cities.picture, name="social-city"),
    path("social/networks/<slug:slug>/<slug:mark>.png", networks.picture, name="social-network"),
    path("social/reports/<slug:slug>/<slug:mark>.png", reports.picture, name="social-report"),
    path("files/<slug:public_id>/<str:name>", download, name="file"),
    path(".well-known/security.txt", wellknown.security, name="security-txt"),
]
