from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = _("Программы")

    def ready(self):
        from wagtail.signals import published

        from measures.amendments.recording import on_publication
        from measures.models import Measure
        from measures.reports import sending  # noqa: F401

        published.connect(on_publication, sender=Measure, dispatch_uid="measures.amendments")
