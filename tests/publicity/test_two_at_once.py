"""Two people at the section of one institution: nobody's words are lost, and nobody meets an error of the server."""

import pytest
from django.urls import reverse

from publicity.models import SectionOnSite
from tests.admin.forms import fields_of
from tests.publicity import factories

pytestmark = pytest.mark.django_db
TOLD = "здесь записал другой человек"


def url(provider) -> str:
    return reverse("publicity_section", args=[provider.pk])


def seen(address: str) -> dict:
    return {"state": "has", "address": address, "last_checked_on": "2026-06-15", "published_on": "", "note": ""}


def begun(client, provider) -> str:
    return fields_of(client.get(url(provider)))["seen"][0]


def test_of_two_who_write_the_first_record_the_second_is_told(sign_in, ours, today):
    first, second = sign_in("publications"), sign_in("moderator")
    tokens = begun(first, ours), begun(second, ours)
    assert first.post(url(ours), {**seen("https://first.example/"), "seen": tokens[0]}).status_code == 302
    answer = second.post(url(ours), {**seen("https://second.example/"), "seen": tokens[1]})
    assert answer.status_code == 200
    assert TOLD in answer.content.decode()
    assert SectionOnSite.objects.get().address == "https://first.example/"
    again = {name: values[0] for name, values in fields_of(answer).items() if values}
    assert again["address"] == "https://second.example/"
    assert second.post(url(ours), again).status_code == 302
    assert SectionOnSite.objects.get().address == "https://second.example/"


def test_a_look_does_not_throw_away_what_the_institution_said_meanwhile(sign_in, reporter, ours, today):
    client = sign_in("moderator")
    token = begun(client, ours)
    said = {"said_address": "https://said.example/", "said_published_on": "", "seen": begun(reporter, ours)}
    assert reporter.post(url(ours), said).status_code == 302
    answer = client.post(url(ours), {**seen("https://old.example/"), "seen": token})
    assert TOLD in answer.content.decode()
    record = SectionOnSite.objects.get()
    assert (record.said_address, record.said_on) == ("https://said.example/", factories.TODAY)
