from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Страницы")

    def ready(self):
        from wagtail.documents import get_document_model

        from acts.models import LegalAct
        from home.models import MaterialPage, NewsPage
        from home.reading import act_saved, document_saved, material_saved
        from home.social_card import make_when_published

        page_published.connect(make_when_published, sender=NewsPage)
        post_save.connect(material_saved, sender=MaterialPage)
        post_save.connect(act_saved, sender=LegalAct)
        post_save.connect(document_saved, sender=get_document_model())
