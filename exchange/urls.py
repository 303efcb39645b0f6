"""Public addresses: the lists as tables."""

from django.urls import path

from . import public

app_name = "exchange"
urlpatterns = [
    path("services/data.<slug:extension>", public.services, name="services"),
    path("providers/data.<slug:extension>", public.providers, name="providers"),
]
