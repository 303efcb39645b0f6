"""An embed is an address that the server itself would ask: it asks none, so it reaches no host inside."""

import socket
from urllib.error import URLError

import pytest
from django.urls import reverse
from wagtail.embeds.models import Embed

from tests.home import factories as pages

pytestmark = pytest.mark.django_db

# Inside, and at a provider that Wagtail would ask by default, who may answer with a way inside.
ADDRESSES = (
    "http://127.0.0.1:8000/admin/",
    "http://localhost:5432/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "https://www.youtube.com/watch?v=abc",
    "https://vimeo.com/1",
)


@pytest.fixture
def asked(monkeypatch) -> list:
    """Whatever is looked up or connected to meanwhile, and nothing of it goes out. The database has its own sockets."""
    found = []

    def refuse(*args, **kwargs):
        found.append(args)
        raise URLError("nothing goes out")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_chooser_says_that_there_is_nothing_to_embed(sign_in, asked, address):
    client = sign_in("superuser")
    answer = client.post(reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": address})
    assert answer.json()["step"] == "chooser"
    assert "Не могу найти код для встраивания" in answer.json()["html"]
    assert (asked, Embed.objects.count()) == ([], 0)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_embed_in_a_text_is_left_out_of_its_page(client, asked, address):
    text = f'<p>До него</p><embed embedtype="media" url="{address}"/><p>После него</p>'
    page = pages.guide(steps=[{"type": "step", "value": {"title": "Позвоните", "text": text}}])
    shown = client.get(page.url).content.decode()
    assert "До него" in shown
    assert "После него" in shown
    assert address not in shown
    assert asked == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_embed_in_a_text_opens_no_way_out_for_its_editor(sign_in, asked, address):
    text = f'<p>До него</p><embed embedtype="media" url="{address}"/>'
    page = pages.guide(steps=[{"type": "step", "value": {"title": "Позвоните", "text": text}}])
    assert sign_in("superuser").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert asked == []
