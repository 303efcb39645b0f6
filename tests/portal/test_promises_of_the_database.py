"""What forms and imports ask for, the database holds, whichever way a row comes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.models import EventDate
from home.models.settings import Hotline
from rights.models import Situation
from services_directory.models import Disclosure, Licence, Phone, PracticeFigure, Provider, Service
from tests import factories
from tests.events.factories import event

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)
EARLIER = datetime.date(2026, 2, 1)
# «٣» and «２»: digits to `str.isdigit()` and to `\d`, and to nobody's register or telephone.
FOREIGN = "+7٣٣٣２２２٣٣４４"


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_a_review_without_a_day_is_none():
    Situation.objects.create(slug="alimony", title="Не платят", lead="Поможет суд.")
    broken("situation_review_has_a_day", lambda: Situation.objects.update(reviewed_by="юрист"))
    Situation.objects.update(reviewed_by="юрист", reviewed_on=DAY)


@pytest.mark.parametrize(
    ("model", "factory"), [(Provider, factories.ProviderFactory), (Service, factories.ServiceFactory)]
)
def test_a_check_of_a_card_without_a_day_is_none(model, factory):
    factory(verified_on=None, verified_by="")
    broken("checked_on_a_day", lambda: model.objects.update(verified_on=None, verified_by="методист"))


def test_places_are_of_a_day():
    factories.ServiceFactory(places_total=None, places_free=None, places_as_of=None)
    broken("service_places_of_a_day", lambda: Service.objects.update(places_free=0))


@pytest.mark.parametrize(
    ("name", "model", "fields"),
    [
        ("licence_days_in_order", Licence, {"activity": "обучение", "issued_on": DAY, "valid_until": EARLIER}),
        ("disclosure_days_in_order", Disclosure, {"item": "staff", "changed_on": DAY, "published_on": EARLIER}),
    ],
)
def test_nothing_ends_before_it_begins(name, model, fields):
    provider = factories.ProviderFactory()
    broken(name, lambda: model.objects.create(provider=provider, **fields))


def test_a_figure_has_a_source():
    practice = factories.PracticeFactory()
    figure = {"practice": practice, "name": "семей", "value": 3, "period": "2025 год"}
    broken("practicefigure_has_a_source", lambda: PracticeFigure.objects.create(**figure))


def test_a_date_of_an_event_is_in_order():
    made = event()
    dates = EventDate.objects.filter(page=made)
    broken("eventdate_days_in_order", lambda: dates.update(day=DAY, ends_day=EARLIER))
    broken("eventdate_ends_what_begins", lambda: dates.update(starts_at=None, ends_at=datetime.time(12)))


@pytest.mark.parametrize("number", [FOREIGN, "+7492222334", "84922223344"])
def test_a_phone_is_seven_and_ten_digits(number):
    place = factories.LocationFactory()
    with pytest.raises(ValidationError):
        Phone(location=place, number=number).full_clean()
    broken("phone_is_whole", lambda: Phone.objects.create(location=place, number=number))


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (Provider(), "inn", "٧٧٠١٢٣٤٥٦٧"),
        (Provider(), "ogrn", "１０２７７００１３２１９５"),
        (Hotline(), "phone", FOREIGN),
    ],
)
def test_digits_are_latin(record, field, value):
    with pytest.raises(ValidationError):
        record._meta.get_field(field).clean(value, record)


def test_a_code_of_a_territory_is_of_latin_digits():
    territory = factories.TerritoryFactory()
    territory.oktmo = "٧٧٠١٢٣٤٥"
    with pytest.raises(ValidationError, match="ОКТМО"):
        territory.clean()
