from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ActsConfig(AppConfig):
    name = "acts"
    verbose_name = _("Акты")

    def ready(self):
        from wagtail.models import get_page_models

        from acts.noting import page_saved

        for model in get_page_models():
            post_save.connect(page_saved, sender=model)
