from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Портал"

    def ready(self):
        from portal import checks  # noqa: F401
        from portal.money import ask_for_money_as_text

        ask_for_money_as_text()
