"""Family categories: the list, and what each act says of one."""

import pytest

from portal.formatting import plain
from services_directory.models import CategoryWording, taxonomy
from tests.factories import FamilyCategoryFactory, LegalActFactory, MeasureFactory, PracticeFactory, RegionFactory
from tests.factories import ServiceFactory as Service

pytestmark = pytest.mark.django_db


def page(client, category) -> str:
    response = client.get(category.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_public_categories(client):
    FamilyCategoryFactory(name="Многодетные семьи", summary="Трое детей и больше")
    FamilyCategoryFactory(name="Черновик", live=False)
    html = client.get("/categories/").content.decode()
    assert "Многодетные семьи" in html
    assert "Трое детей и больше" in plain(html)
    assert "Черновик" not in html


def test_each_wording_stands_with_its_act_and_region(client):
    category, act = FamilyCategoryFactory(synonyms=["многодетка"]), LegalActFactory()
    CategoryWording.objects.create(
        category=category, wording="семьи, имеющие троих детей", territory=RegionFactory(name="Югра"), source_act=act
    )
    html = page(client, category)
    assert "семьи, имеющие троих детей" in html
    assert "Югра" in html
    assert f'href="{act.get_absolute_url()}"' in html
    assert "многодетка" not in html


def test_services_are_counted_and_one_link_away(client):
    category = FamilyCategoryFactory()
    Service(categories=[category])
    Service(categories=[category], live=False)
    Service(categories=[category], provider__live=False)
    html = page(client, category)
    assert "1 услуга" in html
    assert f"/services/?category={category.slug}" in html


def test_many_services_are_not_counted_to_the_end(client, monkeypatch):
    monkeypatch.setattr(taxonomy, "MOST_COUNTED", 2)
    category = FamilyCategoryFactory()
    for _number in range(3):
        Service(categories=[category])
    assert "Больше 2 услуг" in page(client, category)


def test_public_practices_and_measures_are_linked(client):
    category = FamilyCategoryFactory()
    PracticeFactory(name="Семейный клуб", categories=[category])
    PracticeFactory(name="Черновик практики", categories=[category], live=False)
    MeasureFactory(title="Отдых детей", categories=[category])
    html = page(client, category)
    assert "Семейный клуб" in html
    assert "Отдых детей" in html
    assert "Черновик практики" not in html


def test_an_unpublished_category_is_not_found(client):
    assert client.get(FamilyCategoryFactory(live=False).get_absolute_url()).status_code == 404
