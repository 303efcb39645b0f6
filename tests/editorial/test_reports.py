"""Reports of the newsroom: who reads them, what they list, how they are narrowed and taken along."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.checking import check
from editorial.models import BrokenLink
from tests.admin.test_attention import cases, starting
from tests.home import factories as make

pytestmark = pytest.mark.django_db
BROKEN, STALE, IMAGES = "editorial_broken_links", "editorial_stale_pages", "editorial_undescribed_images"


def listed(client, name: str, **query) -> list[str]:
    rows = client.get(reverse(name), query).context["object_list"]
    return [getattr(row, "address", "") or row.title for row in rows]


def exported(client, name: str, kind: str):
    answer = client.get(reverse(name), {"export": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def broken(address="/none/", **fields):
    return make.news(body=[{"type": "paragraph", "value": f'<p><a href="{address}">там</a></p>'}], **fields)


def old(days: int, **fields):
    page = make.section(**fields)
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - datetime.timedelta(days=days))
    return page


def test_broken_links_are_listed_with_a_way_to_put_them_right(sign_in):
    page = broken(title="Со ссылкой")
    check()
    client = sign_in("publications")
    assert listed(client, BROKEN) == ["/none/"]
    assert listed(client, BROKEN, fault="missing") == ["/none/"]
    assert listed(client, BROKEN, fault="outside") == []
    html = client.get(reverse(BROKEN)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "такой страницы нет" in html
    assert starting(cases(client), "битая ссылка")[0] == 1


def test_an_editor_starts_the_check_from_the_report(sign_in):
    broken()
    client = sign_in("publications")
    assert "Ссылки ещё не проверяли" in client.get(reverse(BROKEN)).content.decode()
    assert client.get(reverse("editorial_check_links")).status_code == 405
    client.post(reverse("editorial_check_links"))
    assert listed(client, BROKEN) == ["/none/"]


def test_what_is_known_without_a_check_does_not_pass_for_one(sign_in):
    BrokenLink.objects.create(page=broken(), address="https://centr.example/", fault="outside")
    client = sign_in("publications")
    html = client.get(reverse(BROKEN)).content.decode()
    assert "Полной проверки ещё не было" in html
    assert "Ссылки ещё не проверяли" not in html
    assert "Проверено" not in html
    client.post(reverse("editorial_check_links"))
    html = client.get(reverse(BROKEN)).content.decode()
    assert "Полной проверки" not in html
    assert "Проверено" in html


@pytest.mark.parametrize("kind", ["directory", "programmes", "reporter_a"])
def test_whoever_edits_no_page_is_not_let_in(kind, sign_in):
    client = sign_in(kind)
    for name in (BROKEN, STALE):
        assert client.get(reverse(name)).status_code == 302
    assert client.post(reverse("editorial_check_links")).status_code == 302


def test_pages_that_nobody_touched_are_narrowed_by_age_and_check(sign_in):
    old(200, title="Полгода")
    old(400, title="Год")
    old(400, title="Давно проверена", reviewed_on=timezone.localdate() - datetime.timedelta(days=380))
    old(400, title="Проверена недавно", reviewed_on=timezone.localdate() - datetime.timedelta(days=3))
    old(400, title="Черновик", live=False)
    client = sign_in("publications")
    assert sorted(listed(client, STALE)) == ["Год", "Давно проверена", "Полгода"]
    assert sorted(listed(client, STALE, age="year")) == ["Год", "Давно проверена"]
    assert listed(client, STALE, age="year", checked="never") == ["Год"]
    assert starting(cases(client), "страницы никто не трогал")[0] == 2


def test_pictures_without_words_are_listed_with_where_they_stand(sign_in):
    told, silent = make.image(), make.image()
    told.description = "Дети во дворе"
    told.save()
    silent.title = "Молчит"
    silent.save()
    make.news(title="Где стоит", image=silent, image_alt="Двор")
    client = sign_in("moderator")
    assert listed(client, IMAGES) == ["Молчит"]
    assert listed(client, IMAGES, used="yes") == ["Молчит"]
    assert listed(client, IMAGES, used="no") == []
    assert "Где стоит" in client.get(reverse(IMAGES)).content.decode()
    assert starting(cases(client), "снимок без описания")[0] == 1


def test_an_editor_sees_only_her_own_pictures(sign_in):
    client = sign_in("publications")
    user = client.get(reverse("wagtailadmin_home")).wsgi_request.user
    own = make.image()
    own.title, own.uploaded_by_user = "Свой", user
    own.save()
    make.image()
    assert listed(client, IMAGES) == ["Свой"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", [BROKEN, STALE, IMAGES])
def test_reports_are_taken_along(name, kind, sign_in):
    old(400)
    broken()
    make.image()
    check()
    assert exported(sign_in("superuser"), name, kind)


def test_no_title_in_a_table_runs_as_a_formula(sign_in):
    broken(title="=HYPERLINK(1)")
    old(400, title="+7(1)")
    image = make.image()
    image.title = "@SUM(1)"
    image.save()
    check()
    client = sign_in("superuser")
    for name, title in ((BROKEN, "'=HYPERLINK(1)"), (STALE, "'+7(1)"), (IMAGES, "'@SUM(1)")):
        rows = list(csv.reader(io.StringIO(exported(client, name, "csv").decode("utf-8-sig"))))
        assert title in {row[0] for row in rows}


def test_a_report_of_one_and_of_ten_costs_the_same(sign_in, django_assert_max_num_queries):
    client = sign_in("moderator")
    for number in range(10):
        broken(f"/none-{number}/", image=make.image(), image_alt="Двор")
        old(400)
    check()
    for name in (BROKEN, STALE, IMAGES):
        client.get(reverse(name))
        with django_assert_max_num_queries(24):
            assert len(listed(client, name)) == 10
