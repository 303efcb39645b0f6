"""Addresses of what is taken along and embedded."""

app_name = "sharing"
urlpatterns = []
