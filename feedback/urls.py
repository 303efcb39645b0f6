"""Addresses of the report form."""

app_name = "feedback"
urlpatterns = []
