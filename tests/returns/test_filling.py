"""An institution fills its quarter: computed rows, checks in words, three states of a cell, two people at once."""

import pytest

from returns.models import Return

from .conftest import QUARTER, SOUND, address, posted, reporter_of, returned

pytestmark = pytest.mark.django_db


def test_what_is_saved_stands_in_the_form_with_computed_rows_and_the_last_quarter(reporter, ours):
    returned(ours, QUARTER.previous)
    response = reporter.post(address(ours), posted(SOUND), follow=True)
    record = Return.objects.get(respondent=ours, quarter=2)
    assert (record.state, record.cells["1.1"], record.version) == ("draft", "40", 1)
    lines = {line.row.code: line for line in response.context["filling"].lines}
    assert (lines["1.3"].shown, lines["1.8"].shown) == ("52", "43")
    assert lines["1.1"].previous_shown == "40"
    assert 'name="c-1.3"' not in response.content.decode(), "nobody is asked for what follows"


def test_a_rule_that_is_broken_is_told_in_words(reporter, ours):
    returned(ours, QUARTER.previous)
    page = reporter.post(address(ours), posted({**SOUND, "1.4.1": 50}), follow=True).content.decode()
    assert "На начало квартала столько же семей, сколько осталось по прошлому отчёту" in page
    assert "Категории складываются" in page


def test_empty_zero_and_not_kept_stay_three_things(reporter, ours):
    reporter.post(address(ours), posted({"1.1": "", "1.2": 0, "1.7": "Н/В"}))
    assert Return.objects.get().cells == {"1.2": "0", "1.7": "not-kept"}
    page = reporter.get(address(ours)).content.decode()
    assert 'name="c-1.7" value="н/в"' in page
    assert 'name="c-1.2" value="0"' in page
    assert 'name="c-1.1" value=""' in page


@pytest.mark.parametrize("text", ["сорок", "-1", "1,5", "1 0", "99999999999", "1e9"])
def test_what_is_no_number_is_refused_and_stays_typed(reporter, ours, text):
    page = reporter.post(address(ours), posted({"1.1": text, "1.2": 12})).content.decode()
    assert f'value="{text}"' in page
    assert "Нужно целое число" in page
    assert 'name="c-1.2" value="12"' in page
    assert not Return.objects.exists()


def test_thousands_may_stand_apart(reporter, ours):
    reporter.post(address(ours), posted({"1.1": "1\u00a0040"}))
    assert Return.objects.get().cells == {"1.1": "1040"}


def test_a_sound_return_is_sent_and_can_no_longer_be_edited(reporter, ours):
    reporter.post(address(ours), posted(SOUND, "send"))
    record = Return.objects.get()
    assert (record.state, bool(record.sent_at)) == ("sent", True)
    assert 'name="c-1.1"' not in reporter.get(address(ours)).content.decode()
    page = reporter.post(address(ours), posted({**SOUND, "1.1": 1}, version=1)).content.decode()
    assert "Отчёт уже отправлен" in page
    assert Return.objects.get().cells["1.1"] == "40"


def test_gaps_and_broken_rules_need_a_word_of_explanation(reporter, ours):
    gap = {code: value for code, value in SOUND.items() if code != "1.6.1"}
    page = reporter.post(address(ours), posted(gap, "send")).content.decode()
    assert "без пояснения отчёт не отправить" in page
    assert not Return.objects.exists()
    reporter.post(address(ours), posted(gap, "send", note="Отдельно не считаем"))
    assert (Return.objects.get().state, Return.objects.get().note) == ("sent", "Отдельно не считаем")


def test_a_rule_of_the_document_itself_keeps_the_return_back(reporter, ours):
    page = reporter.post(address(ours), posted({**SOUND, "1.7": 60}, "send", note="Так вышло")).content.decode()
    assert "Остаться не может меньше нуля семей" in page
    assert not Return.objects.exists()


