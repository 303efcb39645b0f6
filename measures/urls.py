"""Addresses of this app."""

app_name = "measures"
urlpatterns = []
