from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = _("Программы")

    def ready(self):
        from measures.reports import sending  # noqa: F401