def test_the_second_of_two_people_is_told_and_both_texts_are_there(reporter, ours):
    other = reporter_of(ours, "reporter_b")
    reporter.post(address(ours), posted({"1.1": 40, "1.2": 12}))
    page = other.post(address(ours), posted({"1.1": 41, "1.2": 12})).content.decode()
    assert "отчёт сохранил другой человек" in page
    assert 'name="c-1.1" value="41"' in page
    assert "у другого человека: 40" in " ".join(page.split())
    assert Return.objects.get().cells["1.1"] == "40"
    assert 'name="version" value="1"' in page
    other.post(address(ours), posted({"1.1": 41, "1.2": 12}, version=1))
    assert Return.objects.get().cells["1.1"] == "41"


def test_a_moderator_accepts_or_gives_back_with_a_reason(reporter, ours, sign_in):
    moderator = sign_in("moderator")
    reporter.post(address(ours), posted(SOUND, "send"))
    page = moderator.post(address(ours), {"action": "return", "version": 1, "reason": " "}).content.decode()
    assert "Напишите, что исправить" in page
    moderator.post(address(ours), {"action": "return", "version": 1, "reason": "Проверьте 1.4"})
    assert Return.objects.get().state == "returned"
    assert "Проверьте 1.4" in reporter.get(address(ours)).content.decode()
    reporter.post(address(ours), posted({**SOUND, "1.7.1": 6}, "send", version=2))
    moderator.post(address(ours), {"action": "accept", "version": 3})
    record = Return.objects.get()
    assert (record.state, record.cells["1.7.1"], record.reason) == ("accepted", "6", "")
    events = moderator.get(address(ours)).content.decode()
    for said in ("Отчёт отправлен", "Отчёт возвращён", "Отчёт принят"):
        assert said in events


def test_a_decision_on_what_was_changed_meanwhile_is_not_taken(reporter, ours, sign_in):
    reporter.post(address(ours), posted(SOUND, "send"))
    page = sign_in("moderator").post(address(ours), {"action": "accept", "version": 0}).content.decode()
    assert "Пока вы читали, отчёт изменили" in page
    assert Return.objects.get().state == "sent"


def test_a_reporter_decides_on_nothing(reporter, ours):
    reporter.post(address(ours), posted(SOUND, "send"))
    reporter.post(address(ours), {"action": "accept", "version": 1})
    assert Return.objects.get().state == "sent"


def test_an_institution_never_sees_or_changes_the_returns_of_another(stranger, ours):
    returned(ours)
    assert stranger.get(address(ours)).status_code in (302, 404)
    assert stranger.post(address(ours), posted({"1.1": 1})).status_code in (302, 404)
    assert ours.provider.name not in stranger.get("/admin/returns/").content.decode()
    assert Return.objects.get().cells["1.1"] == "40"


def test_a_moderator_reads_a_return_and_fills_none(ours, sign_in):
    client = sign_in("moderator")
    assert 'name="c-1.1"' not in client.get(address(ours)).content.decode()
    client.post(address(ours), posted(SOUND))
    assert not Return.objects.exists()


def test_a_quarter_before_the_first_or_none_at_all_is_not_there(reporter, ours):
    for quarter in ("2025-4", "2026-5", "2026-0", "0-1"):
        assert reporter.get(f"/admin/returns/{ours.pk}/{quarter}/").status_code in (302, 404)


def test_a_form_without_rows_is_a_text(ours, sign_in):
    from .conftest import reports

    text = reports("КЦСОН", form="tatarstan-kcson")
    client = reporter_of(text, "reporter_b")
    assert "Напишите текст отчёта" in client.post(address(text), posted({}, "send")).content.decode()
    client.post(address(text), posted({}, "send", note="Провели школу для родителей"))
    assert Return.objects.get(respondent=text).state == "sent"


def test_a_list_says_what_is_owed_and_how_late(reporter, ours):
    page = reporter.get("/admin/returns/").content.decode()
    assert "квартал" in page
    assert "не начат" in page
