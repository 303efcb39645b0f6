"""How hard a text is to read: known texts give known years of school, and nothing else is guessed."""

import pytest

from home.readability import read, sentences_of, syllables_of, words_of

# The first page of a primer, a plain explanation, article 22 of law 442-FZ.
PRIMER = (
    "Мама пришла домой. Она взяла мяч и отдала его сыну. Сын побежал во двор. Там его ждали друзья. "
    "Они стали играть в прятки. Солнце светило ярко. Кот спал на лавке. Все были рады."
)
PLAIN = (
    "За семьёй закрепляют куратора. Так называют специалиста, который ведёт вашу семью. Вместе с вами он решает, "
    "что сделать сначала, а что потом. Он звонит врачам, учителям, юристам и следит, чтобы обещанное сделали."
)
LAW = (
    "При необходимости гражданам, в том числе родителям, опекунам, попечителям, иным законным представителям "
    "несовершеннолетних детей, оказывается содействие в предоставлении медицинской, психологической, педагогической, "
    "юридической, социальной помощи, не относящейся к социальным услугам (социальное сопровождение)."
)


@pytest.mark.parametrize(("text", "first", "last"), [(PRIMER, 1, 2), (PLAIN, 4, 8), (LAW, 18, 40)])
def test_a_primer_is_easy_and_a_law_is_not(text, first, last):
    assert first <= read([text]).grade <= last


def test_the_harder_the_text_the_lower_its_ease():
    eases = [read([text]).ease for text in (PRIMER, PLAIN, LAW)]
    assert eases == sorted(eases, reverse=True)
    assert eases[0] > 80
    assert eases[2] < 0


def test_the_formulas_are_reckoned_as_published():
    """Four words of two syllables each, two sentences, by hand."""
    found = read(["Мама мыла. Рама цела."])
    assert (len(found.words), len(found.sentences), found.syllables, found.letters) == (4, 2, 8, 16)
    assert found.ease == pytest.approx(206.835 - 1.3 * 2 - 60.1 * 2)
    assert found.formulas["flesch-kincaid"] == pytest.approx(0.318 * 2 + 14.2 * 2 - 30.5)
    assert found.formulas["coleman-liau"] == pytest.approx(0.055 * 400 - 0.35 * 50 - 20.33)
    assert found.formulas["smog"] == pytest.approx(0.05)
    assert found.formulas["dale-chall"] == pytest.approx(0.273 * 2)
    assert found.formulas["automated"] == pytest.approx(6.26 * 4 + 0.2805 * 2 - 31.04)


def test_formulas_agree_about_real_prose():
    years = read([LAW]).formulas.values()
    assert max(years) - min(years) < 15


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Придите на ул. Садовую, д. 5. Там открыто.", 2),
        ("Это 10 тыс. руб. в год.", 1),
        ("См. п. 5 закона.", 1),
        ("Позвоните! Вас выслушают… Можно ночью?", 3),
        ("Возьмите\nпаспорт\nполис", 3),
        ("Врач И. П. Иванова принимает.", 1),
        ("— … !", 0),
        ("", 0),
    ],
)
def test_shortened_words_end_no_sentence(text, number):
    assert len(sentences_of(text)) == number


def test_words_are_russian_ones_and_a_hyphen_joins():
    assert words_of("Кто-то позвонил 112, e-mail нет") == ["Кто-то", "позвонил", "нет"]
    assert [syllables_of(word) for word in ("в", "ёж", "семья", "сопровождение")] == [0, 1, 2, 6]


def test_long_sentences_and_hard_words_are_named():
    found = read([PRIMER, LAW])
    (words, sentence), *rest = found.longest
    assert words > 15
    assert sentence.startswith("При необходимости")
    assert rest == []
    assert "несовершеннолетних" in found.hardest
    assert "мама" not in found.hardest


@pytest.mark.parametrize("texts", [[], [""], ["112"], ["Да."]])
def test_of_a_few_words_nothing_is_said(texts):
    assert not read(texts).is_enough
