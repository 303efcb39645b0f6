"""Addresses of this app."""

app_name = "acts"
urlpatterns = []
