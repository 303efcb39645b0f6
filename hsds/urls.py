"""Addresses of the open data API."""

app_name = "hsds"
urlpatterns = []
