"""Addresses of the navigator."""

app_name = "navigator"
urlpatterns = []
