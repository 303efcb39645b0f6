"""An edit of an institution goes to a moderator as a difference; until she publishes it, the public sees what was."""

import pytest
from django.core import mail
from django.urls import reverse

from services_directory.models import Location, Service
from tests import factories
from tests.admin.forms import fields_of
from tests.cabinets.addresses import decide, edit, edit_url, review_url, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(ours):
    return factories.LocationFactory(provider=ours, phones=["+79000000001"])


@pytest.fixture
def service(ours):
    return factories.ServiceFactory(provider=ours, name="Занятия с логопедом", summary="Было")


def public(client, record) -> str:
    return client.get(record.get_absolute_url()).content.decode()


def text(answer) -> str:
    return answer.content.decode()


def test_the_public_sees_the_old_text_until_a_moderator_publishes_the_new(client_of_reporter, sign_in, service, client):
    submit(client_of_reporter, service, summary="Стало")
    assert "Было" in public(client, service)
    decide(sign_in("moderator"), service, "approve")
    assert "Стало" in public(client, service)


def test_a_new_phone_is_public_once_it_is_approved(client_of_reporter, sign_in, place, client):
    submit(client_of_reporter, place, **{"phones-0-number": "+79000000002"})
    assert "tel:+79000000001" in public(client, place.provider)
    decide(sign_in("moderator"), place, "approve")
    assert "tel:+79000000002" in public(client, place.provider)
    assert "tel:+79000000001" not in public(client, place.provider)


def test_search_and_api_keep_to_what_is_approved(client_of_reporter, sign_in, service, client):
    submit(client_of_reporter, service, name="Дельфинотерапия")
    api = reverse("search:api")
    assert "Дельфинотерапия" not in text(client.get(api, {"q": "дельфинотерапия"}))
    decide(sign_in("moderator"), service, "approve")
    assert "Дельфинотерапия" in text(client.get(api, {"q": "дельфинотерапия"}))


def test_the_moderator_sees_old_and_new_side_by_side(client_of_reporter, sign_in, service):
    submit(client_of_reporter, service, summary="Было, но стало лучше", price="free")
    page = text(sign_in("moderator").get(review_url(service)))
    assert "Было<ins>, но стало лучше</ins>" in page
    assert "бесплатно" in page


def test_the_list_of_waiting_edits_leads_to_the_difference(client_of_reporter, sign_in, service):
    submit(client_of_reporter, service, summary="Стало")
    assert review_url(service) in text(sign_in("moderator").get(reverse("wagtailadmin_home")))


def test_a_new_card_is_shown_whole(client_of_reporter, sign_in, ours):
    kind = factories.HelpKindFactory(name="Психологическая помощь")
    address = reverse("wagtailsnippets_services_directory_service:add")
    form = {"name": "Группа для мам", "provider": ours.pk, "kind": kind.pk, "action-submit": "1"}
    client_of_reporter.post(address, {**fields_of(client_of_reporter.get(address)), **form})
    page = text(sign_in("moderator").get(review_url(Service.objects.get())))
    assert "Запись новая" in page
    assert "<ins>Группа для мам</ins>" in page
    assert "<ins>Психологическая помощь</ins>" in page


def test_an_edit_is_returned_with_words_that_its_author_sees(client_of_reporter, sign_in, service, client):
    submit(client_of_reporter, service, summary="Стало")
    decide(sign_in("moderator"), service, "reject", "Уточните цену")
    assert "Было" in public(client, service)
    assert "Уточните цену" in text(client_of_reporter.get(reverse("wagtailadmin_home")))
    assert "Уточните цену" in text(client_of_reporter.get(edit_url(service)))


def test_a_returned_edit_is_mended_and_sent_again(client_of_reporter, sign_in, service, client):
    submit(client_of_reporter, service, summary="Стало")
    moderator = sign_in("moderator")
    decide(moderator, service, "reject", "Уточните цену")
    submit(client_of_reporter, service, summary="Стало ясно")
    assert "Уточните цену" in text(moderator.get(review_url(service)))
    decide(moderator, service, "approve")
    assert "Стало ясно" in public(client, service)


