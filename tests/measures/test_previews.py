"""An editor sees an indicator among the others as the public will, before it is saved."""

import pytest

from measures.models import Indicator, IndicatorValue
from tests.factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def preview(record) -> str:
    response = record.make_preview_request()
    assert response.status_code == 200
    return response.render().content.decode() if hasattr(response, "render") else response.content.decode()


def test_an_indicator_with_unsaved_changes_shows_them_once():
    saved = IndicatorFactory(name="Старое имя", position=1)
    other = IndicatorFactory(programme=saved.programme, number="99", name="Другой показатель", position=2)
    saved.name = "Новое имя"
    html = preview(saved)
    assert "Новое имя" in html
    assert "Старое имя" not in html
    assert other.name in html


def test_an_indicator_that_is_not_saved_shows_its_values():
    programme = IndicatorFactory().programme
    record = Indicator(programme=programme, number="77", name="Семьи с няней", unit="семей", position=9, live=False)
    record.values = [IndicatorValue(period="year", year=2016, value=4321)]
    html = preview(record)
    assert "Семьи с няней" in html
    assert "4\u00a0321" in html
