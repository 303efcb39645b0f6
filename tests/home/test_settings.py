"""What a region sets for the whole portal reaches every page, soon and cheaply."""

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import Hotline, PortalSettings
from home.models.settings import portal_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def test_an_installation_without_settings_has_empty_ones():
    found = portal_settings()
    assert (found.region_name, found.hotlines, found.emergency_banner) == ("", (), None)


def test_they_are_asked_of_the_database_once(django_assert_num_queries):
    portal_settings()
    with django_assert_num_queries(0):
        portal_settings()


def test_saving_shows_at_once():
    portal_settings()
    saved = PortalSettings(region_name="Заречный край")
    saved.hotlines = [Hotline(name="Соцзащита", phone="+70000000000")]
    saved.save()
    found = portal_settings()
    assert found.region_name == "Заречный край"
    assert [line.phone for line in found.hotlines] == ["+70000000000"]


def test_the_emergency_banner_stands_on_a_public_page(client):
    PortalSettings.objects.create(emergency_text="Паводок: пункты помощи открыты")
    assert "Паводок: пункты помощи открыты" in client.get("/").content.decode()


def test_the_emergency_banner_ends_by_itself():
    hour = datetime.timedelta(hours=1)
    settings = PortalSettings.objects.create(emergency_text="Паводок", emergency_until=timezone.now() + hour)
    assert str(portal_settings().emergency_banner) == "Паводок"
    settings.emergency_until = timezone.now() - hour
    settings.save()
    assert portal_settings().emergency_banner is None


def test_an_end_without_a_message_makes_no_sense():
    with pytest.raises(ValidationError) as error:
        PortalSettings(emergency_until=timezone.now()).full_clean()
    assert "emergency_text" in error.value.error_dict
