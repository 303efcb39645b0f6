"""Public addresses of the exports."""

app_name = "exchange"
urlpatterns = []
