"""A reader says what is wrong: without cookie, account or script; nothing is lost, and nothing counted twice."""

import datetime

import pytest
from django.db import connection

from feedback.models import Allowance, DailySalt, FeedbackRules, Report, ReportContact
from portal.formatting import plain
from tests.factories import PracticeFactory, ProviderFactory, ServiceFactory
from tests.feedback.conftest import Reader, token_in
from tests.portal.test_errors import Down

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [ProviderFactory, ServiceFactory, PracticeFactory])
def test_every_card_leads_to_the_form_about_itself(factory, reader):
    card = factory()
    about = f"{card._meta.model_name}:{card.slug}"
    assert f"/feedback/?about={about}" in reader.client.get(card.get_absolute_url()).content.decode()
    assert card.name in reader.client.get(f"/feedback/?about={about}").content.decode()


def test_a_report_is_accepted_and_gets_a_receipt(reader):
    service = ServiceFactory()
    response = reader.send(about=f"service:{service.slug}", kind="hours", text="По субботам закрыто")
    report = Report.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/feedback/{report.receipt}/"
    assert (report.service, report.kind, report.text) == (service, "hours", "По субботам закрыто")
    assert not ReportContact.objects.exists()


def test_nothing_sets_a_cookie_or_lets_a_cache_keep_it(reader):
    form = reader.client.get("/feedback/")
    sent = reader.send()
    receipt = reader.client.get(sent["Location"])
    for response in (form, sent, receipt):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")


def test_the_same_form_sent_again_is_the_same_report(reader):
    token = reader.token()
    first, second = reader.send(token), reader.send(token)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_the_same_form_with_other_words_is_another_report(reader):
    token = reader.token()
    reader.send(token)
    reader.send(token, text="И адрес тоже")
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Выберите, что неверно"),
        ({"kind": "anything"}, "Выберите, что неверно"),
        ({"text": ""}, "хватит нескольких слов"),
        ({"contact": "на деревню дедушке"}, "не похоже ни на почту"),
        ({"contact": "mother@example.org"}, "Без согласия"),
        ({"remark": "http://spam.example"}, "роботом"),
        ({"token": "forged"}, "ещё раз"),
    ],
)
def test_a_form_that_fails_says_not_sent_and_keeps_the_text(reader, fields, words):
    response = reader.send(**{"text": "Телефон молчит", **fields})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Не отправлено" in page
    assert words in page
    assert fields.get("text", "Телефон молчит") in page
    assert not Report.objects.exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "", "http://[testserver", "//["])
def test_another_site_cannot_send_the_form(reader, origin):
    assert reader.send(origin=origin).status_code == 403
    assert not Report.objects.exists()


def test_as_much_as_the_field_lets_in_is_taken_however_many_lines(reader):
    """A browser counts a new line as one character, and sends two."""
    lines = ["«Телефон» 👪"] * 166
    assert len("\n".join(lines)) <= 2000 < len("\r\n".join(lines))
    assert reader.send(text="\r\n".join(lines)).status_code == 303
    assert Report.objects.get().text == "\n".join(lines)


def test_one_character_too_many_is_told_and_stays_in_the_form(reader):
    response = reader.send(text="я" * 2001)
    assert response.status_code == 400
    assert "не больше 2000 знаков" in response.content.decode()
    assert "я" * 2001 in response.content.decode()


@pytest.mark.parametrize("about", ["x" * 300, "service:\0draft", "service:draft", "provider:" + "9" * 200, "user:1"])
def test_a_forged_card_is_no_card_and_loses_no_report(reader, about):
    ServiceFactory(slug="draft", live=False)
    assert reader.send(about=about, text="Телефон\0 молчит").status_code == 303
    report = Report.objects.get()
    assert (report.card, report.about, report.text) == (None, "", "Телефон молчит")


def test_a_referer_of_ours_will_do_where_there_is_no_origin(reader):
    sent = {"token": reader.token(), "kind": "closed"}
    assert reader.client.post("/feedback/", sent, headers={"referer": "http://testserver/feedback/"}).status_code == 303


def test_a_form_left_open_for_days_is_sent_by_pressing_again(reader, clock):
    token = reader.token()
    clock(days=3)
    refused = reader.send(token)
    assert refused.status_code == 400
    assert reader.send(token_in(refused.content.decode())).status_code == 303


