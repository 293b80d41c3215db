from django.http import HttpResponse
from django.urls import path


def hello(request):
    return HttpResponse("hello", headers={"Content-Length": "5"})  # no middleware adds it here


urlpatterns = [path("", hello)]
