"""The directory in and out of Excel: import with a dry run, export, undo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Обмен данными")

    def ready(self):
        from exchange.letters import connect

        connect()
