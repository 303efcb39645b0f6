"""Pages that it must be easy to leave at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuickExit(models.Model):
    """An editor marks the page; it then has the button, and three presses of Shift do the same."""

    quick_exit = models.BooleanField(
        _("кнопка «Быстро уйти»"),
        default=False,
        help_text=_("Для тем, за чтение которых могут наказать дома: насилие, уход от обидчика"),
    )

    class Meta:
        abstract = True
