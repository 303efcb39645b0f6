from django.apps import AppConfig, apps
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Редакция")

    def ready(self):
        from editorial.approval import approve_what_is_seen
        from editorial.pictures import forget_where_it_was_taken

        post_save.connect(approve_what_is_seen, sender=apps.get_model("wagtailcore", "Revision"))
        pre_save.connect(forget_where_it_was_taken, sender=get_image_model())
