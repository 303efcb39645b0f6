from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HsdsConfig(AppConfig):
    name = "hsds"
    verbose_name = _("Открытые данные справочника")

    def ready(self):
        from hsds import stamping

        stamping.connect()