def test_while_the_database_is_down_the_text_stays_in_the_form(reader):
    token = reader.token()
    with connection.execute_wrapper(Down()):
        response = reader.send(token, text="Переехали на Лесную, 5")
    assert response.status_code == 503
    assert "Не отправлено" in response.content.decode()
    assert "Переехали на Лесную, 5" in response.content.decode()
    assert reader.send(token, text="Переехали на Лесную, 5").status_code == 303


def test_one_place_sends_only_so_many_a_day(reader):
    FeedbackRules(per_visitor=2).save()
    assert [reader.send(text=f"Ошибка {n}").status_code for n in range(3)] == [303, 303, 429]
    assert Reader("198.51.100.1").send().status_code == 303


def test_all_together_send_only_so_many_an_hour(db):
    FeedbackRules(per_hour=2).save()
    assert [Reader(f"198.51.100.{n}").send().status_code for n in range(3)] == [303, 303, 429]


def test_neighbours_of_an_ipv6_network_are_one_place(db):
    FeedbackRules(per_visitor=1).save()
    assert Reader("2001:db8::1").send().status_code == 303
    assert Reader("2001:db8::2").send().status_code == 429


def test_behind_our_proxy_each_visitor_is_a_place_of_their_own(db, settings):
    settings.TRUSTED_PROXIES = 1
    FeedbackRules(per_visitor=1).save()

    def sent(forwarded):
        reader = Reader("127.0.0.1")
        reader.client.defaults["HTTP_X_FORWARDED_FOR"] = forwarded
        return reader.send().status_code

    assert sent("198.51.100.1") == 303
    assert sent("198.51.100.2") == 303
    # What the visitor adds in front is nobody's word.
    assert sent("192.0.2.9, 198.51.100.1") == 429


def test_no_address_is_kept_and_a_new_day_knows_nobody(reader, clock):
    reader.send()
    kept = [
        *Allowance.objects.values_list("key", flat=True),
        *map(bytes, DailySalt.objects.values_list("salt", flat=True)),
    ]
    assert not any("203.0.113.7" in str(each) for each in kept)
    today = set(Allowance.objects.values_list("key", flat=True))
    clock(days=1)
    reader.send()
    assert not today & set(Allowance.objects.exclude(key__in=today).values_list("key", flat=True))
    assert Allowance.objects.count() == 4


def test_a_contact_is_kept_apart_with_the_consent_that_was_given(reader):
    reader.send(contact="8 (900) 123-45-67", consent="on")
    contact = ReportContact.objects.get()
    assert contact.value == "+79001234567"
    assert contact.consent_version == "1"


def test_the_consent_is_never_ticked_beforehand(reader):
    assert 'name="consent">' in reader.client.get("/feedback/").content.decode()


@pytest.mark.parametrize("about", ["service:no-such", "user:1", "x" * 300, "service:\0", ":", "service:draft"])
def test_a_card_that_is_none_makes_it_a_report_about_the_portal(reader, about):
    ServiceFactory(slug="draft", name="Черновик", live=False)
    page = reader.client.get("/feedback/", {"about": about}).content.decode()
    assert "О портале в целом" in plain(page)
    assert "Черновик" not in page


def test_a_receipt_says_how_it_ended_and_not_what_was_written(reader):
    receipt = reader.send(text="Тайна", contact="mother@example.org", consent="on")["Location"]
    assert "сообщение принято" in reader.client.get(receipt).content.decode()
    Report.objects.update(state="fixed", decided_on=datetime.date(2026, 5, 3))
    page = reader.client.get(receipt.upper().replace("FEEDBACK", "feedback")).content.decode()
    assert "Спасибо, проверено 3\xa0мая\xa02026" in page
    assert "Исправлено" in page
    assert "Тайна" not in page
    assert "mother@example.org" not in page


def test_a_receipt_of_a_card_that_is_no_longer_public_does_not_name_it(reader):
    provider = ProviderFactory(name="Закрытый центр")
    receipt = reader.send(about=f"provider:{provider.slug}")["Location"]
    assert "Вернуться к карточке" in reader.client.get(receipt).content.decode()
    provider.unpublish()
    assert provider.slug not in reader.client.get(receipt).content.decode()


def test_an_unknown_receipt_is_not_found(reader):
    assert reader.client.get("/feedback/k7m2p-x9q4t/").status_code == 404
