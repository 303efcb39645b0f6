"""The newsroom's screens speak Russian."""

import pytest
from django.urls import reverse

from editorial.checking import check
from tests.admin.test_russian import english
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def test_no_screen_of_the_newsroom_speaks_english(sign_in):
    make.news(title="Снимок", image=make.image(), image_alt="Двор", body=[
        {"type": "paragraph", "value": '<p><a href="/1/">там</a></p>'}
    ])  # fmt: skip
    check()
    client = sign_in("superuser")
    add = reverse("wagtailadmin_pages:add", args=["home", "newspage", make.news_index().pk])
    names = ("editorial_broken_links", "editorial_stale_pages", "editorial_undescribed_images", "wagtailadmin_home")
    found = {url: english(client.get(url).content.decode()) for url in [*map(reverse, names), add]}
    assert {url: words for url, words in found.items() if words} == {}
