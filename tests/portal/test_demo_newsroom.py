"""The newsroom's screens of the demo have something to show, all of it the fictional region's."""

import pytest
from wagtail.models import Page, Site

from editorial import loading as editorial
from editorial.models import BrokenLink
from guidebook import loading as guidebook
from guidebook.models import Guide
from portal.loading import Report
from tests.factories import LocationFactory, RegionFactory, ServiceFactory
from tests.home import factories as make
from usefulness import loading as usefulness
from usefulness.models import Reason, Tally

pytestmark = pytest.mark.django_db


def load(module) -> Report:
    report = Report(write=lambda _text: None)
    module.load(report)
    return report


@pytest.fixture
def fictional():
    home = Page.get_first_root_node().add_child(instance=make.HomePage(title="Заречье", slug="zarechny"))
    Site.objects.create(hostname=usefulness.FICTIONAL_SITE, port=80, root_page=home)
    return home


def test_answers_are_about_pages_of_the_fictional_site_and_are_made_once(fictional):
    other = make.section(slug="support")
    make.put(fictional, make.SectionPage, title="Сопровождение", slug="support")
    load(usefulness)
    pages = {*Tally.objects.values_list("page", flat=True), *Reason.objects.values_list("page", flat=True)}
    assert pages
    assert other.pk not in pages
    before = Tally.objects.count()
    assert not load(usefulness).changed
    assert Tally.objects.count() == before


def test_a_link_to_a_name_that_nobody_may_have_is_told_without_a_network():
    body = [{"type": "paragraph", "value": '<p><a href="https://centr.example/when/">туда</a></p>'}]
    make.news(body=body)
    load(editorial)
    assert list(BrokenLink.objects.values_list("address", "fault")) == [("https://centr.example/when/", "outside")]
    assert not load(editorial).changed


def test_the_guide_of_the_fictional_region_is_asked_for():
    place = LocationFactory(provider__territory=RegionFactory(slug="zarechny"))
    ServiceFactory(provider=place.provider)
    load(guidebook)
    assert Guide.objects.count() == 1
    assert not load(guidebook).changed
