"""A record may not take an address at which another page of the portal stands."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import MeasureFactory, ProgrammeFactory, ProviderFactory

pytestmark = pytest.mark.django_db
TAKEN = "уже стоит другая страница"


@pytest.mark.parametrize("slug", ["compare", "discipline"])
def test_a_programme_cannot_be_called_as_a_page_beside_it(slug):
    with pytest.raises(ValidationError, match=TAKEN) as refused:
        ProgrammeFactory.build(slug=slug, title="Программа", kind="complex").clean()
    assert set(refused.value.message_dict) == {"slug"}


@pytest.mark.parametrize("number", ["changes", "indicators", "questions"])
def test_nor_a_measure_as_a_page_of_its_programme(number):
    with pytest.raises(ValidationError, match=TAKEN) as refused:
        MeasureFactory.build(programme=ProgrammeFactory(), number=number).clean()
    assert set(refused.value.message_dict) == {"number"}


def test_usual_addresses_are_free():
    ProgrammeFactory(slug="semya-2026").clean()
    for number in ("1.1", "4а", "12-б"):
        MeasureFactory(number=number).clean()
    ProviderFactory(slug="kcson").clean()
