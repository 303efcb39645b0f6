from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Поиск")

    def ready(self):
        from search import signals
        from search.wording import forgetting

        signals.connect()
        forgetting.connect()
