"""Where each page lives."""

from django.urls import path

from slackwater.web import (
    views,
    views_first,
    views_how,
    views_people,
    views_phone,
    views_settings,
    views_tides,
    views_today,
)
from slackwater.web.owning import views as owning
from slackwater.web.owning import views_who

urlpatterns = [
    path("", views_today.today),
    path("welcome", views_first.welcome),
    path("unlock", views_first.unlock),
    path("lock", views_first.lock),
    path("forget", views_first.forget),
    path("screening", views_first.screening),
    path("session", views_today.session),
    path("after", views_today.after),
    path("tides", views_tides.tides),
    path("tides/week", views_tides.week),
    path("settings", views_settings.settings),
    path("stored", owning.stored),
    path("take-out", owning.take_everything_out),
    path("bring", owning.bring),
    path("used", owning.used),
    path("lock-after", owning.lock_after),
    path("who", views_who.who),
    path("name", views_who.name),
    path("phone", views_phone.phone),
    path("practices", views.practices),
    path("practices/<slug:practice_id>.json", views.practice_json),
    path("practices/<slug:practice_id>", views.practice),
    path("practices/<slug:practice_id>/evidence", views_how.evidence),
    path("how", views_how.how),
    path("ground", views.ground),
    path("help", views.help_),
    path("help/people", views_people.people),
    path("help/people.json", views_people.people_json),
    path("away", views.away),
    path("alive", views.alive),
    path("sw.js", views.service_worker),
]
