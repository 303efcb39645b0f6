"""The printed guide of the fictional region is asked for as a visitor would, so that editors see how one is kept."""

from django.utils.translation import gettext as _

from portal.loading import Outcome

from .choosing import choice_of
from .models import Guide
from .offering import offer

FICTIONAL = "zarechny"


def load(report) -> None:
    label, choice = _("печатный путеводитель"), choice_of({"territory": FICTIONAL})
    if choice is None or Guide.objects.exists():
        report.count(label, Outcome.UNCHANGED)
        return
    offer(choice)
    report.count(label, Outcome.CREATED)
