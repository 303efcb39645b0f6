"""Files, videos and cards that lead on: only where they may, with what one must know before following."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model

from portal.ways_on import CareBlock, VideoBlock, host_of, link_format
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def html(client, *body) -> str:
    response = client.get(make.section(body=list(body)).url)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


GOOD = {
    "https://rutube.ru/video/0a1b2c/": "rutube.ru",
    "https://www.youtube.com/watch?v=abc": "youtube.com",
    "https://youtu.be/abc": "youtu.be",
    "https://vk.com/video-1_2": "vk.com",
    "https://vkvideo.ru/video-1_2": "vkvideo.ru",
}
BAD = [
    "http://rutube.ru/video/1/",
    "https://rutube.ru.evil.example/video/1/",
    "https://evil.example/rutube.ru/video/1/",
    "https://rutube.ru@evil.example/video/1/",
    "https://user:secret@rutube.ru/video/1/",
    "https://rutube.ru:8443/video/1/",
    "https://rutube.ru\\@evil.example/video/1/",
    "https://127.0.0.1/video/1/",
    "https://localhost/video/1/",
    "https://[::1]/video/1/",
    "https://[rutube.ru/video/1/",
    "https://169.254.169.254/latest/meta-data/",
    "//rutube.ru/video/1/",
    "javascript:alert(1)",
    "https://vk.com/feed",
    "https://rutube.ru/",
    "",
]


@pytest.mark.parametrize(("address", "host"), GOOD.items())
def test_a_video_lies_on_a_host_that_is_allowed(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize("address", BAD)
def test_any_other_address_is_refused(address):
    value = {"title": "Ролик", "address": address, "length": "4 минуты", "text": "О чём"}
    with pytest.raises(ValidationError):
        VideoBlock().clean(VideoBlock().to_python(value))


@pytest.mark.parametrize("address", ["//evil.example/", "/\\evil.example/", "http://a.example/", "javascript:alert(1)"])
def test_a_link_that_a_browser_reads_as_another_site_is_refused(address):
    with pytest.raises(ValidationError):
        link_format(address)


@pytest.mark.parametrize("address", ["/", "/navigator/", "https://help.example/a?b=c"])
def test_a_link_to_a_page_or_to_a_site_is_taken(address):
    link_format(address)


def video(address: str) -> dict:
    return {
        "type": "video",
        "value": {"title": "Как подать заявление", "address": address, "length": "4 минуты", "text": "Главное словами"},
    }


def test_a_video_is_a_link_and_loads_nothing(client):
    text = html(client, video("https://rutube.ru/video/1/"))
    assert 'href="https://rutube.ru/video/1/"' in text
    assert 'rel="noopener noreferrer"' in text
    for words in ("Как подать заявление", "4 минуты", "Главное словами", "Откроется на сайте rutube.ru"):
        assert words in text
    for tag in ("<iframe", "<video", "<embed", 'src="https', "preconnect"):
        assert tag not in text


def test_an_address_that_is_allowed_no_more_is_not_shown(client):
    assert "Как подать заявление" not in html(client, video("https://evil.example/video/1/"))


def document(size: int = 0, name: str = "letter.docx"):
    return get_document_model().objects.create(title="Заявление", file=name, file_size=size)


@pytest.mark.parametrize(("size", "words"), [(500, "1 КБ"), (20480, "20 КБ"), (3 * 1024 * 1024, "3 МБ")])
def test_a_file_says_its_type_and_size(client, size, words):
    text = html(client, {"type": "file", "value": {"document": document(size).pk, "note": "Заполните и отнесите"}})
    assert "DOCX" in text
    assert words in text
    assert "Заполните и отнесите" in text


def test_a_file_leads_to_the_page_that_says_the_same_while_there_is_one(client):
    page = make.section(title="Заявление словами")
    block = {"type": "file", "value": {"document": document().pk, "page": page.pk}}
    assert "То же на странице: Заявление словами" in html(client, block)
    page.unpublish()
    assert "Заявление словами" not in html(client, block)


def test_a_deleted_file_leaves_nothing(client):
    gone = document()
    block = {"type": "file", "value": {"document": gone.pk, "note": "Пояснение к файлу"}}
    gone.delete()
    assert "Пояснение к файлу" not in html(client, block)


def card(urgency: str, title: str, **way) -> dict:
    return {"urgency": urgency, "title": title, **way}


def test_cards_come_by_urgency_whatever_their_order(client):
    cards = [
        card("later", "Почитать", address="/support/"),
        card("now", "Опасно", phone="112"),
        card("soon", "Документы", page=make.section().pk),
    ]
    text = html(client, {"type": "care", "value": {"title": "Что случилось?", "cards": cards}})
    places = [
        text.index(words)
        for words in ("Прямо сейчас", "Опасно", "В ближайшие дни", "Документы", "Когда будет время", "Почитать")
    ]
    assert places == sorted(places)
    assert 'href="tel:112"' in text


def test_an_urgency_without_cards_is_not_named(client):
    cards = [card("now", "Опасно", phone="112")]
    text = html(client, {"type": "care", "value": {"title": "Что случилось?", "cards": cards}})
    assert "В ближайшие дни" not in text


@pytest.mark.parametrize("gone", ["draft", "deleted"])
def test_a_card_whose_page_is_gone_is_left_out(client, gone):
    page = make.section(live=gone != "draft")
    cards = [card("now", "Уже нет", page=page.pk), card("now", "Есть", phone="112")]
    links = [{"title": "Тоже нет", "page": page.pk}]
    if gone == "deleted":
        page.delete()
    text = html(
        client,
        {"type": "care", "value": {"title": "Что случилось?", "cards": cards}},
        {"type": "link_cards", "value": {"links": links}},
    )
    assert "Есть" in text
    assert "Уже нет" not in text
    assert "Тоже нет" not in text


@pytest.mark.parametrize("way", [{}, {"address": "javascript:x"}, {"phone": "12"}, {"address": "/x/", "page": True}])
def test_a_card_leads_somewhere_and_to_one_place(way):
    way = {**way, "page": make.section().pk} if way.get("page") else way
    block = CareBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "Что?", "cards": [card("now", "Карточка", **way)]}))
