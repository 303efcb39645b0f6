"""Addresses of this app."""

app_name = "directory"
urlpatterns = []
