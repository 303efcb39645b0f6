"""Two people at one line of the log, or at one institution: nobody's words are lost, nobody meets a server error."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from publicity import keeping
from publicity.models import Publication, SectionOnSite
from tests.admin.conftest import make_person
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


def confirmed_meanwhile(line) -> Publication:
    """What one of the two has read, and the other has changed since."""
    read = Publication.objects.get(pk=line.pk)
    keeping.confirm(line.pk, str(line.version), make_person("moderator"))
    return read


def test_what_was_confirmed_meanwhile_its_institution_takes_back_no_more(reporter, ours, today, monkeypatch):
    line = factories.publication(institution=ours, is_confirmed=False)
    read = confirmed_meanwhile(line)
    monkeypatch.setattr("publicity.writing.get_object_or_404", lambda *args, **kwargs: read)
    page = reporter.post(reverse("publicity_remove", args=[line.pk]), follow=True).content.decode()
    assert "эту строку подтвердил модератор" in page
    assert Publication.objects.get().is_confirmed


@pytest.mark.parametrize("name", ["publicity_confirm", "publicity_remove"])
def test_whoever_comes_after_the_line_was_removed_is_told(sign_in, ours, today, monkeypatch, name):
    line = factories.publication(institution=ours, is_confirmed=False)
    read = Publication.objects.get(pk=line.pk)
    line.delete()
    monkeypatch.setattr("publicity.writing.get_object_or_404", lambda *args, **kwargs: read)
    answer = sign_in("moderator").post(reverse(name, args=[read.pk]), {"version": read.version}, follow=True)
    assert "уже убрал из журнала другой человек" in answer.content.decode()
    assert not ModelLogEntry.objects.for_instance(read).filter(action=keeping.REMOVE).exists()


@pytest.mark.parametrize("deed", ["confirm", "remove"])
def test_the_line_is_held_to_the_end(ours, today, deed):
    line, person = factories.publication(institution=ours, is_confirmed=False), make_person("moderator")
    said = {"confirm": (str(line.version), person), "remove": (lambda record: True, person)}
    with CaptureQueriesContext(connection) as asked:
        getattr(keeping, deed)(line.pk, *said[deed])
    read = next(query["sql"] for query in asked if 'FROM "publicity_publication"' in query["sql"])
    assert read.endswith("FOR UPDATE")


def test_words_outlive_a_line_that_was_removed_while_its_form_was_open(sign_in, today):
    line = factories.publication()
    client = sign_in("moderator")
    url_of_line = reverse("publicity_publication", args=[line.pk])
    fields = {name: values[0] for name, values in fields_of(client.get(url_of_line)).items() if values}
    line.delete()
    answer = client.post(url_of_line, {**fields, "place": "Сайт, который я долго искал"})
    page = answer.content.decode()
    assert "уже убрал из журнала другой человек" in page
    assert "Сайт, который я долго искал" in page
    assert not Publication.objects.exists()
    again = {name: values[0] for name, values in fields_of(answer).items() if values}
    client.post(url_of_line, again)
    assert Publication.objects.get().place == "Сайт, который я долго искал"
