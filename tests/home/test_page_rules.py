"""What an editor may put where, and what a page must have."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import Page

from events.models import EventIndexPage, ResourceCentrePage
from home.models import (
    CollectionPage,
    GuidePage,
    HomePage,
    MaterialIndexPage,
    MaterialPage,
    NewsIndexPage,
    NewsPage,
    SectionPage,
)
from tests.home import factories as make

pytestmark = pytest.mark.django_db
CHILDREN = {
    HomePage: {SectionPage, NewsIndexPage, MaterialIndexPage, EventIndexPage, ResourceCentrePage},
    SectionPage: {SectionPage, GuidePage},
    NewsIndexPage: {NewsPage},
    MaterialIndexPage: {MaterialPage, CollectionPage},
    CollectionPage: set(),
    GuidePage: set(),
    NewsPage: set(),
    MaterialPage: set(),
}


@pytest.mark.parametrize("parent", CHILDREN)
def test_each_page_holds_only_its_own_kinds(parent):
    assert set(parent.allowed_subpage_models()) == CHILDREN[parent]


@pytest.mark.parametrize("model", [NewsIndexPage, MaterialIndexPage])
def test_a_site_has_one_news_list_and_one_library(model):
    make.news_index()
    make.material_index()
    assert not model.can_create_at(make.home())


def test_a_home_page_is_made_with_its_site_and_not_in_the_back_office():
    assert not HomePage.is_creatable


def test_a_fresh_installation_has_its_home_page_and_site():
    assert make.home().get_site().is_default_site
    assert list(Page.find_problems()) == [[], [], [], [], []]


def test_a_picture_of_the_news_needs_its_description():
    with pytest.raises(ValidationError) as error:
        make.news(image=make.image(), image_alt=" ")
    assert "image_alt" in error.value.error_dict


def test_the_database_refuses_a_picture_without_description_too():
    page = make.news(image=make.image(), image_alt="Дети во дворе")
    with pytest.raises(IntegrityError):
        NewsPage.objects.filter(pk=page.pk).update(image_alt="")


def test_the_description_is_the_alternative_text(client):
    page = make.news(image=make.image(), image_alt="Дети играют во дворе")
    assert 'alt="Дети играют во дворе"' in client.get(page.url).content.decode()


def test_the_next_review_comes_after_the_last():
    day = datetime.date(2026, 11, 20)
    with pytest.raises(ValidationError) as error:
        make.section(reviewed_on=day, next_review_on=day)
    assert "next_review_on" in error.value.error_dict


def test_a_guide_needs_a_step():
    with pytest.raises(ValidationError):
        GuidePage._meta.get_field("steps").stream_block.clean(make.guide(steps=[]).steps)
