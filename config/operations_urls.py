"""Addresses for machines, outside the language prefixes."""

from django.urls import path

from config import health, sitemap, wellknown

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path(".well-known/security.txt", wellknown.security, name="security-txt"),
]
