"""Feeds of changes: what was published, in words, with names that stay; nothing of drafts."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from measures.models import BudgetLine, Measure, Milestone

from .factories import small_programme

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PROGRAMME, MEASURE = "/programmes/small/feed.xml", "/programmes/small/1.1/feed.xml"


@pytest.fixture
def measure():
    small_programme()
    return Measure.objects.get(number="1.1")


def publish(measure, **changes):
    draft = Measure.objects.get(pk=measure.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def feed(client, address=PROGRAMME):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def texts(root, name="summary") -> list[str]:
    return [entry.findtext(ATOM + name) for entry in root.iter(ATOM + "entry")]


@pytest.mark.parametrize("address", [PROGRAMME, MEASURE])
def test_it_is_a_valid_atom_feed(client, measure, address):
    publish(measure, term="2016–2017 годы")
    root = feed(client, address)
    assert root.tag == ATOM + "feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(ATOM + name)) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert links["self"] == f"http://testserver{address}"
    assert links["alternate"].startswith("http://testserver/programmes/small/")
    assert root.find(f"{ATOM}author/{ATOM}name").text, "entries without authors need that of the feed"
    ids = texts(root, "id")
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") for each in ids)
    for entry in root.iter(ATOM + "entry"):
        moment = datetime.datetime.fromisoformat(entry.findtext(ATOM + "updated"))
        assert moment.tzinfo is not None
        assert entry.find(ATOM + "link").get("href").startswith("http://testserver/")


def test_a_publication_says_what_it_changed(client, measure):
    publish(measure)
    publish(measure, term="2016–2017 годы", title="Иначе")
    assert texts(feed(client))[:2] == ["Изменилось: название, срок.", "Опубликовано."]


def test_a_change_of_status_is_told_with_its_ground(client, measure):
    publish(measure)
    publish(measure, reported_status="done", status_reason="Отчёт за 2016 год.")
    said = "Состояние: было «по сроку из акта», стало «Выполнено». Основание: Отчёт за 2016 год."
    assert texts(feed(client, MEASURE))[0] == said


def test_money_and_milestones_are_told_of(client, measure):
    publish(measure)
    draft = measure.get_latest_revision_as_object()
    source = BudgetLine.objects.filter(measure=measure).get().source
    draft.budget_lines.add(BudgetLine(year=2017, source=source, amount=5))
    draft.milestones.add(Milestone(title="Приказ", due_on=datetime.date(2017, 1, 1)))
    draft.save_revision().publish()
    assert texts(feed(client))[0] == "Изменилось: вехи, деньги."


def test_drafts_and_unpublished_measures_do_not_show(client, measure):
    publish(measure)
    draft = measure.get_latest_revision_as_object()
    draft.title = "Тайное"
    draft.save_revision()
    assert b"\xd0\xa2\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xbe\xd0\xb5" not in client.get(PROGRAMME).content
    Measure.objects.get(pk=measure.pk).unpublish()
    assert texts(feed(client)) == []
    assert client.get(MEASURE).status_code == 404


def test_names_stay_and_an_unchanged_feed_is_not_sent_again(client, measure):
    publish(measure)
    first, again = client.get(PROGRAMME), client.get(PROGRAMME)
    assert first.content == again.content
    assert client.get(PROGRAMME, headers={"If-None-Match": first["ETag"]}).status_code == 304
    publish(measure, term="Иначе")
    old, new = texts(ElementTree.fromstring(first.content), "id"), texts(feed(client), "id")
    assert new[1:] == old
    assert client.get(PROGRAMME, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_a_feed_without_changes_is_dated_by_a_day_that_stays(client, measure):
    root = feed(client)
    assert texts(root) == []
    assert client.get(PROGRAMME).content == client.get(PROGRAMME).content


def test_the_day_on_which_the_programme_appeared_is_told(client, measure):
    measure.programme.first_published_at = timezone.now()
    measure.programme.save()
    assert texts(feed(client)) == ["Программа появилась на портале."]


def test_it_is_bounded(client, measure):
    for number in range(45):
        publish(measure, term=f"{number}")
    assert len(texts(feed(client))) == 40


def test_letters_that_xml_cannot_write_are_left_out(client, measure):
    Measure.objects.filter(pk=measure.pk).update(title="Школа\x0b <b>&")
    publish(measure, title="Школа\x0b <b>&")
    assert texts(feed(client), "title") == ["Мероприятие 1.1: Школа <b>&"]


def test_pages_name_their_feeds(client, measure):
    for page, address in (("/programmes/small/", PROGRAMME), ("/programmes/small/1.1/", MEASURE)):
        content = client.get(page).content.decode()
        assert 'type="application/atom+xml" title="Что изменилось в ' in content
        assert f'href="{address}"' in content


def test_many_changes_cost_the_queries_of_one(
    client, measure, django_assert_num_queries, django_assert_max_num_queries
):
    publish(measure)
    with django_assert_max_num_queries(7) as few:
        feed(client)
    for other in Measure.objects.all():
        publish(other, term="Иначе")
        publish(other, term="Ещё иначе")
    with django_assert_num_queries(len(few.captured_queries)):
        feed(client)
