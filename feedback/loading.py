"""Reports for the demo: about cards of the fictional region only, one in every state. Nobody left a contact."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.loading import Outcome
from services_directory.models import Service

from .models import Report

FICTIONAL = "zarechny"
State, Kind = Report.State, Report.Kind
EXAMPLES = [
    (Kind.PHONE, "Трубку берут, но отвечает другая организация.", State.NEW),
    (Kind.HOURS, "По субботам теперь закрыто, на двери висит объявление.", State.NEW),
    (Kind.ADDRESS, "Переехали в соседнее здание, вход со двора.", State.CHECKING),
    (Kind.PRICE, "Написано «бесплатно», а попросили заплатить за первое занятие.", State.FIXED),
    (Kind.CLOSED, "", State.NOT_CONFIRMED),
]


def load(report) -> None:
    """Once: what editors have done since with the examples is theirs."""
    services = Service.objects.published().filter(provider__territory__parent__slug=FICTIONAL).order_by("pk")
    label = _("сообщение об ошибке")
    for number, ((kind, text, state), service) in enumerate(zip(EXAMPLES, services, strict=False)):
        fields = {"kind": kind, "text": text, "state": state, "service": service, "about": service.name}
        decided = {"decided_on": localdate()} if state.is_final else {}
        _found, made = Report.objects.get_or_create(digest=f"demo-{number}", defaults={**fields, **decided})
        report.count(label, Outcome.CREATED if made else Outcome.UNCHANGED)
