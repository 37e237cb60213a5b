"""Where each page lives."""

from django.urls import path

from slackwater.web import views

urlpatterns = [
    path("", views.show),
    path("<slug:name>", views.show),
]
