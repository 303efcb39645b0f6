from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django_tasks.signals import task_finished


class GuidebookConfig(AppConfig):
    name = "guidebook"
    verbose_name = _("Печатный путеводитель")

    def ready(self):
        from guidebook.making import task_ended

        task_finished.connect(task_ended)
