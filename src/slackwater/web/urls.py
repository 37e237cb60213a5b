"""Where each page lives."""

from django.urls import path

from slackwater.web import (
    views,
    views_body,
    views_first,
    views_how,
    views_people,
    views_phone,
    views_settings,
    views_today,
)

urlpatterns = [
    path("", views_today.today),
    path("welcome", views_first.welcome),
    path("unlock", views_first.unlock),
    path("lock", views_first.lock),
    path("forget", views_first.forget),
    path("screening", views_first.screening),
    path("session", views_today.session),
    path("after", views_today.after),
    path("body", views_body.body),
    path("body/words", views_body.body_words),
    path("settings", views_settings.settings),
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
