"""Addresses for kiosks and for screens in halls."""

from django.urls import path

from screens.views import code, kiosk, screen

app_name = "screens"
urlpatterns = [
    path("kiosk/", kiosk, name="kiosk"),
    path("screen/", screen, name="screen"),
    path("screen/code/<path:address>", code, name="code"),
]
