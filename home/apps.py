from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Страницы")

    def ready(self):
        from home.models import NewsPage
        from home.social_card import make_when_published

        page_published.connect(make_when_published, sender=NewsPage)
