from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = _("Вход сотрудников")

    def ready(self):
        from staff import checks  # noqa: F401
