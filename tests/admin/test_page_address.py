"""A page gets its address from its title where its editor gives none."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import NewsPage
from tests.home.factories import news_index

pytestmark = pytest.mark.django_db


def test_without_scripts_a_page_is_named_after_its_title(sign_in):
    index, editor = news_index(), sign_in("superuser")
    form = {"title": "Новость: пробная", "slug": "", "body": streamfield([]), "date": "2026-11-20"}
    for _namesake in range(2):
        editor.post(f"/admin/pages/add/home/newspage/{index.pk}/", nested_form_data(form))
    assert list(NewsPage.objects.order_by("pk").values_list("slug", flat=True)) == [
        "novost-probnaya",
        "novost-probnaya-2",
    ]
