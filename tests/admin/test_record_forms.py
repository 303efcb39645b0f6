"""Forms of records: addresses made from names, choices kept small, mistakes said in Russian."""

import pytest
from django.urls import reverse

from portal.editing import free_slug, transliterated
from services_directory.models import Service, Territory
from tests.admin.forms import fields_of
from tests.factories import (
    DirectionFactory,
    HelpKindFactory,
    LocationFactory,
    MeasureFactory,
    ProgrammeFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


def url_of(record, view="edit") -> str:
    return reverse(record.snippet_viewset.get_url_name(view), args=[record.pk])


def test_an_address_is_made_of_the_name_in_latin_letters():
    assert transliterated("Школа для родителей № 7") == "shkola-dlya-roditeley-7"


def test_namesakes_get_addresses_of_their_own():
    RegionFactory(slug="novaya-oblast")
    RegionFactory(slug="novaya-oblast-2")
    assert free_slug(Territory.objects.all(), "Novaya oblast", 80, "territory") == "novaya-oblast-3"


def test_a_long_name_makes_an_address_that_fits():
    RegionFactory(slug="a" * 80)
    slug = free_slug(Territory.objects.all(), "а" * 300, 80, "territory")
    assert len(slug) <= 80
    assert slug != "a" * 80


def test_a_name_of_signs_alone_still_gets_an_address():
    assert free_slug(Territory.objects.all(), "«»", 80, "territory") == "territory"


def test_a_form_with_many_services_lists_only_those_chosen(sign_in):
    chosen, other = ServiceFactory(), ServiceFactory(name="Чужая услуга")
    measure = MeasureFactory()
    measure.services.set([chosen])
    measure.save()
    page = sign_in("programmes").get(url_of(measure)).content.decode()
    assert chosen.name in page
    assert other.name not in page


def test_a_measure_is_offered_directions_of_its_programme_only(sign_in):
    direction, stranger = DirectionFactory(), DirectionFactory()
    page = sign_in("programmes").get(url_of(MeasureFactory(programme=direction.programme))).content.decode()
    offered = page.partition('id="id_direction"')[2].partition("</select>")[0]
    assert f'value="{direction.pk}"' in offered
    assert f'value="{stranger.pk}"' not in offered


def test_a_place_of_another_provider_is_refused_in_russian(sign_in):
    service, stranger = ServiceFactory(), LocationFactory()
    client = sign_in("directory")
    fields = fields_of(client.get(url_of(service)))
    answer = client.post(url_of(service), {**fields, "locations": [stranger.pk]})
    assert "Эти места другой организации" in answer.content.decode()


def test_a_direction_in_use_cannot_be_dropped(sign_in):
    direction = DirectionFactory()
    MeasureFactory(programme=direction.programme, direction=direction)
    client, url = sign_in("programmes"), url_of(direction.programme)
    fields = fields_of(client.get(url))
    answer = client.post(url, {**fields, "directions-0-DELETE": "1"})
    assert "нельзя убрать" in answer.content.decode()


def test_a_draft_needs_only_what_the_database_needs(sign_in):
    client = sign_in("directory")
    add = reverse("wagtailsnippets_services_directory_service:add")
    fields = fields_of(client.get(add))
    client.post(add, {**fields, "name": "Присмотр", "provider": ProviderFactory().pk, "kind": HelpKindFactory().pk})
    service = Service.objects.get()
    assert service.slug == "prismotr"
    assert not service.live


def test_a_copy_gets_an_address_of_its_own(sign_in):
    service = ServiceFactory(name="Присмотр", slug="prismotr", steps=["Позвонить"])
    client = sign_in("directory")
    fields = fields_of(client.get(url_of(service, "copy")))
    assert fields["slug"] == [""]
    client.post(reverse("wagtailsnippets_services_directory_service:add"), fields)
    copy = Service.objects.exclude(pk=service.pk).get()
    assert copy.slug == "prismotr-2"
    assert copy.uuid != service.uuid
    service.refresh_from_db()
    assert service.steps.count() == 1


def test_the_link_to_add_a_place_fills_in_the_provider(sign_in):
    provider = ProviderFactory(name="Центр «Исток»")
    add = reverse("wagtailsnippets_services_directory_location:add")
    assert "Центр «Исток»" in sign_in("directory").get(f"{add}?provider={provider.pk}").content.decode()


@pytest.mark.parametrize("query", ["?provider=%00", "?provider=x", "?provider=99999999999999999999", "?q=%00&p=x"])
def test_garbage_in_a_link_is_no_error(query, sign_in):
    client = sign_in("directory")
    for view in ("add", "list"):
        assert client.get(reverse(f"wagtailsnippets_services_directory_location:{view}") + query).status_code == 200


def test_every_form_of_a_programme_opens_before_anything_is_filled(sign_in):
    client = sign_in("programmes")
    for model in ("programme", "measure", "indicator"):
        assert client.get(reverse(f"wagtailsnippets_measures_{model}:add")).status_code == 200
    assert client.get(url_of(ProgrammeFactory())).status_code == 200
