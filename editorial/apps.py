from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Редакция")

    def ready(self):
        from editorial.pictures import forget_where_it_was_taken

        pre_save.connect(forget_where_it_was_taken, sender=get_image_model())
