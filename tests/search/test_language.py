"""Words are found in whatever form they are asked."""

import pytest

from search import language

PAIRS = [
    ("Многодетным семьям", "многодетная семья"),
    ("дети", "ребёнок"),
    ("дети", "ребенок"),
    ("ребёнок", "РЕБЕНОК"),
    ("людей", "человек"),
    ("беременным", "беременная"),
    ("приёмных родителей", "приемный родитель"),
    ("инвалидам", "инвалид"),
    ("занятия", "занятие"),
    ("детям-инвалидам", "дети инвалиды"),
    ("приказ № 513-р", "приказ №513-р"),
    ("442-ФЗ", "442 фз"),
]


@pytest.mark.parametrize(("asked", "written"), PAIRS)
def test_forms_of_a_word_meet(asked, written):
    assert all(set(readings) & language.words(written) for readings in language.asked(asked).values())


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("КЦСОН", "комплексный центр социального обслуживания населения"),
        ("СРЦН", "социально-реабилитационный центр для несовершеннолетних"),
        ("ОВЗ", "ограниченные возможности здоровья"),
        ("ТЖС", "в трудной жизненной ситуации"),
        ("СОП", "в социально опасном положении"),
        ("НКО", "некоммерческих организаций"),
    ],
)
def test_abbreviation_and_full_name_find_each_other(short, full):
    assert set().union(*language.asked(full).values()) & language.words(short)
    assert language.words(full) >= {language.normalise(short)}
    assert all(set(readings) & language.words(short) for readings in language.asked(full).values())


def test_part_of_a_full_name_is_not_its_abbreviation():
    assert "кцсон" not in language.words("комплексный центр")


def test_joining_words_say_nothing():
    assert language.asked("помощь для семьи и при беде").keys() == {"помощь", "семьи", "беде"}


def test_a_question_is_bounded_by_a_hundred_characters_and_ten_words():
    assert len(language.asked(" ".join(f"{n}а{n}" for n in range(50)))) == language.MAX_WORDS
    assert language.asked("а" * 99 + " семья") == {}


def test_a_question_that_is_too_long_ends_with_a_whole_word():
    asked = "муж ушёл к другой, алименты не платит совсем, приставы молчат второй год, как прокормить одного ребёнка"
    assert asked[:100].endswith("ребё")
    assert language.bounded(asked).endswith("одного ")
    assert language.bounded(asked[:90]) == asked[:90]
    assert language.bounded("а" * 150) == "а" * 100
    assert language.bounded("психолог " * 11) == ("психолог " * 11)[:99]


def test_a_long_story_keeps_what_it_tells_rather_than_how_it_is_put():
    story = "здравствуйте, подскажите, куда можно обратиться: муж не платит алименты сыну, приставы молчат, забрал вещи"
    story = language.bounded(story)
    told = language.asked(story)
    assert {"муж", "платит", "алименты", "сыну", "приставы", "молчат"} <= told.keys()


def test_of_a_long_question_the_words_that_only_put_it_are_left_out_first():
    polite = "здравствуйте подскажите пожалуйста куда можно обратиться"
    told = "дочь школа травля одноклассники учитель"
    assert list(language.asked(f"{polite} {told}"))[-5:] == told.split()
    assert list(language.asked(f"подскажите {told}")) == ["подскажите", *told.split()]


@pytest.mark.parametrize("told", [language.is_inanimate, language.is_verb, language.is_adjective])
@pytest.mark.parametrize("word", ["\U00017000", "latin", "4", ""])
def test_of_a_word_that_is_not_russian_nothing_is_known(told, word):
    """The first letter has no name in Unicode, on which pymorphy3 fails."""
    assert not told(word)
    assert language.forms(word) == (word,)


def test_a_denied_verb_is_a_verb():
    assert language.is_verb(f"{language.DENIED}платить")
    assert not language.is_verb("платье")


@pytest.mark.parametrize("garbage", ["", " ", "\0", "\0\0", "'", "\\", ":*", "!!!", "()&|", "«»", "№", "\u202e", "😀"])
def test_garbage_is_no_word(garbage):
    assert language.asked(garbage) == {}


def test_a_repeated_word_is_asked_once():
    assert language.asked("семья семье Семьи") == {"семья": ("семья",)}
