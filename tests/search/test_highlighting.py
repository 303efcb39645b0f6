"""Words that were asked for are marked in whatever form they stand; nothing else of a text changes."""

from search.highlighting import Marks, highlighted, spans

ASKED = Marks.of([[["психолог"]]])
HELP = Marks.of([[["психолог"]]], [[["психологический"], ["помощь"]], [["отказ", "отказаться"], ["ребенок"]]])


def test_every_form_of_a_word_is_marked():
    text = "Психолога ищут: психологов мало"
    assert highlighted(text, ASKED) == "<mark>Психолога</mark> ищут: <mark>психологов</mark> мало"
    assert [text[first:last] for first, last in spans(text, ASKED)] == ["Психолога", "психологов"]


def test_what_was_not_asked_for_stays_as_it_is():
    assert highlighted("Массаж и отдых", ASKED) == "Массаж и отдых"
    assert spans("Массаж и отдых", ASKED) == []


def test_nothing_is_marked_where_nothing_was_asked():
    assert highlighted("Психолог", Marks()) == "Психолог"


def test_signs_of_markup_are_escaped_with_marks_and_without():
    assert highlighted("<b>Массаж & отдых</b>", ASKED) == "&lt;b&gt;Массаж &amp; отдых&lt;/b&gt;"
    assert highlighted("<i>психолог</i>", ASKED) == "&lt;i&gt;<mark>психолог</mark>&lt;/i&gt;"


def test_one_text_is_marked_anew_for_each_question():
    text = "Психолог и логопед"
    assert highlighted(text, Marks.of([[["логопед"]]])) == "Психолог и <mark>логопед</mark>"
    assert highlighted(text, ASKED) == "<mark>Психолог</mark> и логопед"


def test_another_way_to_say_it_is_marked_where_it_stands_whole():
    whole = "Нужна <mark>психологическая</mark> <mark>помощь</mark>"
    assert highlighted("Нужна психологическая помощь", HELP) == whole
    assert highlighted("Психологическая диагностика, помощь в день обращения", HELP) == (
        "Психологическая диагностика, помощь в день обращения"
    )
    assert highlighted("Скорая помощь: психолог", HELP) == "Скорая помощь: <mark>психолог</mark>"
    assert highlighted("Отказ от ребёнка", HELP) == "<mark>Отказ</mark> от <mark>ребёнка</mark>"