def test_returning_needs_words(client_of_reporter, sign_in, service):
    submit(client_of_reporter, service, summary="Стало")
    answer = decide(sign_in("moderator"), service, "reject")
    assert "Напишите, что исправить" in text(answer)
    assert Service.objects.get().current_workflow_state.status == "in_progress"


def test_what_changed_while_the_moderator_read_is_not_published_unseen(client_of_reporter, sign_in, service):
    submit(client_of_reporter, service, summary="Стало")
    moderator = sign_in("moderator")
    seen = fields_of(moderator.get(review_url(service)))["revision"]
    edit(client_of_reporter, service, summary="Совсем иначе")
    answer = moderator.post(review_url(service), {"action": "approve", "revision": seen}, follow=True)
    assert "правку изменили" in text(answer)
    assert "Совсем иначе" in text(answer).replace("<ins>", "").replace("</ins>", "")
    assert Service.objects.get().summary == "Было"


def test_the_author_reads_her_own_difference_but_decides_nothing(client_of_reporter, service):
    submit(client_of_reporter, service, summary="Стало")
    page = client_of_reporter.get(review_url(service))
    assert "Опубликовать" not in text(page)
    client_of_reporter.post(review_url(service), {"action": "approve"})
    assert Service.objects.get().summary == "Было"


def test_the_difference_of_another_institution_is_not_there(client_of_reporter, sign_in, theirs):
    foreign = factories.ServiceFactory(provider=theirs)
    submit(sign_in("directory"), foreign, summary="Правка")
    assert client_of_reporter.get(review_url(foreign)).status_code == 404


def test_nothing_is_decided_without_a_right_to(sign_in, client_of_reporter, service):
    submit(client_of_reporter, service, summary="Стало")
    answer = sign_in("directory").post(review_url(service), {"action": "approve"})
    assert answer.status_code in (302, 403)
    assert Service.objects.get().summary == "Было"


def test_a_moderators_publication_is_told_to_the_author_with_both_texts(client_of_reporter, sign_in, service, client):
    stale = fields_of(client_of_reporter.get(edit_url(service)))
    edit(sign_in("moderator"), service, summary="Правка модератора", **{"action-publish": "1"})
    answer = client_of_reporter.post(edit_url(service), {**stale, "summary": "Правка автора"}, follow=True)
    assert "Пока вы правили" in text(answer)
    assert "<del>модератора</del>" in text(answer)
    assert "<ins>автора</ins>" in text(answer)
    assert fields_of(answer)["summary"] == ["Правка автора"]
    assert "Правка модератора" in public(client, service)


def test_letters_are_in_russian_and_lead_to_the_page(client_of_reporter, sign_in, service, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example"
    moderator = sign_in("moderator")
    submit(client_of_reporter, service, summary="Стало")
    sent = next(letter for letter in mail.outbox if letter.to == ["moderator@example.org"])
    assert sent.subject == "Ждёт проверки: «Занятия с логопедом»"
    assert f"https://portal.example{review_url(service)}" in sent.body
    decide(moderator, service, "reject", "Уточните цену & срок")
    back = mail.outbox[-1]
    assert back.to == ["anna@example.org"]
    assert "Вернули" in back.subject
    assert "Уточните цену & срок" in back.body
    assert f"https://portal.example{edit_url(service)}" in back.body
    submit(client_of_reporter, service, summary="Стало лучше")
    decide(moderator, service, "approve")
    assert mail.outbox[-1].subject == "Опубликовано: «Занятия с логопедом»"


def test_the_difference_costs_the_same_for_one_phone_and_for_twenty(
    client_of_reporter, sign_in, place, django_assert_max_num_queries
):
    submit(client_of_reporter, place, name="Главный вход")
    moderator, address = sign_in("moderator"), review_url(place)
    moderator.get(address)
    with django_assert_max_num_queries(80) as few:
        moderator.get(address)
    for number in range(20):
        Location.objects.get(pk=place.pk).phones.create(number=f"+7900000{number:04}", sort_order=number)
    with django_assert_max_num_queries(len(few)):
        moderator.get(address)
